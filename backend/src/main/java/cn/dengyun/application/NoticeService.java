package cn.dengyun.application;

import cn.dengyun.application.NoticeForms.NewNotice;
import cn.dengyun.application.domain.ApplicationStatus;
import cn.dengyun.application.domain.NoticeIssue;
import cn.dengyun.application.domain.PublicNotice;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.application.store.NoticeStore;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.job.JobProgress;
import cn.dengyun.platform.job.JobRunner;
import cn.dengyun.platform.job.JobStore;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.Programmes;
import cn.dengyun.programme.RuleVersions;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Publishes approved applications, and decides that vouchers are issued. */
@ApplicationScoped
public class NoticeService {

    private static final int MAX_ITEMS = 200_000;

    private final Pool pool;
    private final NoticeStore notices;
    private final ObjectionService objections;
    private final ApplicationStore applications;
    private final Programmes programmes;
    private final RuleVersions ruleVersions;
    private final CertifiedStandings standings;
    private final JobStore jobs;
    private final JobRunner runner;
    private final ApplicationWriter writer;
    private final NoticeNotes notes;
    private final Cursors cursors;
    private final WorkingCalendar calendar;
    private final Clock clock;

    NoticeService(
            Pool pool,
            NoticeStore notices,
            ObjectionService objections,
            ApplicationStore applications,
            Programmes programmes,
            RuleVersions ruleVersions,
            CertifiedStandings standings,
            JobStore jobs,
            JobRunner runner,
            ApplicationWriter writer,
            NoticeNotes notes,
            Cursors cursors,
            WorkingCalendar calendar,
            Clock clock) {
        this.pool = pool;
        this.notices = notices;
        this.objections = objections;
        this.applications = applications;
        this.programmes = programmes;
        this.ruleVersions = ruleVersions;
        this.standings = standings;
        this.jobs = jobs;
        this.runner = runner;
        this.writer = writer;
        this.notes = notes;
        this.cursors = cursors;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * A line of a notice.
     *
     * @param amountFen what is held for it; 0 when it is not in the notice any more
     */
    public record Item(
            UUID applicationId, String nameZh, String regionCode, ApplicationStatus status, long amountFen) {}

    /** An issue, and how far its job is. */
    public record Progress(NoticeIssue issue, JobProgress job) {}

    /** Rejects with {@code notice-not-found} (404). */
    public Uni<PublicNotice> find(UUID id) {
        return notices.find(pool, id).map(NoticeService::requireFound);
    }

    /** Newest first; of one programme unless that is null. Rejects with {@code cursor-invalid}. */
    public Uni<Page<PublicNotice>> list(UUID programmeId, String cursor, int limit) {
        String query = "public-notices?" + programmeId;
        return notices.page(pool, programmeId, cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1)
                .map(found -> cursors.pageById(query, found, limit, PublicNotice::id));
    }

    /** Who stands in a notice. Rejects with {@code notice-not-found} (404), {@code cursor-invalid}. */
    public Uni<Page<Item>> items(UUID id, String cursor, int limit) {
        String query = "notice-items?" + id;
        return find(id).chain(
                        () -> applications.ofNotice(pool, id, cursors.idBehind(query, cursor, Ids.OLDEST), limit + 1))
                .chain(found -> standings
                        .of(
                                pool,
                                found.stream()
                                        .map(VoucherApplication::organizationId)
                                        .toList())
                        .map(known -> found.stream()
                                .map(each -> new Item(
                                        each.id(),
                                        known.get(each.organizationId()).nameZh(),
                                        each.regionCode(),
                                        each.status(),
                                        each.heldFen()))
                                .toList()))
                .map(found -> cursors.pageById(query, found, limit, Item::applicationId));
    }

    /**
     * Publishes all approved applications of a programme and a region.
     *
     * <p>Rejects with {@code programme-not-found} (404), {@code notice-not-yours} (403), {@code notice-empty} (409).
     */
    public Effect<PublicNotice> publish(Actor actor, NewNotice wanted) {
        Instant now = now();
        String region = wanted.regionCode() == null ? actor.regionCode() : wanted.regionCode();
        return Effect.of(connection -> programmes
                .find(connection, wanted.programmeId(), now)
                .invoke(programme -> requireAuthority(programme, region, actor, now))
                .chain(programme -> ruleVersions
                        .get(connection, programme.id(), programme.ruleVersion())
                        .chain(rules -> published(connection, actor, wanted, region, rules, now))));
    }

    private static void requireAuthority(Programme programme, String region, Actor actor, Instant now) {
        if (programme == null || !programme.statusAt(now).isPublic()) {
            throw Rejection.notFound("programme-not-found");
        }
        if (region == null || !ApplicationAccess.isInRegion(actor, region)) {
            throw Rejection.forbidden("notice-not-yours");
        }
    }

    private Uni<PublicNotice> published(
            SqlConnection connection, Actor actor, NewNotice wanted, String region, RuleSet rules, Instant now) {
        int days = rules.noticeWorkingDays().value();
        PublicNotice notice = new PublicNotice(
                Ids.next(),
                wanted.programmeId(),
                region,
                wanted.title().strip(),
                wanted.reason(),
                0,
                0,
                now,
                actor.id(),
                days == 0 ? now.plus(1, ChronoUnit.MICROS) : calendar.after(now, days),
                0,
                0,
                0);
        return writer.publish(connection, notice, MAX_ITEMS, actor.regionCode())
                .map(collected -> {
                    if (collected.items() == 0) {
                        throw Rejection.conflict("notice-empty");
                    }
                    return new PublicNotice(
                            notice.id(),
                            notice.programmeId(),
                            notice.regionCode(),
                            notice.title(),
                            notice.reason(),
                            collected.items(),
                            collected.amountFen(),
                            notice.publishedAt(),
                            notice.publishedBy(),
                            notice.endsAt(),
                            0,
                            0,
                            0);
                })
                .call(made -> notices.insert(connection, made))
                .call(made -> notes.write(connection, NoticeEvent.PUBLISHED, made, wanted.reason(), now));
    }

    /**
     * Decides that the vouchers of a notice are issued; a job does it.
     *
     * <p>Rejects with {@code notice-not-found} (404), {@code notice-not-yours}, {@code notice-issue-same-person} (403),
     * {@code notice-still-running}, {@code notice-issue-running}, {@code notice-empty} (409).
     */
    public Effect<NoticeIssue> issue(Actor actor, UUID noticeId, String reason) {
        Instant now = now();
        NoticeIssue issue = new NoticeIssue(Ids.next(), noticeId, reason, now, actor.id(), Ids.OLDEST, 0, 0, 0);
        return Effect.of(connection -> notices.lock(connection, noticeId)
                .map(NoticeService::requireFound)
                .invoke(notice -> requireIssuable(notice, actor, now))
                .call(() -> requireNoneRunning(connection, noticeId))
                .call(notice -> notices.toIssue(connection, noticeId)
                        .chain(count -> queued(connection, issue, count))
                        .chain(() -> notes.write(connection, NoticeEvent.ISSUE_DECIDED, notice, reason, now)))
                .replaceWith(issue));
    }

    /** Lets what was decided begin now, not when this node looks again by itself. */
    public void begin() {
        runner.wake();
    }

    private static void requireIssuable(PublicNotice notice, Actor actor, Instant now) {
        requireRegion(notice, actor);
        if (notice.publishedBy().equals(actor.id())) {
            throw Rejection.forbidden("notice-issue-same-person");
        }
        if (!notice.isOverAt(now)) {
            throw Rejection.conflict("notice-still-running", notice.endsAt().toString());
        }
    }

    private Uni<Void> requireNoneRunning(SqlConnection connection, UUID noticeId) {
        return notices.lastIssue(connection, noticeId)
                .chain(last -> last == null
                        ? Uni.createFrom().voidItem()
                        : jobs.find(connection, last.id())
                                .invoke(job -> {
                                    if (!job.state().isFinal()) {
                                        throw Rejection.conflict("notice-issue-running");
                                    }
                                })
                                .replaceWithVoid());
    }

    private Uni<Void> queued(SqlConnection connection, NoticeIssue issue, long count) {
        if (count == 0) {
            throw Rejection.conflict("notice-empty");
        }
        return notices.insertIssue(connection, issue)
                .chain(() -> jobs.create(connection, issue.id(), IssueWorker.JOB, issue.noticeId()))
                .chain(() -> jobs.enqueue(connection, issue.id(), count));
    }

    /**
     * Ends the issue that is under way at its next step. What is issued stays issued; the rest stays in the notice and
     * can be issued by another decision.
     *
     * <p>Rejects with {@code notice-not-found} (404), {@code notice-not-yours} (403), {@code notice-issue-not-running}
     * (409).
     */
    public Effect<Progress> cancelIssue(Actor actor, UUID noticeId, String reason) {
        Instant now = now();
        return Effect.of(connection -> notices.find(connection, noticeId)
                .map(NoticeService::requireFound)
                .invoke(notice -> requireRegion(notice, actor))
                .chain(notice -> cancelled(connection, noticeId)
                        .call(() -> notes.write(connection, NoticeEvent.ISSUE_CANCELLED, notice, reason, now))));
    }

    private Uni<Progress> cancelled(SqlConnection connection, UUID noticeId) {
        return notices.lastIssue(connection, noticeId).chain(issue -> {
            if (issue == null) {
                throw Rejection.conflict("notice-issue-not-running");
            }
            return jobs.cancel(connection, issue.id())
                    .onFailure(Rejection.class)
                    .transform(ended -> Rejection.conflict("notice-issue-not-running"))
                    .map(job -> new Progress(issue, job));
        });
    }

    /** What the actor may do with a notice now, given its last issue. */
    public Uni<List<String>> actions(Actor actor, PublicNotice notice, Optional<Progress> last) {
        Instant now = now();
        boolean isRunning = last.map(issue -> !issue.job().state().isFinal()).orElse(false);
        boolean isYours = !actor.isClient() && ApplicationAccess.isInRegion(actor, notice.regionCode());
        if (!notice.isOverAt(now)) {
            return objections.mayObject(actor, notice.id()).map(mayObject -> mayObject ? List.of("OBJECT") : List.of());
        }
        if (isRunning || !isYours || actor.id().equals(notice.publishedBy())) {
            return Uni.createFrom().item(isRunning && isYours ? List.of("CANCEL_ISSUE") : List.of());
        }
        return notices.toIssue(pool, notice.id()).map(count -> count > 0 ? List.of("ISSUE") : List.of());
    }

    private static void requireRegion(PublicNotice notice, Actor actor) {
        if (!ApplicationAccess.isInRegion(actor, notice.regionCode())) {
            throw Rejection.forbidden("notice-not-yours");
        }
    }

    /** The last issue of a notice and how far it is; empty before the first. */
    public Uni<Optional<Progress>> lastIssue(UUID noticeId) {
        return notices.lastIssue(pool, noticeId)
                .chain(last -> last == null
                        ? Uni.createFrom().item(Optional.empty())
                        : look(last.id()).map(Optional::of));
    }

    /**
     * How far an issue is.
     *
     * @param issueId of an issue that there is; its job has the same id
     */
    public Uni<Progress> look(UUID issueId) {
        // The job first: what it has done by then is in the issue that is read behind it.
        return jobs.get(issueId).chain(job -> notices.findIssue(pool, issueId).map(issue -> new Progress(issue, job)));
    }

    /** Rejects with {@code notice-not-found} (404). */
    static PublicNotice requireFound(PublicNotice notice) {
        if (notice == null) {
            throw Rejection.notFound("notice-not-found");
        }
        return notice;
    }

    /** As precise as the database keeps it. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
