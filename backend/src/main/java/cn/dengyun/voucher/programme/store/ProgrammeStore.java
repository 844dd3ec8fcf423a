package cn.dengyun.voucher.programme.store;

import cn.dengyun.voucher.programme.domain.FundingLevel;
import cn.dengyun.voucher.programme.domain.Programme;
import cn.dengyun.voucher.programme.domain.ProgrammeStatus;
import cn.dengyun.voucher.programme.domain.RuleVersion;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** Programmes and the versions of their rules. */
@ApplicationScoped
public class ProgrammeStore {

    private static final String COLUMNS =
            "p.id, p.name_zh, p.name_en, p.summary_zh, p.summary_en, p.funding_level, p.region_code,"
                    + " p.owner_organization_id, p.fiscal_year, p.status, p.opens_at, p.closes_at, p.carried_from_id,"
                    + " p.simulation_id, p.simulated_rule_version, p.simulation_summary, p.simulated_at, p.version,"
                    + " p.created_at, p.created_by, p.updated_at, p.updated_by,";
    // In force is the last version that was approved and whose time has come ($1).
    private static final String IN_FORCE = " coalesce((SELECT max(r.version) FROM rule_version r"
            + " WHERE r.programme_id = p.id AND r.approved_at IS NOT NULL"
            + " AND (r.effective_from IS NULL OR r.effective_from <= $1)), p.rule_version) AS rule_version";
    private static final String SELECT = "SELECT " + COLUMNS + IN_FORCE + " FROM programme p";
    private static final String FIND = SELECT + " WHERE p.id = $2";

    private static final String RULE_COLUMNS = "programme_id, version, effective_from, rules, content_hash, reason,"
            + " created_at, created_by, approved_at, approved_by";
    private static final String FIND_RULES =
            "SELECT " + RULE_COLUMNS + " FROM rule_version WHERE programme_id = $1 AND version = $2";

    /**
     * A programme.
     *
     * @param now decides which version of its rules is in force
     * @return null when there is none with this id
     */
    public Uni<Programme> find(SqlClient client, UUID id, Instant now) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(moment(now), id))
                .map(rows -> rows.size() == 0 ? null : programme(rows.iterator().next()));
    }

    /** A version of the rules, approved or not; null when there is none with this number. */
    public Uni<RuleVersion> findRules(SqlClient client, UUID programmeId, int version) {
        return client.preparedQuery(FIND_RULES)
                .execute(Tuple.of(programmeId, version))
                .map(rows ->
                        rows.size() == 0 ? null : ruleVersion(rows.iterator().next()));
    }

    private static RuleVersion ruleVersion(Row row) {
        return new RuleVersion(
                row.getUUID("programme_id"),
                row.getInteger("version"),
                instant(row, "effective_from"),
                row.getString("rules"),
                row.getString("content_hash"),
                row.getString("reason"),
                instant(row, "created_at"),
                row.getUUID("created_by"),
                instant(row, "approved_at"),
                row.getUUID("approved_by"));
    }

    private static Programme programme(Row row) {
        UUID simulation = row.getUUID("simulation_id");
        return new Programme(
                row.getUUID("id"),
                row.getString("name_zh"),
                row.getString("name_en"),
                row.getString("summary_zh"),
                row.getString("summary_en"),
                FundingLevel.valueOf(row.getString("funding_level")),
                row.getString("region_code"),
                row.getUUID("owner_organization_id"),
                row.getInteger("fiscal_year"),
                ProgrammeStatus.valueOf(row.getString("status")),
                instant(row, "opens_at"),
                instant(row, "closes_at"),
                row.getInteger("rule_version"),
                row.getUUID("carried_from_id"),
                simulation == null
                        ? null
                        : new Programme.Simulated(
                                simulation,
                                row.getInteger("simulated_rule_version"),
                                row.getString("simulation_summary"),
                                instant(row, "simulated_at")),
                row.getInteger("version"),
                instant(row, "created_at"),
                row.getUUID("created_by"),
                instant(row, "updated_at"),
                row.getUUID("updated_by"));
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime moment(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
