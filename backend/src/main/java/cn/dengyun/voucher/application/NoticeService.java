package cn.dengyun.voucher.application;

import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.idempotency.Idempotency;
import cn.dengyun.platform.job.JobProgress;
import cn.dengyun.platform.job.JobRunner;
import cn.dengyun.platform.job.JobStore;
import cn.dengyun.platform.outbox.Fact;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Rejection;
import cn.dengyun.voucher.application.ApplicationForms.Verdict;
import cn.dengyun.voucher.application.Holds.Hold;
import cn.dengyun.voucher.application.NoticeForms.NewNotice;
import cn.dengyun.voucher.application.NoticeForms.NewObjection;
import cn.dengyun.voucher.application.NoticeForms.NewObjectionDecision;
import cn.dengyun.voucher.application.domain.ApplicationMove;
import cn.dengyun.voucher.application.domain.ApplicationStatus;
import cn.dengyun.voucher.application.domain.NoticeIssue;
import cn.dengyun.voucher.application.domain.Objection;
import cn.dengyun.voucher.application.domain.PublicNotice;
import cn.dengyun.voucher.application.domain.Review;
import cn.dengyun.voucher.application.domain.ReviewDecision;
import cn.dengyun.voucher.application.domain.Step;
import cn.dengyun.voucher.application.domain.VoucherApplication;
import cn.dengyun.voucher.application.domain.WorkingDays;
import cn.dengyun.voucher.application.store.ApplicationStore;
import cn.dengyun.voucher.application.store.HistoryStore;
import cn.dengyun.voucher.application.store.NoticeStore;
import cn.dengyun.voucher.policy.domain.RuleSet;
import cn.dengyun.voucher.programme.RuleVersions;
import cn.dengyun.voucher.programme.domain.Programme;
import cn.dengyun.voucher.programme.store.ProgrammeStore;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Publishes approved applications, hears who objects, and decides that vouchers are issued. */
@ApplicationScoped
public class NoticeService {

    /** In which an objection should be decided. */
    private static final int OBJECTION_DAYS = 20;

    private static final int MOST_ITEMS = 200_000;
    private static final String NOTICES = "/api/v1/public-notices/";
    private final Pool pool;
    private final NoticeStore notices;
    private final ApplicationStore applications;
    private final HistoryStore history;
    private final ProgrammeStore programmes;
    private final RuleVersions ruleVersions;
    private final CertifiedStandings standings;
    private final Waitlist waitlist;
    private final JobStore jobs;
    private final JobRunner runner;
    private final Idempotency idempotency;
    private final ApplicationNotes notes;
    private final Outbox outbox;
    private final AuditTrail trail;
    private final Cursors cursors;
    private final Clock clock;

    NoticeService(
            Pool pool,
            NoticeStore notices,
            ApplicationStore applications,
            HistoryStore history,
            ProgrammeStore programmes,
            RuleVersions ruleVersions,
            CertifiedStandings standings,
            Waitlist waitlist,
            JobStore jobs,
            JobRunner runner,
            Idempotency idempotency,
            ApplicationNotes notes,
            Outbox outbox,
            AuditTrail trail,
            Cursors cursors,
            Clock clock) {
        this.pool = pool;
        this.notices = notices;
        this.applications = applications;
        this.history = history;
        this.programmes = programmes;
        this.ruleVersions = ruleVersions;
        this.standings = standings;
        this.waitlist = waitlist;
        this.jobs = jobs;
        this.runner = runner;
        this.idempotency = idempotency;
        this.notes = notes;
        this.outbox = outbox;
        this.trail = trail;
        this.cursors = cursors;
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
     * <p>Rejects with {@code programme-not-found} (404), {@code notice-not-yours} (403), {@code notice-empty} (409) and
     * what {@link Idempotency#once} rejects.
     */
    public Uni<Answer> publish(Actor actor, String key, NewNotice wanted, Function<PublicNotice, Answer> render) {
        Instant now = now();
        String region = wanted.regionCode() == null ? actor.regionCode() : wanted.regionCode();
        return idempotency.once(
                actor,
                key,
                List.of("createPublicNotice", wanted),
                connection -> programmes
                        .find(connection, wanted.programmeId(), now)
                        .invoke(programme -> requireAuthority(programme, region, actor, now))
                        .chain(programme -> ruleVersions
                                .get(connection, programme.id(), programme.ruleVersion())
                                .chain(rules -> published(connection, actor, wanted, region, rules, now)))
                        .map(render));
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
                days == 0 ? now.plus(1, ChronoUnit.MICROS) : WorkingDays.after(now, days),
                0,
                0,
                0);
        RegionCode code = new RegionCode(region);
        return notices.collect(
                        connection, notice, code.likePattern(), code.likeExceptions(), MOST_ITEMS, actor.regionCode())
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
                .call(made -> told(connection, "published", made, true, wanted.reason(), now));
    }

    /**
     * Decides that the vouchers of a notice are issued; a job does it.
     *
     * <p>Rejects with {@code notice-not-found} (404), {@code notice-not-yours}, {@code notice-issue-same-person} (403),
     * {@code notice-still-running}, {@code notice-issue-running}, {@code notice-empty} (409) and what
     * {@link Idempotency#once} rejects.
     */
    public Uni<Answer> issue(
            Actor actor, String key, UUID noticeId, String reason, Function<NoticeIssue, Answer> render) {
        Instant now = now();
        NoticeIssue issue = new NoticeIssue(Ids.next(), noticeId, reason, now, actor.id(), Ids.OLDEST, 0, 0, 0);
        return idempotency
                .once(
                        actor,
                        key,
                        List.of("createNoticeIssue", noticeId, reason),
                        connection -> notices.lock(connection, noticeId)
                                .map(NoticeService::requireFound)
                                .invoke(notice -> requireIssuable(notice, actor, now))
                                .call(() -> requireNoneRunning(connection, noticeId))
                                .call(notice -> notices.toIssue(connection, noticeId)
                                        .chain(count -> queued(connection, issue, count))
                                        .chain(() -> told(connection, "issue-decided", notice, false, reason, now)))
                                .map(notice -> render.apply(issue)))
                .invoke(runner::wake);
    }

    private static void requireIssuable(PublicNotice notice, Actor actor, Instant now) {
        if (!ApplicationAccess.isInRegion(actor, notice.regionCode())) {
            throw Rejection.forbidden("notice-not-yours");
        }
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

    /** The last issue of a notice and how far it is; empty before the first. */
    public Uni<Optional<Progress>> lastIssue(UUID noticeId) {
        // The job first: what it has done by then is in the issue that is read behind it.
        return notices.lastIssue(pool, noticeId)
                .chain(last -> last == null
                        ? Uni.createFrom().item(Optional.empty())
                        : jobs.get(last.id())
                                .chain(job -> notices.findIssue(pool, last.id())
                                        .map(issue -> Optional.of(new Progress(issue, job)))));
    }

    /**
     * Somebody objects to an application in a notice; it is not issued until that is decided.
     *
     * <p>Rejects with {@code notice-not-found} (404), {@code notice-over}, {@code objection-repeated} (409),
     * {@code objection-not-in-notice} (422) and what {@link Idempotency#once} rejects.
     */
    public Uni<Answer> object(
            Actor actor, String key, UUID noticeId, NewObjection wanted, Function<Objection, Answer> render) {
        Instant now = now();
        Objection objection = new Objection(
                Ids.next(),
                noticeId,
                wanted.applicationId(),
                wanted.statement(),
                now,
                actor.id(),
                actor.organizationId(),
                WorkingDays.after(now, OBJECTION_DAYS),
                null,
                null,
                null,
                null);
        return idempotency.once(
                actor,
                key,
                List.of("createNoticeObjection", noticeId, wanted),
                connection -> notices.find(connection, noticeId)
                        .map(NoticeService::requireFound)
                        .invoke(notice -> {
                            if (notice.isOverAt(now)) {
                                throw Rejection.conflict(
                                        "notice-over", notice.endsAt().toString());
                            }
                        })
                        .call(notice -> filed(connection, notice, objection, now))
                        .map(notice -> render.apply(objection)));
    }

    private Uni<Void> filed(SqlConnection connection, PublicNotice notice, Objection objection, Instant now) {
        return applications
                .lock(connection, List.of(objection.applicationId()))
                .invoke(found -> {
                    VoucherApplication application = found.get(objection.applicationId());
                    boolean isThere = application != null
                            && notice.id().equals(application.noticeId())
                            && application.status() == ApplicationStatus.PUBLIC_NOTICE;
                    if (!isThere) {
                        throw Rejection.of(Rejection.Kind.UNPROCESSABLE, "objection-not-in-notice");
                    }
                })
                .chain(() -> notices.insertObjection(connection, objection))
                .invoke(isNew -> {
                    if (!isNew) {
                        throw Rejection.conflict("objection-repeated");
                    }
                })
                .chain(() -> told(connection, "objected", notice, false, null, now));
    }

    /** Newest first; an authority sees those against applications of its region, auditors all. */
    public Uni<Page<Objection>> objections(Actor actor, UUID noticeId, String cursor, int limit) {
        String query = "notice-objections?" + noticeId;
        return find(noticeId)
                .chain(() -> notices.objections(
                        pool,
                        noticeId,
                        ApplicationAccess.sightOf(actor),
                        cursors.idBehind(query, cursor, Ids.NEWEST),
                        limit + 1))
                .map(found -> cursors.pageById(query, found, limit, Objection::id));
    }

    /**
     * Decides on an objection. Upheld, the application is refused and what it held goes to those who wait.
     *
     * <p>Rejects with {@code invalid-request} (400), {@code objection-not-found} (404), {@code review-not-yours},
     * {@code review-own-side}, {@code appeal-same-reviewer} (403), {@code objection-decided-already},
     * {@code application-transition-not-allowed} (409) and what {@link Idempotency#once} rejects.
     */
    public Uni<Answer> decide(
            Actor actor, String key, UUID id, NewObjectionDecision wanted, Function<Objection, Answer> render) {
        requireSound(wanted);
        Instant now = now();
        return idempotency.once(
                actor,
                key,
                List.of("decideNoticeObjection", id, wanted),
                connection -> notices.findObjection(connection, id)
                        .invoke(found -> {
                            if (found == null) {
                                throw Rejection.notFound("objection-not-found");
                            }
                        })
                        .chain(found -> applications
                                .lock(connection, List.of(found.applicationId()))
                                .map(locked -> locked.get(found.applicationId())))
                        .chain(application -> notices.lockObjection(connection, id)
                                .chain(objection -> decided(connection, actor, application, objection, wanted, now)))
                        .map(render));
    }

    private static void requireSound(NewObjectionDecision wanted) {
        List<Defect> defects = new ArrayList<>();
        boolean isUpheld = wanted.outcome() == Verdict.UPHELD;
        if (isUpheld != isGiven(wanted.clause())) {
            defects.add(Defect.at("/clause", isUpheld ? "review-member-missing" : "review-member-unfit"));
        }
        if (isUpheld != isGiven(wanted.remedy())) {
            defects.add(Defect.at("/remedy", isUpheld ? "review-member-missing" : "review-member-unfit"));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    private static boolean isGiven(String text) {
        return text != null && !text.isBlank();
    }

    private Uni<Objection> decided(
            SqlConnection connection,
            Actor actor,
            VoucherApplication application,
            Objection objection,
            NewObjectionDecision wanted,
            Instant now) {
        if (!ApplicationAccess.isInRegion(actor, application.regionCode())) {
            throw Rejection.notFound("objection-not-found");
        }
        ApplicationAccess.requireOtherSide(application, actor);
        if (objection.outcome() != null) {
            throw Rejection.conflict("objection-decided-already", objection.outcome());
        }
        Objection after = objection.decided(wanted.outcome().name(), wanted.reason(), now, actor.id());
        return history.hasActed(connection, application.id(), actor.id())
                .invoke(hasActed -> {
                    if (hasActed) {
                        throw Rejection.forbidden("appeal-same-reviewer");
                    }
                })
                .chain(() -> notices.decide(connection, after))
                .chain(() -> wanted.outcome() == Verdict.UPHELD
                        ? refused(connection, actor, application, wanted, now)
                        : notes.write(
                                connection, "objection-dismissed", application, application, wanted.reason(), now))
                .replaceWith(after);
    }

    private Uni<Void> refused(
            SqlConnection connection,
            Actor actor,
            VoucherApplication application,
            NewObjectionDecision wanted,
            Instant now) {
        Review review = new Review(
                ReviewDecision.REJECT,
                application.stages().get(application.stages().size() - 1),
                wanted.reason(),
                "OBJECTION_UPHELD",
                wanted.clause(),
                wanted.remedy(),
                List.of(),
                now);
        VoucherApplication after = application
                .change()
                .move(ApplicationMove.UPHOLD_OBJECTION)
                .held(0)
                .review(review)
                .lastStepBy(actor.id())
                .dueAt(WorkingDays.after(now, OBJECTION_DAYS))
                .at(now);
        Step step = new Step(
                Ids.next(),
                after.id(),
                ApplicationMove.UPHOLD_OBJECTION,
                after.status(),
                actor.id(),
                actor.regionCode(),
                wanted.reason(),
                now);
        return applications
                .update(connection, List.of(after))
                .chain(() -> history.addSteps(connection, List.of(step)))
                .chain(() -> notes.write(connection, "rejected", application, after, wanted.reason(), now))
                .chain(() -> waitlist.giveBack(
                        connection,
                        after.programmeId(),
                        List.of(Hold.of(application, -application.heldFen())),
                        List.of(),
                        now));
    }

    private Uni<Void> told(
            SqlConnection connection, String event, PublicNotice notice, boolean isPublic, String reason, Instant now) {
        JsonObject data = new JsonObject()
                .put("id", notice.id().toString())
                .put("programmeId", notice.programmeId().toString())
                .put("regionCode", notice.regionCode())
                .put("items", notice.items())
                .put("amountFen", notice.amountFen())
                .put("endsAt", notice.endsAt().toString());
        Fact fact = new Fact(
                        Ids.next(),
                        "cn.dengyun.voucher.notice." + event,
                        NOTICES + notice.id(),
                        null,
                        isPublic,
                        data.encode(),
                        now)
                .inRegion(notice.regionCode());
        return outbox.write(connection, fact)
                .chain(() -> trail.write(
                        connection,
                        new AuditNote(
                                "public-notice." + event, NOTICES + notice.id(), null, null, data.encode(), reason)));
    }

    private static PublicNotice requireFound(PublicNotice notice) {
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
