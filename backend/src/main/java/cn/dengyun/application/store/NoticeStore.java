package cn.dengyun.application.store;

import cn.dengyun.application.domain.NoticeIssue;
import cn.dengyun.application.domain.Objection;
import cn.dengyun.application.domain.PublicNotice;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Public notices with their objections and issues; what concerns thousands of applications is one statement. */
@ApplicationScoped
public class NoticeStore {

    private static final RowMapper<PublicNotice> NOTICES = RowMapper.of(PublicNotice.class);
    private static final RowMapper<Objection> OBJECTIONS = RowMapper.of(Objection.class);
    private static final RowMapper<NoticeIssue> ISSUES = RowMapper.of(NoticeIssue.class);

    private static final String FIND = "SELECT %s FROM public_notice WHERE id = $1".formatted(NOTICES.columns());
    private static final Statement GET = Statement.of(FIND);
    private static final Statement LOCK = Statement.of("%s FOR NO KEY UPDATE".formatted(FIND));
    private static final Statement PAGE = Statement.of("""
            SELECT %s FROM public_notice WHERE id < $1 AND ($2::uuid IS NULL OR programme_id = $2)
            ORDER BY id DESC LIMIT $3
            """.formatted(NOTICES.columns()));
    private static final Statement INSERT = Statement.of("INSERT INTO public_notice " + NOTICES.values());
    private static final Statement ADVANCE = Statement.of("""
            UPDATE public_notice SET issued = issued + $2, issued_fen = issued_fen + $3, version = version + 1
            WHERE id = $1
            """);
    private static final Statement TO_ISSUE =
            Statement.of("SELECT count(*) FROM voucher_application WHERE notice_id = $1 AND status = 'PUBLIC_NOTICE'");

    private static final String FIND_OBJECTION =
            "SELECT %s FROM notice_objection WHERE id = $1".formatted(OBJECTIONS.columns());
    private static final Statement GET_OBJECTION = Statement.of(FIND_OBJECTION);
    private static final Statement LOCK_OBJECTION = Statement.of("%s FOR UPDATE".formatted(FIND_OBJECTION));
    private static final Statement PAGE_OBJECTIONS = Statement.of("""
            SELECT %s FROM notice_objection o WHERE notice_id = $1 AND id < $2
                AND ($4 OR EXISTS (SELECT 1 FROM voucher_application a WHERE a.id = o.application_id
                AND is_overseen(a.region_code, $5, $6))) AND ($7::uuid IS NULL OR application_id = $7)
            ORDER BY id DESC LIMIT $3
            """.formatted(OBJECTIONS.columns()));
    private static final Statement OBJECTIONS_TO = Statement.of(
            "SELECT %s FROM notice_objection WHERE application_id = $1 ORDER BY id".formatted(OBJECTIONS.columns()));
    private static final Statement OPEN_OBJECTIONS = Statement.of("""
            SELECT count(*) FROM notice_objection WHERE notice_id = $1 AND outcome IS NULL
                AND (organization_id = $2 OR $2::uuid IS NULL AND filed_by = $3)
            """);
    private static final Statement INSERT_OBJECTION =
            Statement.of("INSERT INTO notice_objection " + OBJECTIONS.values());
    private static final Statement DECIDE_OBJECTION = Statement.of("""
            UPDATE notice_objection SET outcome = $2, decision_reason = $3, decided_at = $4, decided_by = $5
            WHERE id = $1 AND outcome IS NULL
            """);

    private static final Statement DECIDE_OTHERS = Statement.of("""
            UPDATE notice_objection SET outcome = $3, decision_reason = $4, decided_at = $5, decided_by = $6
            WHERE application_id = $1 AND outcome IS NULL AND id <> $2 AND ($7::uuid[] IS NULL OR id = ANY($7))
            """);

    private static final Statement FIND_ISSUE =
            Statement.of("SELECT %s FROM notice_issue WHERE id = $1".formatted(ISSUES.columns()));
    private static final Statement INSERT_ISSUE = Statement.of("""
            INSERT INTO notice_issue (id, notice_id, reason, decided_at, decided_by, after_id)
            VALUES ($1, $2, $3, $4, $5, $6)
            """);
    private static final Statement LAST_ISSUE = Statement.of(
            "SELECT %s FROM notice_issue WHERE notice_id = $1 ORDER BY id DESC LIMIT 1".formatted(ISSUES.columns()));
    private static final Statement ADVANCE_ISSUE = Statement.of("""
            UPDATE notice_issue
            SET after_id = $2, issued = issued + $3, issued_fen = issued_fen + $4, skipped = skipped + $5
            WHERE id = $1
            """);

    /** The notice with this id; null when there is none. */
    public Uni<PublicNotice> find(SqlClient client, UUID id) {
        return GET.execute(client, id).map(NOTICES::first);
    }

    /** The same, held until the unit of work ends. */
    public Uni<PublicNotice> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(NOTICES::first);
    }

    /** Newest first, behind an id; of one programme unless that is null. */
    public Uni<List<PublicNotice>> page(SqlClient client, UUID programmeId, UUID before, int rows) {
        return PAGE.execute(client, before, programmeId, rows).map(NOTICES::list);
    }

    public Uni<Void> insert(SqlConnection connection, PublicNotice notice) {
        return INSERT.execute(connection, notice).replaceWithVoid();
    }

    /** How many of a notice are still to be issued. */
    public Uni<Long> toIssue(SqlClient client, UUID noticeId) {
        return TO_ISSUE.execute(client, noticeId)
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Records how far an issue has come, in it and in its notice. */
    public Uni<Void> advance(
            SqlConnection connection, NoticeIssue issue, UUID afterId, int count, long fen, int skipped) {
        return ADVANCE_ISSUE
                .execute(connection, issue.id(), afterId, count, fen, skipped)
                .invoke(Rows.exactly(1, "there is no issue " + issue.id()))
                .chain(() -> ADVANCE.execute(connection, issue.noticeId(), count, fen))
                .invoke(Rows.exactly(1, "there is no notice " + issue.noticeId()))
                .replaceWithVoid();
    }

    /** The issue with this id; null when there is none. */
    public Uni<NoticeIssue> findIssue(SqlClient client, UUID id) {
        return FIND_ISSUE.execute(client, id).map(ISSUES::first);
    }

    /** The last issue of a notice; null when there was none. */
    public Uni<NoticeIssue> lastIssue(SqlClient client, UUID noticeId) {
        return LAST_ISSUE.execute(client, noticeId).map(ISSUES::first);
    }

    public Uni<Void> insertIssue(SqlConnection connection, NoticeIssue issue) {
        return INSERT_ISSUE
                .execute(
                        connection,
                        issue.id(),
                        issue.noticeId(),
                        issue.reason(),
                        issue.decidedAt(),
                        issue.decidedBy(),
                        Ids.OLDEST)
                .replaceWithVoid();
    }

    /** The objection with this id; null when there is none. */
    public Uni<Objection> findObjection(SqlClient client, UUID id) {
        return GET_OBJECTION.execute(client, id).map(OBJECTIONS::first);
    }

    /** The same, held until the unit of work ends. */
    public Uni<Objection> lockObjection(SqlConnection connection, UUID id) {
        return LOCK_OBJECTION.execute(connection, id).map(OBJECTIONS::first);
    }

    /** Of a notice and of applications in sight, newest first, behind an id; of one application unless that is null. */
    public Uni<List<Objection>> objections(
            SqlClient client, UUID noticeId, UUID applicationId, ApplicationStore.Sight sight, UUID before, int rows) {
        return PAGE_OBJECTIONS
                .execute(client, noticeId, before, rows, sight.isEverything(), sight.oversight(), applicationId)
                .map(OBJECTIONS::list);
    }

    /**
     * How many objections against applications in a notice are undecided.
     *
     * @param organizationId whose; null for those of the person alone
     */
    public Uni<Long> openObjections(SqlClient client, UUID noticeId, UUID organizationId, UUID filedBy) {
        return OPEN_OBJECTIONS
                .execute(client, noticeId, organizationId, filedBy)
                .map(Rows::number);
    }

    /** @return false when the same person has objected to the application before */
    public Uni<Boolean> insertObjection(SqlConnection connection, Objection objection) {
        return INSERT_OBJECTION
                .execute(connection, objection)
                .replaceWith(true)
                .onFailure(Rows.broken("notice_objection_once"))
                .recoverWithItem(false);
    }

    public Uni<Void> decide(SqlConnection connection, Objection decided) {
        return DECIDE_OBJECTION
                .execute(
                        connection,
                        decided.id(),
                        decided.outcome(),
                        decided.decisionReason(),
                        decided.decidedAt(),
                        decided.decidedBy())
                .invoke(Rows.exactly(1, "objection " + decided.id() + " is decided already"))
                .replaceWithVoid();
    }

    /**
     * Decides others that are open and against the same application, which is locked, as this one was; tells how many.
     *
     * @param others null for all
     */
    public Uni<Integer> decideAlike(SqlConnection connection, Objection decided, Collection<UUID> others) {
        return DECIDE_OTHERS
                .execute(
                        connection,
                        decided.applicationId(),
                        decided.id(),
                        decided.outcome(),
                        decided.decisionReason(),
                        decided.decidedAt(),
                        decided.decidedBy(),
                        others == null ? null : Parameters.ids(others))
                .map(RowSet::rowCount);
    }

    /** All objections to an application, oldest first. */
    public Uni<List<Objection>> objectionsTo(SqlClient client, UUID applicationId) {
        return OBJECTIONS_TO.execute(client, applicationId).map(OBJECTIONS::list);
    }
}
