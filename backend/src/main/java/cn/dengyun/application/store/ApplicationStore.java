package cn.dengyun.application.store;

import cn.dengyun.application.domain.ApplicationFilter;
import cn.dengyun.application.domain.ApplicationMove;
import cn.dengyun.application.domain.ApplicationStatus;
import cn.dengyun.application.domain.NoticeIssue;
import cn.dengyun.application.domain.PublicNotice;
import cn.dengyun.application.domain.ReviewOutcome;
import cn.dengyun.application.domain.ReviewStage;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.domain.VoucherRequest;
import cn.dengyun.policy.DecisionRecords;
import cn.dengyun.policy.domain.CheckedFacts;
import cn.dengyun.shared.Oversight;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Applications. Those that change are locked before vouchers and budgets, by id; those that wait, in their order. */
@ApplicationScoped
public class ApplicationStore {

    private static final String COLUMNS = "id, programme_id, organization_id, region_code, status, request, checked,"
            + " rule_version, budget_id, sequence, submitted_at, provider_id, entitled_fen, held_fen, stages, due_at,"
            + " rounds, last_step_by, review, signals, notice_id, voucher_id, is_appealed, version, created_at,"
            + " created_by, updated_at";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM voucher_application";
    private static final String FIND = SELECT + " WHERE id = $1";
    private static final String LOCK = SELECT + " WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE";
    // Waits for nobody: whoever holds one of them may come to want those before it. Behind one that is not to be had
    // nobody is served, so that nobody overtakes.
    private static final String LOCK_WAITING = "WITH line AS MATERIALIZED (SELECT id, sequence FROM voucher_application"
            + " WHERE budget_id = $1 AND status = 'WAITLISTED' ORDER BY sequence LIMIT $2),"
            + " held AS MATERIALIZED (" + SELECT + " WHERE id IN (SELECT id FROM line) AND status = 'WAITLISTED'"
            + " FOR NO KEY UPDATE SKIP LOCKED),"
            + " gap AS MATERIALIZED (SELECT min(sequence) AS sequence FROM line WHERE id NOT IN (SELECT id FROM held))"
            + " SELECT " + COLUMNS + " FROM held WHERE coalesce(sequence < (SELECT sequence FROM gap), true)"
            + " ORDER BY sequence";
    private static final String IS_WAITING =
            "SELECT EXISTS (SELECT 1 FROM voucher_application WHERE budget_id = $1 AND status = 'WAITLISTED')";
    private static final String LOCK_NOTICED =
            SELECT + " a WHERE notice_id = $1 AND status = 'PUBLIC_NOTICE' AND id > $2"
                    + " AND NOT EXISTS (SELECT 1 FROM notice_objection o WHERE o.application_id = a.id AND o.outcome IS NULL)"
                    + " ORDER BY id LIMIT $3 FOR NO KEY UPDATE";
    private static final String OF_NOTICE = SELECT + " WHERE notice_id = $1 AND id > $2 ORDER BY id LIMIT $3";
    private static final String DUE =
            "SELECT id FROM voucher_application WHERE status = 'RETURNED' AND due_at < $1 ORDER BY due_at LIMIT $2";
    // A budget that has more free than its first in line needs; asked about every second, so by the partial index.
    private static final String SERVABLE = "SELECT b.id, b.programme_id FROM (SELECT DISTINCT ON (budget_id) budget_id,"
            + " entitled_fen, request FROM voucher_application WHERE status = 'WAITLISTED' ORDER BY budget_id, sequence)"
            + " w JOIN budget b ON b.id = w.budget_id JOIN programme p ON p.id = b.programme_id"
            + " WHERE b.available_fen > 0 AND p.status IN ('ANNOUNCED', 'OPEN', 'SUSPENDED', 'CLOSED')"
            + " AND (b.available_fen >= w.entitled_fen OR w.request LIKE '%\"acceptsLess\":true%') LIMIT 100";
    private static final String PAGE = SELECT + " WHERE id < $1 AND ($2::uuid IS NULL OR organization_id = $2)"
            + " AND ($3 OR organization_id = $4 OR status <> 'DRAFT'"
            + " AND is_overseen(region_code, $5, $6)) AND ($7::text IS NULL OR status = $7)"
            + " AND ($8::uuid IS NULL OR programme_id = $8) AND ($9::uuid IS NULL OR provider_id = $9)"
            + " AND ($10::timestamptz IS NULL OR created_at >= $10) AND ($11::timestamptz IS NULL OR created_at < $11)"
            + " ORDER BY id DESC LIMIT $12";
    private static final String INSERT =
            "INSERT INTO voucher_application (id, programme_id, organization_id, region_code,"
                    + " status, request, created_at, created_by, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    private static final String UPDATE = "UPDATE voucher_application a SET region_code = n.region_code,"
            + " status = n.status, request = n.request, checked = n.checked, rule_version = n.rule_version,"
            + " budget_id = n.budget_id, sequence = n.sequence, submitted_at = n.submitted_at,"
            + " provider_id = n.provider_id, entitled_fen = n.entitled_fen, held_fen = n.held_fen,"
            + " stages = string_to_array(n.stages, ','), due_at = n.due_at, rounds = n.rounds,"
            + " last_step_by = n.last_step_by, review = n.review, signals = n.signals, notice_id = n.notice_id,"
            + " voucher_id = n.voucher_id, is_appealed = n.is_appealed, version = n.version, updated_at = n.updated_at"
            + " FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::uuid[],"
            + " $8::bigint[], $9::timestamptz[], $10::uuid[], $11::bigint[], $12::bigint[], $13::text[],"
            + " $14::timestamptz[], $15::int[], $16::uuid[], $17::text[], $18::text[], $19::uuid[], $20::uuid[],"
            + " $21::boolean[], $22::int[], $23::timestamptz[]) AS n (id, region_code, status, request, checked,"
            + " rule_version, budget_id, sequence, submitted_at, provider_id, entitled_fen, held_fen, stages, due_at,"
            + " rounds, last_step_by, review, signals, notice_id, voucher_id, is_appealed, version, updated_at)"
            + " WHERE a.id = n.id AND a.version = n.version - 1";

    private static final String PUBLISH = "WITH chosen AS MATERIALIZED (SELECT id FROM voucher_application"
            + " WHERE programme_id = $1 AND status " + from(ApplicationMove.PUBLISH)
            + " AND is_overseen(region_code, $2, $3) ORDER BY id LIMIT $4 FOR NO KEY UPDATE),"
            + " moved AS (UPDATE voucher_application a SET status = " + to(ApplicationMove.PUBLISH)
            + ", notice_id = $5, due_at = NULL, version = a.version + 1, updated_at = $6::timestamptz"
            + " FROM chosen c WHERE a.id = c.id RETURNING a.id, a.status, a.held_fen),"
            + " stepped AS (INSERT INTO voucher_application_step (id, application_id, move, status, actor_id,"
            + " actor_region, reason, taken_at) SELECT gen_random_uuid(), id, $7::text, status, $8::uuid, $9::text,"
            + " $10::text, $6::timestamptz FROM moved)"
            + " SELECT count(*)::int AS items, coalesce(sum(held_fen), 0)::bigint AS amount_fen FROM moved";
    private static final String ISSUE = "WITH given AS (SELECT * FROM unnest($1::uuid[], $2::uuid[])"
            + " AS g (id, voucher_id)), moved AS (UPDATE voucher_application a SET status = "
            + to(ApplicationMove.ISSUE)
            + ", held_fen = 0, voucher_id = g.voucher_id, version = a.version + 1, updated_at = $3::timestamptz"
            + " FROM given g WHERE a.id = g.id AND a.status " + from(ApplicationMove.ISSUE)
            + " RETURNING a.id, a.status),"
            + " stepped AS (INSERT INTO voucher_application_step (id, application_id, move, status, actor_id,"
            + " actor_region, reason, taken_at) SELECT gen_random_uuid(), id, $4::text, status, $5::uuid, NULL,"
            + " $6::text, $3::timestamptz FROM moved) SELECT count(*)::int FROM moved";

    /** How many applications were published, and what they hold. */
    public record Collected(int items, long amountFen) {}

    /** A budget whose first in line could be served. */
    public record Servable(UUID budgetId, UUID programmeId) {}

    /** Whom to list: all, one's own, and of an authority those of its region that were submitted. */
    public record Sight(boolean isEverything, UUID organizationId, Oversight oversight) {}

    /** The application with this id; null when there is none. */
    public Uni<VoucherApplication> find(SqlClient client, UUID id) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(id))
                .map(rows ->
                        rows.size() == 0 ? null : application(rows.iterator().next()));
    }

    /** Those that exist, by id, held until the unit of work ends. */
    public Uni<Map<UUID, VoucherApplication>> lock(SqlConnection connection, Collection<UUID> ids) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of((Object) ids.stream().distinct().sorted().toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, VoucherApplication> found = new LinkedHashMap<>();
                    all(rows).forEach(application -> found.put(application.id(), application));
                    return found;
                });
    }

    /**
     * The first in line at a budget, held until the unit of work ends: up to the first that somebody else holds, who is
     * not waited for. Whoever looks again later finds the rest.
     */
    public Uni<List<VoucherApplication>> lockWaiting(SqlConnection connection, UUID budgetId, int most) {
        return connection
                .preparedQuery(LOCK_WAITING)
                .execute(Tuple.of(budgetId, most))
                .map(ApplicationStore::all);
    }

    /** Whether anybody waits; asked while the budget is locked, so that nobody can come or go. */
    public Uni<Boolean> isAnybodyWaiting(SqlClient client, UUID budgetId) {
        return client.preparedQuery(IS_WAITING)
                .execute(Tuple.of(budgetId))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** Those of a public notice behind an id that can become vouchers: nobody's objection to them is open. */
    public Uni<List<VoucherApplication>> lockNoticed(SqlConnection connection, UUID noticeId, UUID after, int most) {
        return connection
                .preparedQuery(LOCK_NOTICED)
                .execute(Tuple.of(noticeId, after, most))
                .map(ApplicationStore::all);
    }

    /** Those of a public notice behind an id. */
    public Uni<List<VoucherApplication>> ofNotice(SqlClient client, UUID noticeId, UUID after, int rows) {
        return client.preparedQuery(OF_NOTICE)
                .execute(Tuple.of(noticeId, after, rows))
                .map(ApplicationStore::all);
    }

    /** Whose time for a correction is over. */
    public Uni<List<UUID>> due(SqlClient client, Instant now, int most) {
        return client.preparedQuery(DUE).execute(Tuple.of(moment(now), most)).map(rows -> {
            List<UUID> ids = new ArrayList<>();
            rows.forEach(row -> ids.add(row.getUUID(0)));
            return ids;
        });
    }

    /** Budgets whose first in line could be served now. */
    public Uni<List<Servable>> servable(SqlClient client) {
        return client.preparedQuery(SERVABLE).execute().map(rows -> {
            List<Servable> found = new ArrayList<>();
            rows.forEach(row -> found.add(new Servable(row.getUUID(0), row.getUUID(1))));
            return found;
        });
    }

    /** Newest first, behind an id. */
    public Uni<List<VoucherApplication>> page(
            SqlClient client, Sight sight, ApplicationFilter filter, UUID before, int rows) {
        return client.preparedQuery(PAGE)
                .execute(Tuple.from(new Object[] {
                    before,
                    filter.organizationId(),
                    sight.isEverything(),
                    sight.organizationId(),
                    sight.oversight().pattern(),
                    sight.oversight().exceptions(),
                    filter.status() == null ? null : filter.status().name(),
                    filter.programmeId(),
                    filter.providerId(),
                    moment(filter.from()),
                    moment(filter.to()),
                    rows
                }))
                .map(ApplicationStore::all);
    }

    public Uni<Void> insert(SqlConnection connection, VoucherApplication draft) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.from(new Object[] {
                    draft.id(),
                    draft.programmeId(),
                    draft.organizationId(),
                    draft.regionCode(),
                    draft.status().name(),
                    DecisionRecords.toJson(draft.request()),
                    moment(draft.createdAt()),
                    draft.createdBy(),
                    moment(draft.updatedAt())
                }))
                .replaceWithVoid();
    }

    /** Writes applications that are locked and were changed once, in one statement however many they are. */
    public Uni<Void> update(SqlConnection connection, List<VoucherApplication> changed) {
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(UPDATE)
                .execute(Tuple.from(new Object[] {
                    uuids(changed, VoucherApplication::id),
                    texts(changed, VoucherApplication::regionCode),
                    texts(changed, application -> application.status().name()),
                    texts(changed, application -> DecisionRecords.toJson(application.request())),
                    texts(changed, application -> DecisionRecords.toJson(application.checked())),
                    changed.stream().map(VoucherApplication::ruleVersion).toArray(Integer[]::new),
                    uuids(changed, VoucherApplication::budgetId),
                    changed.stream().map(VoucherApplication::sequence).toArray(Long[]::new),
                    moments(changed, VoucherApplication::submittedAt),
                    uuids(changed, VoucherApplication::providerId),
                    changed.stream().map(VoucherApplication::entitledFen).toArray(Long[]::new),
                    changed.stream().map(VoucherApplication::heldFen).toArray(Long[]::new),
                    texts(changed, ApplicationStore::stages),
                    moments(changed, VoucherApplication::dueAt),
                    changed.stream().map(VoucherApplication::rounds).toArray(Integer[]::new),
                    uuids(changed, VoucherApplication::lastStepBy),
                    texts(
                            changed,
                            application ->
                                    application.review() == null ? null : DecisionRecords.toJson(application.review())),
                    texts(changed, VoucherApplication::signals),
                    uuids(changed, VoucherApplication::noticeId),
                    uuids(changed, VoucherApplication::voucherId),
                    changed.stream().map(VoucherApplication::isAppealed).toArray(Boolean[]::new),
                    changed.stream().map(VoucherApplication::version).toArray(Integer[]::new),
                    moments(changed, VoucherApplication::updatedAt)
                }))
                .invoke(rows -> {
                    if (rows.rowCount() != changed.size()) {
                        throw new IllegalStateException("an application changed while it was locked");
                    }
                })
                .replaceWithVoid();
    }

    /** Puts approved applications of a programme and a region into a notice, in one statement. */
    public Uni<Collected> publish(
            SqlConnection connection, PublicNotice notice, Oversight oversight, int most, String authorityRegion) {
        return connection
                .preparedQuery(PUBLISH)
                .execute(Tuple.from(new Object[] {
                    notice.programmeId(),
                    oversight.pattern(),
                    oversight.exceptions(),
                    most,
                    notice.id(),
                    moment(notice.publishedAt()),
                    ApplicationMove.PUBLISH.name(),
                    notice.publishedBy(),
                    authorityRegion,
                    notice.reason()
                }))
                .map(rows -> rows.iterator().next())
                .map(row -> new Collected(row.getInteger("items"), row.getLong("amount_fen")));
    }

    /** Turns applications that are locked into vouchers, in one statement; fails unless all were in their notice. */
    public Uni<Void> issue(
            SqlConnection connection, List<UUID> applications, List<UUID> vouchers, NoticeIssue issue, Instant now) {
        return connection
                .preparedQuery(ISSUE)
                .execute(Tuple.of(
                        applications.toArray(UUID[]::new),
                        vouchers.toArray(UUID[]::new),
                        moment(now),
                        ApplicationMove.ISSUE.name(),
                        issue.decidedBy(),
                        issue.reason()))
                .invoke(rows -> {
                    if (rows.iterator().next().getInteger(0) != applications.size()) {
                        throw new IllegalStateException("an application left its notice while it was locked");
                    }
                })
                .replaceWithVoid();
    }

    /** The statuses that a move may start from, as its table has them. */
    private static String from(ApplicationMove move) {
        return move.sources().stream()
                .map(status -> "'" + status + "'")
                .sorted()
                .collect(Collectors.joining(", ", "IN (", ")"));
    }

    private static String to(ApplicationMove move) {
        return "'" + move.target() + "'";
    }

    private static String stages(VoucherApplication application) {
        return String.join(",", application.stages().stream().map(Enum::name).toArray(String[]::new));
    }

    private static UUID[] uuids(List<VoucherApplication> rows, Function<VoucherApplication, UUID> member) {
        return rows.stream().map(member).toArray(UUID[]::new);
    }

    private static String[] texts(List<VoucherApplication> rows, Function<VoucherApplication, String> member) {
        return rows.stream().map(member).toArray(String[]::new);
    }

    private static OffsetDateTime[] moments(
            List<VoucherApplication> rows, Function<VoucherApplication, Instant> member) {
        return rows.stream().map(row -> moment(member.apply(row))).toArray(OffsetDateTime[]::new);
    }

    private static List<VoucherApplication> all(RowSet<Row> rows) {
        List<VoucherApplication> found = new ArrayList<>(rows.size());
        rows.forEach(row -> found.add(application(row)));
        return found;
    }

    private static VoucherApplication application(Row row) {
        String checked = row.getString("checked");
        String review = row.getString("review");
        return new VoucherApplication(
                row.getUUID("id"),
                row.getUUID("programme_id"),
                row.getUUID("organization_id"),
                row.getString("region_code"),
                ApplicationStatus.valueOf(row.getString("status")),
                DecisionRecords.read(row.getString("request"), VoucherRequest.class),
                checked == null ? CheckedFacts.NONE : DecisionRecords.read(checked, CheckedFacts.class),
                row.getInteger("rule_version"),
                row.getUUID("budget_id"),
                row.getLong("sequence"),
                instant(row, "submitted_at"),
                row.getUUID("provider_id"),
                row.getLong("entitled_fen"),
                row.getLong("held_fen"),
                Arrays.stream(row.getArrayOfStrings("stages"))
                        .map(ReviewStage::valueOf)
                        .toList(),
                instant(row, "due_at"),
                row.getInteger("rounds"),
                row.getUUID("last_step_by"),
                review == null ? null : DecisionRecords.read(review, ReviewOutcome.class),
                row.getString("signals"),
                row.getUUID("notice_id"),
                row.getUUID("voucher_id"),
                row.getBoolean("is_appealed"),
                row.getInteger("version"),
                instant(row, "created_at"),
                row.getUUID("created_by"),
                instant(row, "updated_at"));
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime moment(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
