package cn.dengyun.application;

import cn.dengyun.application.ApplicationForms.NewAppealDecision;
import cn.dengyun.application.ApplicationForms.Verdict;
import cn.dengyun.application.Holds.Hold;
import cn.dengyun.application.domain.Appeal;
import cn.dengyun.application.domain.ApplicationMove;
import cn.dengyun.application.domain.Stage;
import cn.dengyun.application.domain.Step;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.store.AppealStore;
import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.application.store.HistoryStore;
import cn.dengyun.platform.idempotency.Idempotency;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
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
import java.util.function.Function;

/** How applications leave the way to a voucher, and how they come back to it. */
@ApplicationScoped
public class ExitService {

    /** In which an appeal should be decided. */
    private static final int APPEAL_DAYS = 20;

    private final Pool pool;
    private final ApplicationStore applications;
    private final HistoryStore history;
    private final AppealStore appeals;
    private final Waitlist waitlist;
    private final Idempotency idempotency;
    private final ApplicationNotes notes;
    private final WorkingCalendar calendar;
    private final Clock clock;

    ExitService(
            Pool pool,
            ApplicationStore applications,
            HistoryStore history,
            AppealStore appeals,
            Waitlist waitlist,
            Idempotency idempotency,
            ApplicationNotes notes,
            WorkingCalendar calendar,
            Clock clock) {
        this.pool = pool;
        this.applications = applications;
        this.history = history;
        this.appeals = appeals;
        this.waitlist = waitlist;
        this.idempotency = idempotency;
        this.notes = notes;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * The applicant takes it back; what it held goes to those who wait.
     *
     * <p>Rejects with {@code application-not-found} (404), {@code application-transition-not-allowed} (409) and what
     * {@link Idempotency#once} rejects.
     */
    public Uni<Answer> withdraw(
            Actor actor, String key, UUID id, String reason, Function<VoucherApplication, Answer> render) {
        Instant now = now();
        return idempotency.once(
                actor,
                key,
                List.of("withdrawVoucherApplication", id, reason == null ? "" : reason),
                connection -> applications
                        .lock(connection, List.of(id))
                        .map(found -> ApplicationAccess.requireApplicant(found.get(id), actor))
                        .chain(found ->
                                left(connection, found, ApplicationMove.WITHDRAW, "withdrawn", actor.id(), reason, now))
                        .map(render));
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
                            ? left(connection, application, ApplicationMove.LAPSE, "lapsed", null, null, now)
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
            String event,
            UUID actor,
            String reason,
            Instant now) {
        VoucherApplication after =
                application.change().move(move).held(0).dueAt(null).at(now);
        List<Hold> released =
                application.heldFen() == 0 ? List.of() : List.of(Hold.of(application, -application.heldFen()));
        Step step = new Step(Ids.next(), after.id(), move, after.status(), actor, null, reason, now);
        return applications
                .update(connection, List.of(after))
                .chain(() -> history.addSteps(connection, List.of(step)))
                .chain(() -> notes.write(connection, event, application, after, reason, now))
                .chain(() -> waitlist.giveBack(connection, after.programmeId(), released, List.of(), now))
                .replaceWith(after);
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
     * <p>Rejects with {@code application-not-found} (404), {@code application-not-appealable} (409) and what
     * {@link Idempotency#once} rejects.
     */
    public Uni<Answer> appeal(Actor actor, String key, UUID id, String reason, Function<Appeal, Answer> render) {
        Instant now = now();
        return idempotency.once(
                actor,
                key,
                List.of("createVoucherAppeal", id, reason),
                connection -> applications
                        .lock(connection, List.of(id))
                        .map(found -> ApplicationAccess.requireApplicant(found.get(id), actor))
                        .chain(found -> {
                            if (!found.isAppealable() || found.isOverdueAt(now)) {
                                throw Rejection.conflict("application-not-appealable", found.status());
                            }
                            Appeal appeal = new Appeal(
                                    Ids.next(),
                                    id,
                                    reason,
                                    now,
                                    actor.id(),
                                    calendar.after(now, APPEAL_DAYS),
                                    null,
                                    null,
                                    null,
                                    null);
                            VoucherApplication after = found.change().appealed().at(now);
                            return applications
                                    .update(connection, List.of(after))
                                    .chain(() -> appeals.insert(connection, appeal))
                                    .chain(() -> notes.write(connection, "appealed", found, after, null, now))
                                    .replaceWith(appeal);
                        })
                        .map(render));
    }

    /**
     * Another reviewer decides on an appeal. Upheld, the application waits with its old place and is served at once if
     * there is quota.
     *
     * <p>Rejects with {@code application-not-found}, {@code appeal-not-found} (404), {@code review-not-yours},
     * {@code review-own-side}, {@code appeal-same-reviewer} (403), {@code appeal-decided-already} (409) and what
     * {@link Idempotency#once} rejects.
     */
    public Uni<Answer> decideAppeal(
            Actor actor, String key, UUID id, NewAppealDecision wanted, Function<VoucherApplication, Answer> render) {
        Instant now = now();
        return idempotency.once(
                actor,
                key,
                List.of("decideVoucherAppeal", id, wanted),
                connection -> applications
                        .lock(connection, List.of(id))
                        .map(found -> ApplicationAccess.requireSeen(found.get(id), actor))
                        .call(found -> history.hasActed(connection, id, actor.id())
                                .invoke(hasActed -> requireOtherReviewer(found, actor, hasActed)))
                        .chain(found -> appeals.of(connection, id)
                                .chain(appeal -> decided(connection, actor, found, appeal, wanted, now)))
                        .map(render));
    }

    private static void requireOtherReviewer(VoucherApplication application, Actor actor, boolean hasActed) {
        ApplicationAccess.requireOtherSide(application, actor);
        Stage refusedAt =
                application.review() == null ? null : application.review().stage();
        boolean isHighEnough = ApplicationAccess.isInRegion(actor, application.regionCode())
                && (refusedAt == null
                        || new RegionCode(actor.regionCode())
                                .contains(refusedAt.authority(new RegionCode(application.regionCode()))));
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
            return recorded.chain(() -> applications.update(connection, List.of(stays)))
                    .chain(() -> notes.write(connection, "appeal-dismissed", application, stays, wanted.reason(), now))
                    .replaceWith(stays);
        }
        VoucherApplication back = application
                .change()
                .move(ApplicationMove.REINSTATE)
                .lastStepBy(actor.id())
                .dueAt(null)
                .at(now);
        Step step = new Step(
                Ids.next(),
                back.id(),
                ApplicationMove.REINSTATE,
                back.status(),
                actor.id(),
                actor.regionCode(),
                wanted.reason(),
                now);
        return recorded.chain(() -> applications.update(connection, List.of(back)))
                .chain(() -> history.addSteps(connection, List.of(step)))
                .chain(() -> notes.write(connection, "reinstated", application, back, wanted.reason(), now))
                .chain(() ->
                        waitlist.giveBack(connection, back.programmeId(), List.of(), List.of(back.budgetId()), now))
                .chain(() -> applications.find(connection, back.id()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
