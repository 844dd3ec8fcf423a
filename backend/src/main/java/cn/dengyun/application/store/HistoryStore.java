package cn.dengyun.application.store;

import cn.dengyun.application.domain.ApplicationMove;
import cn.dengyun.application.domain.ApplicationStatus;
import cn.dengyun.application.domain.ApplicationStep;
import cn.dengyun.application.domain.IntakeEntry;
import cn.dengyun.application.domain.IntakeEntry.IntakeOutcome;
import cn.dengyun.application.domain.RuleDecision;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.policy.DecisionRecords;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What is only added to: steps, decisions of the rule engine, and the intake log. */
@ApplicationScoped
public class HistoryStore {

    private static final String INSERT_STEPS =
            "INSERT INTO voucher_application_step (id, application_id, move, status, actor_id, actor_region, reason,"
                    + " taken_at) SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[],"
                    + " $6::text[], $7::text[], $8::timestamptz[])";
    private static final String STEPS =
            "SELECT id, application_id, move, status, actor_id, actor_region, reason, taken_at"
                    + " FROM voucher_application_step WHERE application_id = $1 ORDER BY taken_at, id";
    private static final String WAS_ACTOR =
            "SELECT EXISTS (SELECT 1 FROM voucher_application_step WHERE application_id = $1 AND actor_id = $2"
                    + " AND actor_region IS NOT NULL AND move NOT IN ('PUBLISH', 'ISSUE'))";
    private static final String INSERT_DECISIONS =
            "INSERT INTO voucher_decision (id, application_id, programme_id, occasion, rule_version, record, decided_at)"
                    + " SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::int[], $6::text[],"
                    + " $7::timestamptz[])";
    private static final String DECISIONS =
            "SELECT id, application_id, occasion, record, decided_at FROM voucher_decision"
                    + " WHERE application_id = $1 ORDER BY id";
    private static final String INSERT_INTAKE =
            "INSERT INTO intake_entry (budget_id, sequence, programme_id, region_code, application_id, received_at,"
                    + " outcome, available_fen, waiting, entitled_fen, least_fen, accepts_less, held_fen)"
                    + " SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::text[], $5::uuid[],"
                    + " $6::timestamptz[], $7::text[], $8::bigint[], $9::boolean[], $10::bigint[], $11::bigint[],"
                    + " $12::boolean[], $13::bigint[])";
    private static final String SERVED = "UPDATE intake_entry i SET served_at = $3, served_fen = s.fen"
            + " FROM unnest($1::uuid[], $2::bigint[], $4::bigint[]) AS s (budget_id, sequence, fen)"
            + " WHERE i.budget_id = s.budget_id AND i.sequence = s.sequence";
    private static final String INTAKE =
            "SELECT budget_id, sequence, programme_id, region_code, application_id, received_at, outcome, available_fen,"
                    + " waiting, entitled_fen, least_fen, accepts_less, held_fen, served_at, served_fen FROM intake_entry"
                    + " WHERE programme_id = $1 AND (budget_id, sequence) > ($2, $3)"
                    + " AND ($4::text IS NULL OR region_code = $4) ORDER BY budget_id, sequence LIMIT $5";

    public Uni<Void> addSteps(SqlConnection connection, List<ApplicationStep> steps) {
        if (steps.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(INSERT_STEPS)
                .execute(Tuple.from(new Object[] {
                    steps.stream().map(ApplicationStep::id).toArray(UUID[]::new),
                    steps.stream().map(ApplicationStep::applicationId).toArray(UUID[]::new),
                    steps.stream().map(step -> step.move().name()).toArray(String[]::new),
                    steps.stream().map(step -> step.status().name()).toArray(String[]::new),
                    steps.stream().map(ApplicationStep::actorId).toArray(UUID[]::new),
                    steps.stream().map(ApplicationStep::actorRegion).toArray(String[]::new),
                    steps.stream().map(ApplicationStep::reason).toArray(String[]::new),
                    steps.stream().map(step -> moment(step.takenAt())).toArray(OffsetDateTime[]::new)
                }))
                .replaceWithVoid();
    }

    /** All steps of an application, oldest first. */
    public Uni<List<ApplicationStep>> steps(SqlClient client, UUID applicationId) {
        return client.preparedQuery(STEPS).execute(Tuple.of(applicationId)).map(rows -> {
            List<ApplicationStep> steps = new ArrayList<>();
            rows.forEach(row -> steps.add(step(row)));
            return steps;
        });
    }

    /** Whether a person has decided as an authority in an application; to publish it is to decide nothing. */
    public Uni<Boolean> hasActed(SqlClient client, UUID applicationId, UUID person) {
        return client.preparedQuery(WAS_ACTOR)
                .execute(Tuple.of(applicationId, person))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    public Uni<Void> addDecisions(SqlConnection connection, List<RuleDecision> decisions) {
        if (decisions.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(INSERT_DECISIONS)
                .execute(Tuple.from(new Object[] {
                    decisions.stream().map(decided -> Ids.next()).toArray(UUID[]::new),
                    decisions.stream().map(RuleDecision::applicationId).toArray(UUID[]::new),
                    decisions.stream()
                            .map(decided -> decided.record().programmeId())
                            .toArray(UUID[]::new),
                    decisions.stream().map(RuleDecision::occasion).toArray(String[]::new),
                    decisions.stream()
                            .map(decided -> decided.record().ruleVersion())
                            .toArray(Integer[]::new),
                    decisions.stream()
                            .map(decided -> DecisionRecords.toJson(decided.record()))
                            .toArray(String[]::new),
                    decisions.stream()
                            .map(decided -> moment(decided.decidedAt()))
                            .toArray(OffsetDateTime[]::new)
                }))
                .replaceWithVoid();
    }

    /** All decisions about an application, oldest first. */
    public Uni<List<RuleDecision>> decisions(SqlClient client, UUID applicationId) {
        return client.preparedQuery(DECISIONS).execute(Tuple.of(applicationId)).map(rows -> {
            List<RuleDecision> found = new ArrayList<>();
            rows.forEach(row -> found.add(new RuleDecision(
                    row.getUUID("application_id"),
                    row.getString("occasion"),
                    DecisionRecords.read(row.getString("record")),
                    row.getOffsetDateTime("decided_at").toInstant())));
            return found;
        });
    }

    public Uni<Void> addIntake(SqlConnection connection, List<IntakeEntry> entries) {
        if (entries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(INSERT_INTAKE)
                .execute(Tuple.from(new Object[] {
                    entries.stream().map(IntakeEntry::budgetId).toArray(UUID[]::new),
                    entries.stream().map(IntakeEntry::sequence).toArray(Long[]::new),
                    entries.stream().map(IntakeEntry::programmeId).toArray(UUID[]::new),
                    entries.stream().map(IntakeEntry::regionCode).toArray(String[]::new),
                    entries.stream().map(IntakeEntry::applicationId).toArray(UUID[]::new),
                    entries.stream().map(entry -> moment(entry.receivedAt())).toArray(OffsetDateTime[]::new),
                    entries.stream().map(entry -> entry.outcome().name()).toArray(String[]::new),
                    entries.stream().map(IntakeEntry::availableFen).toArray(Long[]::new),
                    entries.stream().map(IntakeEntry::isSomebodyWaiting).toArray(Boolean[]::new),
                    entries.stream().map(IntakeEntry::entitledFen).toArray(Long[]::new),
                    entries.stream().map(IntakeEntry::leastFen).toArray(Long[]::new),
                    entries.stream().map(IntakeEntry::acceptsLess).toArray(Boolean[]::new),
                    entries.stream().map(IntakeEntry::heldFen).toArray(Long[]::new)
                }))
                .replaceWithVoid();
    }

    /** Notes in the log that some that waited have got their places. */
    public Uni<Void> served(SqlConnection connection, List<VoucherApplication> served, Instant now) {
        if (served.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(SERVED)
                .execute(Tuple.of(
                        served.stream().map(VoucherApplication::budgetId).toArray(UUID[]::new),
                        served.stream().map(VoucherApplication::sequence).toArray(Long[]::new),
                        moment(now),
                        served.stream().map(VoucherApplication::heldFen).toArray(Long[]::new)))
                .replaceWithVoid();
    }

    /** The log of a programme, budget by budget in order, behind a place; of one region unless that is null. */
    public Uni<List<IntakeEntry>> intake(
            SqlClient client, UUID programmeId, UUID afterBudget, long afterSequence, String regionCode, int rows) {
        return client.preparedQuery(INTAKE)
                .execute(Tuple.of(programmeId, afterBudget, afterSequence, regionCode, rows))
                .map(found -> {
                    List<IntakeEntry> entries = new ArrayList<>();
                    found.forEach(row -> entries.add(entry(row)));
                    return entries;
                });
    }

    private static ApplicationStep step(Row row) {
        return new ApplicationStep(
                row.getUUID("id"),
                row.getUUID("application_id"),
                ApplicationMove.valueOf(row.getString("move")),
                ApplicationStatus.valueOf(row.getString("status")),
                row.getUUID("actor_id"),
                row.getString("actor_region"),
                row.getString("reason"),
                row.getOffsetDateTime("taken_at").toInstant());
    }

    private static IntakeEntry entry(Row row) {
        OffsetDateTime servedAt = row.getOffsetDateTime("served_at");
        return new IntakeEntry(
                row.getUUID("budget_id"),
                row.getLong("sequence"),
                row.getUUID("programme_id"),
                row.getString("region_code"),
                row.getUUID("application_id"),
                row.getOffsetDateTime("received_at").toInstant(),
                IntakeOutcome.valueOf(row.getString("outcome")),
                row.getLong("available_fen"),
                row.getBoolean("waiting"),
                row.getLong("entitled_fen"),
                row.getLong("least_fen"),
                row.getBoolean("accepts_less"),
                row.getLong("held_fen"),
                servedAt == null ? null : servedAt.toInstant(),
                row.getLong("served_fen"));
    }

    private static OffsetDateTime moment(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
