package cn.dengyun.application.store;

import cn.dengyun.application.domain.ApplicationStep;
import cn.dengyun.application.domain.IntakeEntry;
import cn.dengyun.application.domain.RuleDecision;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.policy.DecisionRecords;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What is only added to: steps, decisions of the rule engine, and the intake log. */
@ApplicationScoped
public class HistoryStore {

    private static final RowMapper<ApplicationStep> STEP_ROWS = RowMapper.of(ApplicationStep.class);
    private static final RowMapper<Judged> JUDGED = RowMapper.of(Judged.class);
    private static final RowMapper<RuleDecision> DECIDED =
            RowMapper.of(RuleDecision.class).text("record", DecisionRecords::read, DecisionRecords::toJson);
    private static final RowMapper<IntakeEntry> INTAKE_ENTRIES =
            RowMapper.of(IntakeEntry.class).named("isSomebodyWaiting", "waiting");

    private static final Statement INSERT_STEPS =
            Statement.of("INSERT INTO voucher_application_step (%s) SELECT * FROM %s"
                    .formatted(STEP_ROWS.columns(), STEP_ROWS.unnested()));
    private static final Statement STEPS = Statement.of("""
            SELECT %s FROM voucher_application_step WHERE application_id = $1 ORDER BY taken_at, id
            """.formatted(STEP_ROWS.columns()));
    private static final Statement WAS_ACTOR = Statement.of("""
            SELECT EXISTS (SELECT 1 FROM voucher_application_step WHERE application_id = $1 AND actor_id = $2
                AND actor_region IS NOT NULL AND move NOT IN ('PUBLISH', 'ISSUE'))
            """);
    private static final Statement INSERT_DECISIONS = Statement.of(
            "INSERT INTO voucher_decision (%s) SELECT * FROM %s".formatted(JUDGED.columns(), JUDGED.unnested()));
    private static final Statement DECISIONS = Statement.of("""
            SELECT %s FROM voucher_decision WHERE application_id = $1 ORDER BY id
            """.formatted(DECIDED.columns()));
    private static final Statement INSERT_INTAKE = Statement.of("INSERT INTO intake_entry (%s) SELECT * FROM %s"
            .formatted(INTAKE_ENTRIES.columns(), INTAKE_ENTRIES.unnested()));
    private static final Statement SERVED = Statement.of("""
            UPDATE intake_entry i SET served_at = $3, served_fen = s.fen
            FROM unnest($1::uuid[], $2::bigint[], $4::bigint[]) AS s (budget_id, sequence, fen)
            WHERE i.budget_id = s.budget_id AND i.sequence = s.sequence
            """);
    private static final Statement INTAKE = Statement.of("""
            SELECT %s FROM intake_entry
            WHERE programme_id = $1 AND (budget_id, sequence) > ($2, $3)
                AND ($4::text IS NULL OR region_code = $4)
            ORDER BY budget_id, sequence LIMIT $5
            """.formatted(INTAKE_ENTRIES.columns()));

    /** A decision as it is written. */
    private record Judged(
            UUID id,
            UUID applicationId,
            UUID programmeId,
            String occasion,
            int ruleVersion,
            String record,
            Instant decidedAt) {

        static Judged of(RuleDecision decided) {
            return new Judged(
                    Ids.next(),
                    decided.applicationId(),
                    decided.record().programmeId(),
                    decided.occasion(),
                    decided.record().ruleVersion(),
                    DecisionRecords.toJson(decided.record()),
                    decided.decidedAt());
        }
    }

    public Uni<Void> addSteps(SqlConnection connection, List<ApplicationStep> steps) {
        if (steps.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return INSERT_STEPS.execute(connection, STEP_ROWS.arrays(steps)).replaceWithVoid();
    }

    /** All steps of an application, oldest first. */
    public Uni<List<ApplicationStep>> steps(SqlClient client, UUID applicationId) {
        return STEPS.execute(client, applicationId).map(STEP_ROWS::list);
    }

    /** Whether a person has decided as an authority in an application; to publish it is to decide nothing. */
    public Uni<Boolean> hasActed(SqlClient client, UUID applicationId, UUID person) {
        return WAS_ACTOR.execute(client, applicationId, person).map(Rows::truth);
    }

    public Uni<Void> addDecisions(SqlConnection connection, List<RuleDecision> decisions) {
        if (decisions.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Judged> rows = decisions.stream().map(Judged::of).toList();
        return INSERT_DECISIONS.execute(connection, JUDGED.arrays(rows)).replaceWithVoid();
    }

    /** All decisions about an application, oldest first. */
    public Uni<List<RuleDecision>> decisions(SqlClient client, UUID applicationId) {
        return DECISIONS.execute(client, applicationId).map(DECIDED::list);
    }

    public Uni<Void> addIntake(SqlConnection connection, List<IntakeEntry> entries) {
        if (entries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return INSERT_INTAKE.execute(connection, INTAKE_ENTRIES.arrays(entries)).replaceWithVoid();
    }

    /** Notes in the log that some that waited have got their places. */
    public Uni<Void> served(SqlConnection connection, List<VoucherApplication> served, Instant now) {
        if (served.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return SERVED.execute(
                        connection,
                        served.stream().map(VoucherApplication::budgetId).toArray(UUID[]::new),
                        served.stream().map(VoucherApplication::sequence).toArray(Long[]::new),
                        now,
                        served.stream().map(VoucherApplication::heldFen).toArray(Long[]::new))
                .replaceWithVoid();
    }

    /** The log of a programme, budget by budget in order, behind a place; of one region unless that is null. */
    public Uni<List<IntakeEntry>> intake(
            SqlClient client, UUID programmeId, UUID afterBudget, long afterSequence, String regionCode, int rows) {
        return INTAKE.execute(client, programmeId, afterBudget, afterSequence, regionCode, rows)
                .map(INTAKE_ENTRIES::list);
    }
}
