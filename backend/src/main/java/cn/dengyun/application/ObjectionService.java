package cn.dengyun.application;

import cn.dengyun.application.ApplicationForms.Verdict;
import cn.dengyun.application.NoticeForms.NewObjection;
import cn.dengyun.application.NoticeForms.NewObjectionDecision;
import cn.dengyun.application.domain.ApplicationMove;
import cn.dengyun.application.domain.ApplicationStatus;
import cn.dengyun.application.domain.Objection;
import cn.dengyun.application.domain.PublicNotice;
import cn.dengyun.application.domain.ReviewDecision;
import cn.dengyun.application.domain.ReviewOutcome;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.application.store.HistoryStore;
import cn.dengyun.application.store.NoticeStore;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.identity.organization.ContractParties;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Hears who objects to applications in public notices, and decides on it. */
@ApplicationScoped
public class ObjectionService {

    /** In which an objection should be decided. */
    private static final int OBJECTION_DAYS = 20;

    /** Undecided ones of the same organisation in the same notice: what one of them keeps back, others wait for. */
    private static final int MAX_OPEN = 5;

    private final Pool pool;
    private final NoticeStore notices;
    private final ApplicationStore applications;
    private final HistoryStore history;
    private final Impartiality impartiality;
    private final ContractParties parties;
    private final CertifiedStandings standings;
    private final Waitlist waitlist;
    private final ApplicationWriter writer;
    private final ApplicationNotes notes;
    private final NoticeNotes noticeNotes;
    private final Cursors cursors;
    private final WorkingCalendar calendar;
    private final Clock clock;

    ObjectionService(
            Pool pool,
            NoticeStore notices,
            ApplicationStore applications,
            HistoryStore history,
            Impartiality impartiality,
            ContractParties parties,
            CertifiedStandings standings,
            Waitlist waitlist,
            ApplicationWriter writer,
            ApplicationNotes notes,
            NoticeNotes noticeNotes,
            Cursors cursors,
            WorkingCalendar calendar,
            Clock clock) {
        this.pool = pool;
        this.notices = notices;
        this.applications = applications;
        this.history = history;
        this.impartiality = impartiality;
        this.parties = parties;
        this.standings = standings;
        this.waitlist = waitlist;
        this.writer = writer;
        this.notes = notes;
        this.noticeNotes = noticeNotes;
        this.cursors = cursors;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * Somebody objects to an application in a notice; it is not issued until that is decided.
     *
     * <p>Rejects with {@code notice-not-found} (404), {@code notice-over}, {@code objection-repeated},
     * {@code objections-too-many}, {@code objector-not-certified} (409; strangers are not heard),
     * {@code objection-not-in-notice} (422).
     */
    public Effect<Objection> object(Actor actor, UUID noticeId, NewObjection wanted) {
        Instant now = now();
        Objection objection = new Objection(
                Ids.next(),
                noticeId,
                wanted.applicationId(),
                wanted.statement(),
                now,
                actor.id(),
                actor.organizationId(),
                calendar.after(now, OBJECTION_DAYS),
                null,
                null,
                null,
                null);
        return Effect.of(connection -> notices.lock(connection, noticeId)
                .map(NoticeService::requireFound)
                .invoke(notice -> {
                    if (notice.isOverAt(now)) {
                        throw Rejection.conflict("notice-over", notice.endsAt().toString());
                    }
                })
                .call(() -> requireHeard(connection, actor))
                .call(() -> isPatient(connection, actor, noticeId).invoke(isPatient -> {
                    if (!isPatient) {
                        throw Rejection.conflict("objections-too-many", MAX_OPEN);
                    }
                }))
                .call(notice -> filed(connection, notice, objection, now))
                .replaceWith(objection));
    }

    /** Whether the actor would be heard now about somebody in a notice that still runs. */
    Uni<Boolean> mayObject(Actor actor, UUID noticeId) {
        if (actor.isAnonymous() || actor.isClient() || actor.isViewer()) {
            return Uni.createFrom().item(false);
        }
        UUID own = actor.organizationId();
        return isPatient(pool, actor, noticeId)
                .chain(isPatient -> !isPatient || !isHeardIfCertified(actor)
                        ? Uni.createFrom().item(isPatient)
                        : standings
                                .of(pool, own == null ? List.of() : List.of(own))
                                .map(found ->
                                        found.get(own) != null && found.get(own).isCertified()));
    }

    private Uni<Void> requireHeard(SqlConnection connection, Actor actor) {
        if (!isHeardIfCertified(actor)) {
            return Uni.createFrom().voidItem();
        }
        UUID own = actor.organizationId();
        return parties.held(connection, own == null ? List.of() : List.of(own))
                .invoke(held -> {
                    if (own == null || held.get(own) == null || !held.get(own).isCertified()) {
                        throw Rejection.conflict("objector-not-certified");
                    }
                })
                .replaceWithVoid();
    }

    /** Strangers call themselves enterprises and providers; everybody else was let in by somebody. */
    private static boolean isHeardIfCertified(Actor actor) {
        return actor.has(Roles.ENTERPRISE) || actor.has(Roles.PROVIDER);
    }

    private Uni<Boolean> isPatient(SqlClient client, Actor actor, UUID noticeId) {
        return notices.openObjections(client, noticeId, actor.organizationId(), actor.id())
                .map(open -> open < MAX_OPEN);
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
                .chain(() -> noticeNotes.write(connection, NoticeEvent.OBJECTED, notice, null, now));
    }

    /**
     * Newest first, of one application unless that is null; an authority sees those against applications of its region,
     * auditors all.
     */
    public Uni<Page<Objection>> objections(Actor actor, UUID noticeId, UUID applicationId, String cursor, int limit) {
        String query = "notice-objections?" + noticeId + "&application=" + applicationId;
        return notices.find(pool, noticeId)
                .map(NoticeService::requireFound)
                .chain(() -> notices.objections(
                        pool,
                        noticeId,
                        applicationId,
                        ApplicationAccess.sightOf(actor),
                        cursors.idBehind(query, cursor, Ids.NEWEST),
                        limit + 1))
                .map(found -> cursors.pageById(query, found, limit, Objection::id));
    }

    /**
     * Decides on an objection, and on others to the same application with it. Upheld, the application is refused and
     * what it held goes to those who wait.
     *
     * <p>Rejects with {@code invalid-request} (400), {@code objection-not-found} (404), {@code review-not-yours},
     * {@code review-own-side}, {@code appeal-same-reviewer} (403), {@code objection-decided-already},
     * {@code application-transition-not-allowed} (409), {@code objection-not-together} (422).
     */
    public Effect<Objection> decide(Actor actor, UUID id, NewObjectionDecision wanted) {
        Instant now = now();
        return Effect.of(connection -> notices.findObjection(connection, id)
                .invoke(found -> {
                    if (found == null) {
                        throw Rejection.notFound("objection-not-found");
                    }
                })
                .chain(found -> applications
                        .lock(connection, List.of(found.applicationId()))
                        .map(locked -> locked.get(found.applicationId())))
                .chain(application -> notices.lockObjection(connection, id)
                        .chain(objection -> decided(connection, actor, application, objection, wanted, now))));
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
        return impartiality
                .require(connection, application, actor)
                .chain(() -> decidedByAnother(connection, actor, application, objection, wanted, now));
    }

    private Uni<Objection> decidedByAnother(
            SqlConnection connection,
            Actor actor,
            VoucherApplication application,
            Objection objection,
            NewObjectionDecision wanted,
            Instant now) {
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
                .chain(() -> decidedAlike(connection, after, wanted))
                .chain(() -> wanted.outcome() == Verdict.UPHELD
                        ? refused(connection, actor, application, wanted, now)
                        : notes.unchanged(
                                connection, ApplicationEvent.OBJECTION_DISMISSED, application, wanted.reason(), now))
                .replaceWith(after);
    }

    /** An application that is refused is refused for all who object to it. */
    private Uni<Void> decidedAlike(SqlConnection connection, Objection decided, NewObjectionDecision wanted) {
        if (wanted.outcome() == Verdict.UPHELD) {
            return notices.decideAlike(connection, decided, null).replaceWithVoid();
        }
        Set<UUID> others = new HashSet<>(wanted.togetherWith());
        others.remove(decided.id());
        return notices.decideAlike(connection, decided, others)
                .invoke(count -> {
                    if (count != others.size()) {
                        throw Rejection.of(Rejection.Kind.UNPROCESSABLE, "objection-not-together");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> refused(
            SqlConnection connection,
            Actor actor,
            VoucherApplication application,
            NewObjectionDecision wanted,
            Instant now) {
        ReviewOutcome review = new ReviewOutcome(
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
                .dueAt(calendar.after(now, OBJECTION_DAYS))
                .at(now);
        ApplicationTransition refused = ApplicationTransition.by(
                actor,
                ApplicationMove.UPHOLD_OBJECTION,
                ApplicationEvent.REJECTED,
                application,
                after,
                wanted.reason(),
                now);
        return writer.carryOut(connection, refused, now)
                .chain(() -> waitlist.giveBack(connection, after.programmeId(), refused.holds(), List.of(), now));
    }

    /** As precise as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
