package cn.dengyun.application;

import cn.dengyun.application.ApplicationForms.NewAppealDecision;
import cn.dengyun.application.ApplicationForms.Verdict;
import cn.dengyun.application.domain.Appeal;
import cn.dengyun.application.domain.ApplicationMove;
import cn.dengyun.application.domain.ReviewStage;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.store.AppealStore;
import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.application.store.HistoryStore;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** How applications leave the way to a voucher, and how they come back to it. */
@ApplicationScoped
public class ExitService {

    /** In which an appeal should be decided. */
    private static final int APPEAL_DAYS = 20;

    private final Pool pool;
    private final ApplicationStore applications;
    private final HistoryStore history;
    private final Impartiality impartiality;
    private final AppealStore appeals;
    private final Waitlist waitlist;
    private final ApplicationWriter writer;
    private final WorkingCalendar calendar;
    private final Clock clock;

    ExitService(
            Pool pool,
            ApplicationStore applications,
            HistoryStore history,
            Impartiality impartiality,
            AppealStore appeals,
            Waitlist waitlist,
            ApplicationWriter writer,
            WorkingCalendar calendar,
            Clock clock) {
        this.pool = pool;
        this.applications = applications;
        this.history = history;
        this.impartiality = impartiality;
        this.appeals = appeals;
        this.waitlist = waitlist;
        this.writer = writer;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * The applicant takes it back; what it held goes to those who wait.
     *
     * <p>Rejects with {@code application-not-found} (404), {@code application-transition-not-allowed} (409).
     */
    public Effect<VoucherApplication> withdraw(Actor actor, UUID id, String reason) {
        Instant now = now();
        return Effect.of(connection -> applications
                .lock(connection, List.of(id))
                .map(found -> ApplicationAccess.requireApplicant(found.get(id), actor))
                .chain(found -> left(
                        connection,
                        found,
                        ApplicationMove.WITHDRAW,
                        ApplicationEvent.WITHDRAWN,
                        actor.id(),
                        reason,
                        now)));
    }

    /** What was not corrected in time; by the clock. */
    Uni<Void> lapse(UUID id) {
        Instant now = now();
        return pool.withTransaction(connection -> applications
                .lock(connection, List.of(id))
                .chain(found -> {
                    VoucherApplication application = found.get(id);
                    boolean isLate = application != null
                            && ApplicationMove.LAPSE.isAllowedFrom(application.status())
                            && application.isOverdueAt(now);
                    return isLate
                            ? left(
                                            connection,
                                            application,
                                            ApplicationMove.LAPSE,
                                            ApplicationEvent.LAPSED,
                                            null,
                                            null,
                                            now)
                                    .replaceWithVoid()
                            : Uni.createFrom().voidItem();
                }));
    }

    /** Serves the wait-list of a budget; by the clock, for what others gave back. */
    Uni<Void> serve(UUID programmeId, UUID budgetId) {
        return pool.withTransaction(
                connection -> waitlist.giveBack(connection, programmeId, List.of(), List.of(budgetId), now()));
    }

    private Uni<VoucherApplication> left(
            SqlConnection connection,
            VoucherApplication application,
            ApplicationMove move,
            ApplicationEvent event,
            UUID actor,
            String reason,
            Instant now) {
        VoucherApplication after =
                application.change().move(move).held(0).dueAt(null).at(now);
        ApplicationTransition left = ApplicationTransition.by(actor, move, event, application, after, reason, now);
        return writer.carryOut(connection, left, now)
                .call(() -> waitlist.giveBack(connection, after.programmeId(), left.holds(), List.of(), now));
    }

    /** The appeal in an application, if there is one. Rejects with {@code application-not-found} (404). */
    public Uni<List<Appeal>> appeals(Actor actor, UUID id) {
        return applications
                .find(pool, id)
                .invoke(found -> ApplicationAccess.requireSeen(found, actor))
                .chain(() -> appeals.of(pool, id))
                .map(found -> found == null ? List.of() : List.of(found));
    }

    /**
     * The applicant appeals against a refusal, once.
     *
     * <p>Rejects with {@code application-not-found} (404), {@code application-not-appealable} (409).
     */
    public Effect<Appeal> appeal(Actor actor, UUID id, String reason) {
        Instant now = now();
        return Effect.of(connection -> applications
                .lock(connection, List.of(id))
                .map(found -> ApplicationAccess.requireApplicant(found.get(id), actor))
                .chain(found -> appealed(connection, actor, found, reason, now)));
    }

    private Uni<Appeal> appealed(
            SqlConnection connection, Actor actor, VoucherApplication application, String reason, Instant now) {
        if (!application.isAppealable() || application.isOverdueAt(now)) {
            throw Rejection.conflict("application-not-appealable", application.status());
        }
        Appeal appeal = new Appeal(
                Ids.next(),
                application.id(),
                reason,
                now,
                actor.id(),
                calendar.after(now, APPEAL_DAYS),
                null,
                null,
                null,
                null);
        VoucherApplication after = application.change().appealed().at(now);
        return writer.carryOut(
                        connection, ApplicationTransition.at(ApplicationEvent.APPEALED, application, after, null), now)
                .chain(() -> appeals.insert(connection, appeal))
                .replaceWith(appeal);
    }

    /**
     * Another reviewer decides on an appeal. Upheld, the application waits with its old place and is served at once if
     * there is quota.
     *
     * <p>Rejects with {@code application-not-found}, {@code appeal-not-found} (404), {@code review-not-yours},
     * {@code review-own-side}, {@code appeal-same-reviewer} (403), {@code appeal-decided-already} (409).
     */
    public Effect<VoucherApplication> decideAppeal(Actor actor, UUID id, NewAppealDecision wanted) {
        Instant now = now();
        return Effect.of(connection -> applications
                .lock(connection, List.of(id))
                .map(found -> ApplicationAccess.requireSeen(found.get(id), actor))
                .call(found -> impartiality.require(connection, found, actor))
                .call(found -> history.hasActed(connection, id, actor.id())
                        .invoke(hasActed -> requireOtherReviewer(found, actor, hasActed)))
                .chain(found -> appeals.of(connection, id)
                        .chain(appeal -> decided(connection, actor, found, appeal, wanted, now))));
    }

    private static void requireOtherReviewer(VoucherApplication application, Actor actor, boolean hasActed) {
        ReviewStage refusedAt =
                application.review() == null ? null : application.review().stage();
        boolean isHighEnough = ApplicationAccess.isInRegion(actor, application.regionCode())
                && (refusedAt == null
                        || Oversight.of(actor).covers(refusedAt.authority(new RegionCode(application.regionCode()))));
        if (!isHighEnough) {
            throw Rejection.forbidden("review-not-yours");
        }
        if (hasActed) {
            throw Rejection.forbidden("appeal-same-reviewer");
        }
    }

    private Uni<VoucherApplication> decided(
            SqlConnection connection,
            Actor actor,
            VoucherApplication application,
            Appeal appeal,
            NewAppealDecision wanted,
            Instant now) {
        if (appeal == null) {
            throw Rejection.notFound("appeal-not-found");
        }
        if (appeal.outcome() != null) {
            throw Rejection.conflict("appeal-decided-already", appeal.outcome());
        }
        Appeal after = appeal.decided(wanted.outcome().name(), wanted.reason(), now, actor.id());
        Uni<Void> recorded = appeals.decide(connection, after);
        if (wanted.outcome() == Verdict.DISMISSED) {
            VoucherApplication stays = application.change().dueAt(null).at(now);
            return recorded.chain(() -> writer.carryOut(
                    connection,
                    ApplicationTransition.at(ApplicationEvent.APPEAL_DISMISSED, application, stays, wanted.reason()),
                    now));
        }
        VoucherApplication back = application
                .change()
                .move(ApplicationMove.REINSTATE)
                .lastStepBy(actor.id())
                .dueAt(null)
                .at(now);
        ApplicationTransition reinstated = ApplicationTransition.by(
                actor, ApplicationMove.REINSTATE, ApplicationEvent.REINSTATED, application, back, wanted.reason(), now);
        return recorded.chain(() -> writer.carryOut(connection, reinstated, now))
                .chain(() ->
                        waitlist.giveBack(connection, back.programmeId(), List.of(), List.of(back.budgetId()), now))
                .chain(() -> applications.find(connection, back.id()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
