package cn.dengyun.settlement.claim.store;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.settlement.claim.domain.CheckResult;
import cn.dengyun.settlement.claim.domain.ClaimCount;
import cn.dengyun.settlement.claim.domain.ClaimEvidence;
import cn.dengyun.settlement.claim.domain.ClaimReading;
import cn.dengyun.settlement.claim.domain.ClaimStep;
import cn.dengyun.settlement.claim.domain.ClaimWhole;
import cn.dengyun.settlement.claim.domain.SampleSeed;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The steps, checks and numbers of claims, and what concerns many claims. */
@ApplicationScoped
public class ClaimRows {

    private static final RowMapper<SettlementClaim> CLAIMS = RowMapper.of(SettlementClaim.class);
    private static final RowMapper<ClaimEvidence> EVIDENCE = RowMapper.of(ClaimEvidence.class);
    private static final RowMapper<ClaimStep> STEPS = RowMapper.of(ClaimStep.class);
    private static final RowMapper<CheckResult> CHECKS =
            RowMapper.of(CheckResult.class).text("arguments", ClaimTexts::arguments, ClaimTexts::write);
    private static final RowMapper<ClaimReading> READINGS =
            RowMapper.of(ClaimReading.class).text("differences", ClaimTexts::arguments, ClaimTexts::write);
    private static final RowMapper<ClaimWhole.Part> PART = RowMapper.of(ClaimWhole.Part.class);
    private static final RowMapper<ClaimWhole.Papers> PAPER = RowMapper.of(ClaimWhole.Papers.class);
    private static final RowMapper<ClaimCount> COUNTS = RowMapper.of(ClaimCount.class);

    private static final RowMapper<SampleSeed> SEEDS = RowMapper.of(SampleSeed.class);

    private static final String LAST_ROUND = "round = (SELECT max(round) FROM claim_evidence WHERE claim_id = $1)";
    private static final String ONE = "SELECT %s FROM settlement_claim WHERE id = $1".formatted(CLAIMS.columns());
    private static final Statement FIND = Statement.of(ONE);
    private static final Statement LOCK = Statement.of(ONE + " FOR UPDATE");
    private static final Statement LOCK_MANY = Statement.of(
            "SELECT %s FROM settlement_claim WHERE id = ANY($1) ORDER BY id FOR UPDATE".formatted(CLAIMS.columns()));
    private static final Statement LOCK_OF_CAPTURES = Statement.of("""
            SELECT %s FROM settlement_claim WHERE coalesce(redemption_id, entitlement_id) = ANY($1) ORDER BY id FOR UPDATE
            """.formatted(CLAIMS.columns()));
    private static final Statement CONTRADICTED = Statement.of("""
            SELECT DISTINCT coalesce(redemption_id, entitlement_id) FROM settlement_line
            WHERE coalesce(redemption_id, entitlement_id) = ANY($1) AND contradicted_at IS NOT NULL
                AND status <> 'PAID'
            """);
    private static final Statement LIVING_OF = Statement.of("""
            SELECT %s FROM settlement_claim WHERE coalesce(redemption_id, entitlement_id) = $1
                AND status NOT IN ('REJECTED', 'WITHDRAWN')
            """.formatted(CLAIMS.columns()));
    private static final Statement LOCK_OF_SIDE = Statement.of("""
            SELECT %s FROM settlement_claim WHERE (organization_id = $1 OR provider_organization_id = $1)
                AND status NOT IN ('PAID', 'REJECTED', 'WITHDRAWN')
            ORDER BY id FOR UPDATE
            """.formatted(CLAIMS.columns()));
    private static final Statement ORDERS_OF = Statement.of(
            "SELECT DISTINCT order_id FROM settlement_claim WHERE programme_id = $1 AND order_id IS NOT NULL");
    private static final Statement LATE = Statement.of("""
            SELECT %s FROM settlement_claim WHERE due_at <= $1 AND overdue_at IS NULL AND paused_at IS NULL AND id > $2
            ORDER BY id LIMIT $3
            """.formatted(CLAIMS.columns()));
    private static final Statement NEXT_LATE = Statement.of("""
            SELECT min(due_at) FROM settlement_claim WHERE due_at > $1 AND overdue_at IS NULL AND paused_at IS NULL
            """);

    private static final Statement TOUCH =
            Statement.of("UPDATE settlement_claim SET version = version + 1, updated_at = $2 WHERE id = $1");
    private static final Statement INSERT_EVIDENCE = Statement.of(
            "INSERT INTO claim_evidence (%s) SELECT * FROM %s".formatted(EVIDENCE.columns(), EVIDENCE.unnested()));
    private static final Statement EVIDENCE_OF =
            Statement.of("SELECT %s FROM claim_evidence WHERE claim_id = $1 AND %s ORDER BY line"
                    .formatted(EVIDENCE.columns(), LAST_ROUND));
    private static final Statement INSERT_READINGS = Statement.of(
            "INSERT INTO claim_reading (%s) SELECT * FROM %s".formatted(READINGS.columns(), READINGS.unnested()));
    private static final Statement READINGS_OF =
            Statement.of("SELECT %s FROM claim_reading WHERE claim_id = $1 AND %s ORDER BY document_id"
                    .formatted(READINGS.columns(), LAST_ROUND));
    private static final Statement TAKE_NUMBERS = Statement.of("""
            INSERT INTO claim_number AS held (kind, issuer_id, number, case_id, uses)
            SELECT DISTINCT kind, issuer_id, number, $4::uuid, 1
            FROM unnest($1::text[], $2::uuid[], $3::text[]) AS e (kind, issuer_id, number)
            ORDER BY kind, issuer_id, number
            ON CONFLICT ON CONSTRAINT claim_number_pk DO UPDATE SET uses = held.uses + 1 WHERE held.case_id = excluded.case_id
            RETURNING kind || ' ' || number
            """);
    private static final String NUMBERS_OF =
            "SELECT DISTINCT kind, issuer_id, number FROM claim_evidence WHERE claim_id = $1 AND " + LAST_ROUND;
    private static final Statement LOCK_NUMBERS = Statement.of("""
            SELECT n.number FROM claim_number n JOIN (%s) e ON n.kind = e.kind AND n.issuer_id = e.issuer_id
                AND n.number = e.number
            WHERE n.case_id = $2 ORDER BY n.kind, n.issuer_id, n.number FOR UPDATE OF n
            """.formatted(NUMBERS_OF));
    private static final Statement LEAVE_NUMBERS = Statement.of("""
            WITH of_claim AS (%s),
            fewer AS (UPDATE claim_number n SET uses = n.uses - 1 FROM of_claim e WHERE n.kind = e.kind
                AND n.issuer_id = e.issuer_id AND n.number = e.number AND n.case_id = $2 AND n.uses > 1 RETURNING n.number)
            DELETE FROM claim_number n USING of_claim e WHERE n.kind = e.kind AND n.issuer_id = e.issuer_id
                AND n.number = e.number AND n.case_id = $2 AND n.uses = 1
            """.formatted(NUMBERS_OF));
    private static final Statement DIFFERING = Statement.of("""
            SELECT DISTINCT e.kind || ' ' || e.number FROM settlement_claim c
                JOIN claim_evidence e ON e.claim_id = c.id AND e.round = c.round
                JOIN unnest($3::text[], $4::text[], $5::bigint[]) AS said (kind, number, fen)
                    ON said.kind = e.kind AND said.number = e.number
            WHERE coalesce(c.order_id, c.reservation_id, c.case_id) = $2 AND c.id <> $1
                AND c.status NOT IN ('REJECTED', 'WITHDRAWN', 'RETURNED') AND said.fen <> e.amount_fen
            """);
    private static final Statement ELSEWHERE = Statement.of("""
            SELECT count(DISTINCT e.number) FROM claim_evidence e JOIN claim_number n ON n.kind = e.kind AND n.number = e.number
            WHERE e.claim_id = $1 AND e.kind = 'INVOICE' AND n.case_id <> $2 AND e.%s
            """.formatted(LAST_ROUND));

    private static final Statement INSERT_STEP = Statement.of("INSERT INTO claim_step " + STEPS.values());
    private static final Statement STEPS_OF = Statement.of("""
            SELECT %s FROM claim_step WHERE claim_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3
            """.formatted(STEPS.columns()));
    private static final Statement ALL_STEPS_OF =
            Statement.of("SELECT %s FROM claim_step WHERE claim_id = $1 ORDER BY id".formatted(STEPS.columns()));
    private static final Statement INSERT_CHECKS = Statement.of(
            "INSERT INTO claim_check (%s) SELECT * FROM %s".formatted(CHECKS.columns(), CHECKS.unnested()));
    private static final Statement CHECKS_OF = Statement.of("""
            SELECT %s FROM claim_check WHERE claim_id = $1 AND round = (SELECT max(round) FROM claim_check WHERE claim_id = $1)
            """.formatted(CHECKS.columns()));

    private static final Statement PARTS = Statement.of("""
            SELECT id AS claim_id, coalesce(delivery_id, redemption_id, entitlement_id) AS bought_id, payee, claimed_fen, amount_fen, worth_fen
            FROM settlement_claim WHERE coalesce(order_id, reservation_id, case_id) = $2
                AND (id = $1 OR status NOT IN ('REJECTED', 'WITHDRAWN', 'RETURNED'))
            """);
    private static final Statement PAPERS = Statement.of("""
            SELECT coalesce(sum(fen) FILTER (WHERE kind = 'INVOICE'), 0)::bigint AS invoiced_fen,
                coalesce(sum(fen) FILTER (WHERE kind = 'BANK_RECEIPT'), 0)::bigint AS paid_fen
            FROM (SELECT e.kind, min(e.amount_fen) AS fen FROM settlement_claim c
                JOIN claim_evidence e ON e.claim_id = c.id AND e.round = c.round
                WHERE coalesce(c.order_id, c.reservation_id, c.case_id) = $2 AND e.amount_fen IS NOT NULL
                    AND (c.id = $1 OR c.status NOT IN ('REJECTED', 'WITHDRAWN', 'RETURNED'))
                GROUP BY e.kind, e.issuer_id, e.number) AS once
            """);
    private static final Statement DOUBTED = Statement.of("""
            SELECT EXISTS (SELECT FROM settlement_claim c WHERE coalesce(c.redemption_id, c.entitlement_id) = $1 AND (
                EXISTS (SELECT FROM claim_step s WHERE s.claim_id = c.id
                    AND s.move IN ('RETURN', 'REJECT', 'UPHOLD_OBJECTION'))
                OR c.id <> $2 AND (c.is_sampled OR EXISTS (SELECT FROM claim_check k WHERE k.claim_id = c.id
                    AND k.verdict IN ('AMBER', 'RED')))))
            """);
    private static final Statement FIRST_CLAIMED = Statement.of("""
            SELECT min(s.at) FROM claim_step s JOIN settlement_claim c ON c.id = s.claim_id
            WHERE coalesce(c.redemption_id, c.entitlement_id) = $1
            """);
    private static final Statement SAME_AMOUNTS = Statement.of("""
            SELECT count(DISTINCT organization_id) FROM settlement_claim WHERE provider_id = $1 AND claimed_fen = $2
                AND organization_id <> $3 AND submitted_at >= $4 AND status <> 'WITHDRAWN'
                AND (order_id IS NULL OR NOT $5)
            """);
    private static final Statement GOES_ROUND = Statement.of("""
            SELECT EXISTS (SELECT FROM settlement_claim WHERE organization_id = $1 AND provider_organization_id = $2
                AND status NOT IN ('REJECTED', 'WITHDRAWN'))
            """);
    private static final Statement NEW_SEED = Statement.of(
            "INSERT INTO claim_sample_seed (day, seed, percent) VALUES ($1, $2, $3) ON CONFLICT ON CONSTRAINT claim_sample_seed_pk DO NOTHING");
    private static final Statement SEED =
            Statement.of("SELECT day, seed, percent FROM claim_sample_seed WHERE day = $1");
    private static final String COUNT = """
            SELECT status, colour, count(*) AS claims, sum(amount_fen)::bigint AS amount_fen,
                count(*) FILTER (WHERE due_at <= $1 AND paused_at IS NULL) AS overdue
            FROM settlement_claim WHERE %s GROUP BY 1, 2 ORDER BY 1, 2 NULLS FIRST
            """;
    private static final Statement COUNT_OWN =
            Statement.of(COUNT.formatted("organization_id = $2 OR provider_organization_id = $2"));
    private static final Statement COUNT_OVERSEEN =
            Statement.of(COUNT.formatted("$2 OR is_overseen(region_code, $3, $4)"));

    private final Pool pool;

    ClaimRows(Pool pool) {
        this.pool = pool;
    }

    /** One as it is now, whoever may know of it; null where there is none. */
    public Uni<SettlementClaim> find(SqlClient client, UUID id) {
        return FIND.execute(client, id).map(CLAIMS::first);
    }

    /** One as it is now, held until the unit of work ends, whoever may know of it; null where there is none. */
    public Uni<SettlementClaim> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(CLAIMS::first);
    }

    /** Those of the claims that exist, by id, held until the unit of work ends. */
    public Uni<List<SettlementClaim>> lock(SqlConnection connection, Collection<UUID> ids) {
        return LOCK_MANY.execute(connection, Parameters.ids(ids)).map(CLAIMS::list);
    }

    /**
     * All that were ever made of captures or entitlements, by id as everybody locks claims, held until the unit of work
     * ends.
     */
    public Uni<List<SettlementClaim>> lockOfCaptures(SqlConnection connection, Collection<UUID> sourceIds) {
        return LOCK_OF_CAPTURES.execute(connection, Parameters.ids(sourceIds)).map(CLAIMS::list);
    }

    /**
     * Which of these captures have a line about which the bank contradicts itself, whichever claim that was for. With
     * all claims of a capture locked it stays so: whoever records what the bank says locks them too.
     */
    public Uni<Set<UUID>> contradicted(SqlConnection connection, Collection<UUID> sourceIds) {
        return CONTRADICTED.execute(connection, Parameters.ids(sourceIds)).map(Rows::ids);
    }

    /** The one of a capture or an entitlement that is neither rejected nor withdrawn. */
    public Uni<Optional<SettlementClaim>> livingOf(SqlClient client, UUID sourceId) {
        return LIVING_OF.execute(client, sourceId).map(CLAIMS::optional);
    }

    /** Those of an organisation, on whichever side, that have not ended, by id, held until the unit of work ends. */
    public Uni<List<SettlementClaim>> lockOfSide(SqlConnection connection, UUID organization) {
        return LOCK_OF_SIDE.execute(connection, organization).map(CLAIMS::list);
    }

    /** The orders of which something was ever claimed that vouchers of a programme pay. */
    public Uni<Set<UUID>> ordersOf(SqlConnection connection, UUID programme) {
        return ORDERS_OF.execute(connection, programme).map(Rows::ids);
    }

    /** Those that are late and of which that was not told, by id. */
    public Uni<List<SettlementClaim>> late(Instant now, UUID after, int rows) {
        return LATE.execute(pool, now, after, rows).map(CLAIMS::list);
    }

    /** When the next will be late; empty when none will. */
    public Uni<Optional<Instant>> nextLate(Instant now) {
        return NEXT_LATE.execute(pool, now).map(Rows::moment);
    }

    /** What a claim rests on, in the order in which it was said. */
    public Uni<List<ClaimEvidence>> evidence(SqlClient client, UUID claimId) {
        return EVIDENCE_OF.execute(client, claimId).map(EVIDENCE::list);
    }

    public Uni<List<ClaimEvidence>> evidence(UUID claimId) {
        return evidence(pool, claimId);
    }

    /**
     * Takes numbers for a business, all or, when the unit of work is given up, none of them: those that could be taken,
     * as kind and number with a blank between. The others stand for another business.
     */
    public Uni<List<String>> take(SqlConnection connection, Collection<ClaimEvidence> evidence, UUID business) {
        return TAKE_NUMBERS
                .execute(
                        connection,
                        Parameters.texts(evidence.stream()
                                .map(each -> each.kind().name())
                                .toList()),
                        Parameters.ids(
                                evidence.stream().map(ClaimEvidence::issuerId).toList()),
                        Parameters.texts(
                                evidence.stream().map(ClaimEvidence::number).toList()),
                        business)
                .map(rows -> Rows.list(rows, row -> row.getString(0)));
    }

    /** Of these numbers, those that another living claim of the business says another amount of; as {@link #take}. */
    public Uni<List<String>> differing(
            SqlConnection connection, UUID claimId, UUID business, Collection<ClaimEvidence> evidence) {
        List<ClaimEvidence> all =
                evidence.stream().filter(each -> each.amountFen() != null).toList();
        return DIFFERING
                .execute(
                        connection,
                        claimId,
                        business,
                        Parameters.texts(
                                all.stream().map(each -> each.kind().name()).toList()),
                        Parameters.texts(all.stream().map(ClaimEvidence::number).toList()),
                        all.stream().map(ClaimEvidence::amountFen).toArray(Long[]::new))
                .map(rows -> Rows.list(rows, row -> row.getString(0)));
    }

    /** How many invoices of a claim have the number of one of another business, whoever issued that. */
    public Uni<Long> numbersElsewhere(SqlConnection connection, UUID claimId, UUID business) {
        return ELSEWHERE.execute(connection, claimId, business).map(Rows::number);
    }

    /**
     * Lets the numbers of a claim go: others may rest on them. They are held first, in one order, so that what others
     * take or leave meanwhile is counted.
     */
    public Uni<Void> leave(SqlConnection connection, UUID claimId, UUID business) {
        return LOCK_NUMBERS
                .execute(connection, claimId, business)
                .chain(() -> LEAVE_NUMBERS.execute(connection, claimId, business))
                .replaceWithVoid();
    }

    /** What machines have read in the files of a claim, for what it rests on now; nothing before it was judged. */
    public Uni<List<ClaimReading>> readings(SqlClient client, UUID claimId) {
        return READINGS_OF.execute(client, claimId).map(READINGS::list);
    }

    public Uni<List<ClaimReading>> readings(UUID claimId) {
        return readings(pool, claimId);
    }

    /** Writes what machines have read in the files of a claim. */
    public Uni<Void> writeReadings(SqlConnection connection, List<ClaimReading> readings) {
        return readings.isEmpty()
                ? Uni.createFrom().voidItem()
                : INSERT_READINGS.execute(connection, READINGS.arrays(readings)).replaceWithVoid();
    }

    /** Writes what a claim rests on in a round. */
    public Uni<Void> write(SqlConnection connection, List<ClaimEvidence> evidence) {
        return INSERT_EVIDENCE.execute(connection, EVIDENCE.arrays(evidence)).replaceWithVoid();
    }

    /** Makes a version of a claim that this unit of work has locked: something that stands with it has changed. */
    public Uni<Void> touch(SqlConnection connection, UUID claimId, Instant now) {
        return TOUCH.execute(connection, claimId, now).replaceWithVoid();
    }

    public Uni<Void> insert(SqlConnection connection, ClaimStep step) {
        return INSERT_STEP.execute(connection, step).replaceWithVoid();
    }

    /** Newest first. */
    public Uni<List<ClaimStep>> steps(UUID claimId, UUID before, int rows) {
        return STEPS_OF.execute(pool, claimId, before, rows).map(STEPS::list);
    }

    /** All of them, oldest first. */
    public Uni<List<ClaimStep>> steps(UUID claimId) {
        return ALL_STEPS_OF.execute(pool, claimId).map(STEPS::list);
    }

    public Uni<Void> insert(SqlConnection connection, List<CheckResult> checks) {
        return INSERT_CHECKS.execute(connection, CHECKS.arrays(checks)).replaceWithVoid();
    }

    /** What the rules said when they judged a claim last, in their order. */
    public Uni<List<CheckResult>> checks(SqlClient client, UUID claimId) {
        return CHECKS_OF
                .execute(client, claimId)
                .map(found -> CHECKS.list(found).stream()
                        .sorted(Comparator.comparing(CheckResult::code))
                        .toList());
    }

    public Uni<List<CheckResult>> checks(UUID claimId) {
        return checks(pool, claimId);
    }

    /** The living claims of a business but for those that were returned, and this one. */
    public Uni<List<ClaimWhole.Part>> parts(SqlConnection connection, UUID claimId, UUID business) {
        return PARTS.execute(connection, claimId, business).map(PART::list);
    }

    /** What these rest on, each number once. */
    public Uni<ClaimWhole.Papers> papers(SqlConnection connection, UUID claimId, UUID business) {
        return PAPERS.execute(connection, claimId, business).map(PAPER::first);
    }

    /** Whether a person has returned or rejected a claim of a capture, or another one of it was doubted or drawn. */
    public Uni<Boolean> wasDoubted(SqlConnection connection, UUID redemptionId, UUID claimId) {
        return DOUBTED.execute(connection, redemptionId, claimId).map(Rows::truth);
    }

    /** When a capture was first claimed. */
    public Uni<Instant> firstClaimed(SqlConnection connection, UUID redemptionId) {
        return FIRST_CLAIMED
                .execute(connection, redemptionId)
                .map(rows -> Rows.moment(rows).orElseThrow());
    }

    /**
     * Of how many other enterprises the same amount was claimed for the same provider since a moment.
     *
     * @param isListed whether it follows from a list price, and so is nobody's invention: then only what was not
     *     ordered is counted
     */
    public Uni<Long> sameAmounts(
            SqlConnection connection,
            UUID provider,
            long fen,
            UUID exceptOrganization,
            Instant since,
            boolean isListed) {
        return SAME_AMOUNTS
                .execute(connection, provider, fen, exceptOrganization, since, isListed)
                .map(Rows::number);
    }

    /** Whether something is claimed of what one side of a business buys from the other as an enterprise. */
    public Uni<Boolean> goesRound(SqlConnection connection, UUID buyer, UUID seller) {
        return GOES_ROUND.execute(connection, buyer, seller).map(Rows::truth);
    }

    /** By what the claims of a day are drawn: what was recorded first. */
    public Uni<SampleSeed> seed(SqlConnection connection, SampleSeed proposed) {
        return NEW_SEED.execute(connection, proposed.day(), proposed.seed(), proposed.percent())
                .chain(() -> SEED.execute(connection, proposed.day()))
                .map(SEEDS::first);
    }

    /** Of those that the actor may know of. */
    public Uni<List<ClaimCount>> counts(Actor actor, Instant now) {
        boolean isEverything = SettlementClaim.seesAll(actor);
        return isEverything || actor.has(Roles.AUTHORITY)
                ? COUNT_OVERSEEN
                        .execute(pool, now, isEverything, Oversight.of(actor))
                        .map(COUNTS::list)
                : COUNT_OWN.execute(pool, now, actor.organizationId()).map(COUNTS::list);
    }
}
