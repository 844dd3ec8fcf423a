package cn.dengyun.application.store;

import cn.dengyun.application.domain.NoticeIssue;
import cn.dengyun.application.domain.Objection;
import cn.dengyun.application.domain.PublicNotice;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Public notices with their objections and issues; what concerns thousands of applications is one statement. */
@ApplicationScoped
public class NoticeStore {

    private static final String COLUMNS =
            "id, programme_id, region_code, title, reason, items, amount_fen, published_at,"
                    + " published_by, ends_at, issued, issued_fen, version";
    private static final String FIND = "SELECT " + COLUMNS + " FROM public_notice WHERE id = $1";
    private static final String LOCK = FIND + " FOR NO KEY UPDATE";
    private static final String PAGE = "SELECT " + COLUMNS + " FROM public_notice WHERE id < $1"
            + " AND ($2::uuid IS NULL OR programme_id = $2) ORDER BY id DESC LIMIT $3";
    private static final String INSERT =
            "INSERT INTO public_notice (" + COLUMNS + ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, 0)";
    private static final String ADVANCE = "UPDATE public_notice SET issued = issued + $2, issued_fen = issued_fen + $3,"
            + " version = version + 1 WHERE id = $1";
    private static final String TO_ISSUE =
            "SELECT count(*) FROM voucher_application WHERE notice_id = $1 AND status = 'PUBLIC_NOTICE'";

    private static final String OBJECTION_COLUMNS = "id, notice_id, application_id, statement, filed_at, filed_by,"
            + " organization_id, due_at, outcome, decision_reason, decided_at, decided_by";
    private static final String FIND_OBJECTION = "SELECT " + OBJECTION_COLUMNS + " FROM notice_objection WHERE id = $1";
    private static final String LOCK_OBJECTION = FIND_OBJECTION + " FOR UPDATE";
    private static final String PAGE_OBJECTIONS = "SELECT " + OBJECTION_COLUMNS + " FROM notice_objection o"
            + " WHERE notice_id = $1 AND id < $2 AND ($4 OR EXISTS (SELECT 1 FROM voucher_application a"
            + " WHERE a.id = o.application_id AND is_overseen(a.region_code, $5, $6)))"
            + " ORDER BY id DESC LIMIT $3";
    private static final String INSERT_OBJECTION = "INSERT INTO notice_objection (id, notice_id, application_id,"
            + " statement, filed_at, filed_by, organization_id, due_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    private static final String DECIDE_OBJECTION = "UPDATE notice_objection SET outcome = $2, decision_reason = $3,"
            + " decided_at = $4, decided_by = $5 WHERE id = $1 AND outcome IS NULL";

    private static final String ISSUE_COLUMNS =
            "id, notice_id, reason, decided_at, decided_by, after_id, issued, issued_fen, skipped";
    private static final String FIND_ISSUE = "SELECT " + ISSUE_COLUMNS + " FROM notice_issue WHERE id = $1";
    private static final String INSERT_ISSUE =
            "INSERT INTO notice_issue (id, notice_id, reason, decided_at, decided_by,"
                    + " after_id) VALUES ($1, $2, $3, $4, $5, $6)";
    private static final String LAST_ISSUE =
            "SELECT " + ISSUE_COLUMNS + " FROM notice_issue WHERE notice_id = $1 ORDER BY id DESC LIMIT 1";
    private static final String ADVANCE_ISSUE = "UPDATE notice_issue SET after_id = $2, issued = issued + $3,"
            + " issued_fen = issued_fen + $4, skipped = skipped + $5 WHERE id = $1";

    /** The notice with this id; null when there is none. */
    public Uni<PublicNotice> find(SqlClient client, UUID id) {
        return client.preparedQuery(FIND).execute(Tuple.of(id)).map(rows -> first(rows, NoticeStore::notice));
    }

    /** The same, held until the unit of work ends. */
    public Uni<PublicNotice> lock(SqlConnection connection, UUID id) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(id)).map(rows -> first(rows, NoticeStore::notice));
    }

    /** Newest first, behind an id; of one programme unless that is null. */
    public Uni<List<PublicNotice>> page(SqlClient client, UUID programmeId, UUID before, int rows) {
        return client.preparedQuery(PAGE)
                .execute(Tuple.of(before, programmeId, rows))
                .map(found -> list(found, NoticeStore::notice));
    }

    public Uni<Void> insert(SqlConnection connection, PublicNotice notice) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.from(new Object[] {
                    notice.id(),
                    notice.programmeId(),
                    notice.regionCode(),
                    notice.title(),
                    notice.reason(),
                    notice.items(),
                    notice.amountFen(),
                    moment(notice.publishedAt()),
                    notice.publishedBy(),
                    moment(notice.endsAt())
                }))
                .replaceWithVoid();
    }

    /** How many of a notice are still to be issued. */
    public Uni<Long> toIssue(SqlClient client, UUID noticeId) {
        return client.preparedQuery(TO_ISSUE)
                .execute(Tuple.of(noticeId))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Records how far an issue has come, in it and in its notice. */
    public Uni<Void> advance(
            SqlConnection connection, NoticeIssue issue, UUID afterId, int count, long fen, int skipped) {
        return connection
                .preparedQuery(ADVANCE_ISSUE)
                .execute(Tuple.of(issue.id(), afterId, count, fen, skipped))
                .chain(() -> connection.preparedQuery(ADVANCE).execute(Tuple.of(issue.noticeId(), count, fen)))
                .replaceWithVoid();
    }

    /** The issue with this id; null when there is none. */
    public Uni<NoticeIssue> findIssue(SqlClient client, UUID id) {
        return client.preparedQuery(FIND_ISSUE).execute(Tuple.of(id)).map(rows -> first(rows, NoticeStore::issue));
    }

    /** The last issue of a notice; null when there was none. */
    public Uni<NoticeIssue> lastIssue(SqlClient client, UUID noticeId) {
        return client.preparedQuery(LAST_ISSUE)
                .execute(Tuple.of(noticeId))
                .map(rows -> first(rows, NoticeStore::issue));
    }

    public Uni<Void> insertIssue(SqlConnection connection, NoticeIssue issue) {
        return connection
                .preparedQuery(INSERT_ISSUE)
                .execute(Tuple.of(
                        issue.id(),
                        issue.noticeId(),
                        issue.reason(),
                        moment(issue.decidedAt()),
                        issue.decidedBy(),
                        Ids.OLDEST))
                .replaceWithVoid();
    }

    /** The objection with this id; null when there is none. */
    public Uni<Objection> findObjection(SqlClient client, UUID id) {
        return client.preparedQuery(FIND_OBJECTION)
                .execute(Tuple.of(id))
                .map(rows -> first(rows, NoticeStore::objection));
    }

    /** The same, held until the unit of work ends. */
    public Uni<Objection> lockObjection(SqlConnection connection, UUID id) {
        return connection
                .preparedQuery(LOCK_OBJECTION)
                .execute(Tuple.of(id))
                .map(rows -> first(rows, NoticeStore::objection));
    }

    /** Of a notice and of applications in sight, newest first, behind an id. */
    public Uni<List<Objection>> objections(
            SqlClient client, UUID noticeId, ApplicationStore.Sight sight, UUID before, int rows) {
        return client.preparedQuery(PAGE_OBJECTIONS)
                .execute(Tuple.of(
                        noticeId,
                        before,
                        rows,
                        sight.isEverything(),
                        sight.oversight().pattern(),
                        sight.oversight().exceptions()))
                .map(found -> list(found, NoticeStore::objection));
    }

    /** @return false when the same person has objected to the application before */
    public Uni<Boolean> insertObjection(SqlConnection connection, Objection objection) {
        return connection
                .preparedQuery(INSERT_OBJECTION)
                .execute(Tuple.from(new Object[] {
                    objection.id(),
                    objection.noticeId(),
                    objection.applicationId(),
                    objection.statement(),
                    moment(objection.filedAt()),
                    objection.filedBy(),
                    objection.organizationId(),
                    moment(objection.dueAt())
                }))
                .replaceWith(true)
                .onFailure(NoticeStore::isRepeated)
                .recoverWithItem(false);
    }

    public Uni<Void> decide(SqlConnection connection, Objection decided) {
        return connection
                .preparedQuery(DECIDE_OBJECTION)
                .execute(Tuple.of(
                        decided.id(),
                        decided.outcome(),
                        decided.decisionReason(),
                        moment(decided.decidedAt()),
                        decided.decidedBy()))
                .replaceWithVoid();
    }

    private static boolean isRepeated(Throwable failure) {
        return failure instanceof PgException refusal && "notice_objection_once".equals(refusal.getConstraint());
    }

    private static <T> T first(RowSet<Row> rows, Function<Row, T> read) {
        return rows.size() == 0 ? null : read.apply(rows.iterator().next());
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        List<T> found = new ArrayList<>(rows.size());
        rows.forEach(row -> found.add(read.apply(row)));
        return found;
    }

    private static PublicNotice notice(Row row) {
        return new PublicNotice(
                row.getUUID("id"),
                row.getUUID("programme_id"),
                row.getString("region_code"),
                row.getString("title"),
                row.getString("reason"),
                row.getInteger("items"),
                row.getLong("amount_fen"),
                instant(row, "published_at"),
                row.getUUID("published_by"),
                instant(row, "ends_at"),
                row.getInteger("issued"),
                row.getLong("issued_fen"),
                row.getInteger("version"));
    }

    private static Objection objection(Row row) {
        return new Objection(
                row.getUUID("id"),
                row.getUUID("notice_id"),
                row.getUUID("application_id"),
                row.getString("statement"),
                instant(row, "filed_at"),
                row.getUUID("filed_by"),
                row.getUUID("organization_id"),
                instant(row, "due_at"),
                row.getString("outcome"),
                row.getString("decision_reason"),
                instant(row, "decided_at"),
                row.getUUID("decided_by"));
    }

    private static NoticeIssue issue(Row row) {
        return new NoticeIssue(
                row.getUUID("id"),
                row.getUUID("notice_id"),
                row.getString("reason"),
                instant(row, "decided_at"),
                row.getUUID("decided_by"),
                row.getUUID("after_id"),
                row.getInteger("issued"),
                row.getLong("issued_fen"),
                row.getInteger("skipped"));
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime moment(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
