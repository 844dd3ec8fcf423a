package cn.dengyun.settlement.entitlement.store;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.settlement.claim.domain.ClaimEvidence;
import cn.dengyun.settlement.entitlement.domain.SettlementEntitlement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Entitlements that are made many at once, that are late, and which programmes fund the same papers. */
@ApplicationScoped
public class EntitlementRows {

    private static final RowMapper<SettlementEntitlement> ENTITLEMENTS = RowMapper.of(SettlementEntitlement.class);
    private static final RowMapper<Funding> FUNDINGS = RowMapper.of(Funding.class);

    private static final Statement INSERT = Statement.of("INSERT INTO settlement_entitlement (%s) SELECT * FROM %s"
            .formatted(ENTITLEMENTS.columns(), ENTITLEMENTS.unnested()));
    private static final Statement LOCK = Statement.of(
            "SELECT %s FROM settlement_entitlement WHERE id = $1 FOR UPDATE".formatted(ENTITLEMENTS.columns()));
    private static final Statement LATE = Statement.of("""
            SELECT %s FROM settlement_entitlement WHERE claim_until <= $1 AND status = 'OWED' AND revocation_proposed_by IS NULL
                AND id > $2 ORDER BY id LIMIT $3
            """.formatted(ENTITLEMENTS.columns()));
    private static final Statement NEXT_LATE = Statement.of(
            "SELECT min(claim_until) FROM settlement_entitlement WHERE claim_until > $1 AND status = 'OWED'");
    private static final Statement DOUBTED = Statement.of("""
            SELECT id FROM settlement_entitlement WHERE id = ANY($1) AND revocation_proposed_by IS NOT NULL
                AND revocation_approved_by IS NULL
            """);
    private static final Statement FUNDED = Statement.of("""
            SELECT DISTINCT e.kind || ' ' || e.number AS key, c.programme_id FROM settlement_claim c
                JOIN claim_evidence e ON e.claim_id = c.id AND e.round = c.round
                JOIN unnest($1::text[], $2::uuid[], $3::text[]) AS said (kind, issuer_id, number)
                    ON said.kind = e.kind AND said.issuer_id = e.issuer_id AND said.number = e.number
            WHERE c.status NOT IN ('REJECTED', 'WITHDRAWN', 'RETURNED') AND coalesce(c.order_id, c.reservation_id, c.case_id) <> $4
            """);

    private final Pool pool;

    EntitlementRows(Pool pool) {
        this.pool = pool;
    }

    /** Which programme funds what rests on a paper; key is kind and number with a blank between. */
    public record Funding(String key, UUID programmeId) {}

    public Uni<Void> insert(SqlConnection connection, List<SettlementEntitlement> owed) {
        return INSERT.execute(connection, ENTITLEMENTS.arrays(owed)).replaceWithVoid();
    }

    /** One as it is now, held until the unit of work ends, whoever may know of it; null where there is none. */
    public Uni<SettlementEntitlement> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(ENTITLEMENTS::first);
    }

    /** Those that nobody claimed in time, by id. */
    public Uni<List<SettlementEntitlement>> late(Instant now, UUID after, int rows) {
        return LATE.execute(pool, now, after, rows).map(ENTITLEMENTS::list);
    }

    /** When the next will be late; empty when none will. */
    public Uni<Optional<Instant>> nextLate(Instant now) {
        return NEXT_LATE.execute(pool, now).map(Rows::moment);
    }

    /** Those that somebody wants taken back, about which nobody has decided. */
    public Uni<Set<UUID>> doubted(SqlConnection connection, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : DOUBTED.execute(connection, Parameters.ids(ids)).map(Rows::ids);
    }

    /**
     * Which programmes fund these papers by living claims of other businesses, by kind and number with a blank between;
     * papers that no such claim rests on are missing.
     */
    public Uni<Map<String, Set<UUID>>> fundedElsewhere(
            SqlConnection connection, Collection<ClaimEvidence> evidence, UUID business) {
        return FUNDED.execute(
                        connection,
                        Parameters.texts(evidence.stream()
                                .map(each -> each.kind().name())
                                .toList()),
                        Parameters.ids(
                                evidence.stream().map(ClaimEvidence::issuerId).toList()),
                        Parameters.texts(
                                evidence.stream().map(ClaimEvidence::number).toList()),
                        business)
                .map(rows -> FUNDINGS.list(rows).stream()
                        .collect(Collectors.groupingBy(
                                Funding::key, Collectors.mapping(Funding::programmeId, Collectors.toSet()))));
    }
}
