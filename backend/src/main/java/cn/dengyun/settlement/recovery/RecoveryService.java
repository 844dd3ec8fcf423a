package cn.dengyun.settlement.recovery;

import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.Transfer;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.settlement.recovery.domain.Instalment;
import cn.dengyun.settlement.recovery.domain.Recovery;
import cn.dengyun.settlement.recovery.domain.RecoveryMove;
import cn.dengyun.settlement.recovery.domain.RecoveryPostings;
import cn.dengyun.settlement.recovery.domain.RecoveryStatus;
import cn.dengyun.settlement.recovery.domain.RecoveryStep;
import cn.dengyun.settlement.recovery.store.RecoveryRows;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Money that was paid and is asked back: the office that has paid it records what comes in, agrees that it is paid in
 * instalments, and gives up, by two people, what cannot be had. What is not there for the actor is refused with
 * {@code recovery-not-found} (404), and whoever is not the one whose move it is with {@code not-yours} (403).
 */
@ApplicationScoped
public class RecoveryService {

    private static final ZoneId ZONE = ClockProducer.BUSINESS_ZONE;

    /** How often the office, and how often whoever owes it, may propose instalments of a recovery. */
    private static final int MAX_PLANS = 20;

    private final AggregateStore<Recovery> recoveries;
    private final RecoveryRows rows;
    private final LedgerService ledger;
    private final WorkingCalendar calendar;
    private final Cursors cursors;
    private final Clock clock;

    RecoveryService(
            Aggregates aggregates,
            RecoveryRows rows,
            LedgerService ledger,
            WorkingCalendar calendar,
            Cursors cursors,
            Clock clock) {
        this.recoveries = aggregates.of(Recovery.class, Recovery.KNOWN);
        this.rows = rows;
        this.ledger = ledger;
        this.calendar = calendar;
        this.cursors = cursors;
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now(), ZONE);
    }

    public Uni<Recovery> find(Actor actor, UUID id) {
        return recoveries.find(actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid} (400). */
    public Uni<Page<Recovery>> list(Actor actor, Filter filter, String cursor, int limit) {
        return recoveries.page(actor, filter, cursor, limit);
    }

    /**
     * What was done with one, as far as the actor is told of it, newest first. Rejects with {@code cursor-invalid}
     * (400).
     */
    public Uni<Page<RecoveryStep>> steps(Actor actor, UUID id, String cursor, int limit) {
        String query = "recovery-steps?" + id;
        return recoveries
                .find(actor, id)
                .chain(recovery -> rows.steps(
                        id, cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1, recovery.isOpenTo(actor)))
                .map(found -> cursors.pageById(query, found, limit, RecoveryStep::id));
    }

    /** A recovery with all that was done with it, oldest first. */
    public record Whole(Recovery recovery, List<RecoveryStep> steps) {}

    /** Those of what a voucher has paid, oldest first, as far as the actor may know of them. */
    public Uni<List<Whole>> ofVoucher(SqlConnection connection, Actor actor, UUID voucherId) {
        return rows.ofVoucher(connection, voucherId)
                .map(all -> all.stream().filter(each -> each.isKnownTo(actor)).toList())
                .chain(known -> rows.stepsOf(
                                connection, known.stream().map(Recovery::id).toList())
                        .map(steps -> known.stream()
                                .map(each -> new Whole(
                                        each,
                                        steps.stream()
                                                .filter(step ->
                                                        step.recoveryId().equals(each.id())
                                                                && (each.isOpenTo(actor) || !step.isOfOffice()))
                                                .toList()))
                                .toList()));
    }

    /**
     * Records what has come in. The same slip again records nothing, as long as it says the same; a slip pays several
     * recoveries, up to what it comes to.
     *
     * <p>Rejects with {@code invalid-request} (400) what is yet to come, and with {@code transition-not-allowed},
     * {@code recovery-receipt-exceeds} and {@code recovery-receipt-differs} (409).
     */
    public Effect<Recovery> receive(Actor actor, UUID id, RecoveryForms.Receipt receipt) {
        return Effect.of(connection -> locked(connection, actor, id, RecoveryMove.RECEIVE)
                .chain(found -> rows.receipt(connection, found.id(), receipt.serial())
                        .chain(known -> known.isPresent()
                                ? Uni.createFrom().item(repeated(found, known.get(), receipt))
                                : received(connection, actor, found, receipt))));
    }

    private static Recovery repeated(Recovery found, RecoveryStep known, RecoveryForms.Receipt receipt) {
        boolean isSame = receipt.amountFen().equals(known.amountFen())
                && receipt.receivedOn().equals(known.receivedOn());
        if (!isSame) {
            throw Rejection.conflict("recovery-receipt-differs", receipt.serial());
        }
        return found;
    }

    private Uni<Recovery> received(
            SqlConnection connection, Actor actor, Recovery found, RecoveryForms.Receipt receipt) {
        if (receipt.receivedOn().isAfter(today())) {
            throw Rejection.invalid(List.of(Defect.at("/receivedOn", "in-the-future")));
        }
        long fen = receipt.amountFen();
        Recovery after = found.received(fen, ZONE, now());
        boolean isAll = after.status() == RecoveryStatus.RECOVERED;
        UUID stepId = Ids.next();
        Transfer moved = RecoveryPostings.received(after, stepId, fen);
        RecoveryStep step = new RecoveryStep(
                stepId,
                after.id(),
                after.organizationId(),
                RecoveryMove.RECEIVE.name(),
                after.status(),
                actor.id(),
                after.updatedAt(),
                fen,
                receipt.serial(),
                receipt.receivedOn(),
                moved.id(),
                null,
                true,
                null);
        return takeOfSlip(connection, found, receipt)
                .chain(() -> carryOut(
                        connection, found, after, isAll ? RecoveryEvent.RECOVERED : RecoveryEvent.RECEIVED, step, null))
                .call(() -> post(connection, moved));
    }

    /** Rejects with {@code recovery-receipt-differs} (409) what does not fit what is on record of the slip. */
    private Uni<Void> takeOfSlip(SqlConnection connection, Recovery found, RecoveryForms.Receipt receipt) {
        if (receipt.wholeFen() < receipt.amountFen()) {
            throw Rejection.conflict("recovery-receipt-differs", receipt.serial());
        }
        return rows.takeOfSlip(
                        connection,
                        found.organizationId(),
                        receipt.serial(),
                        receipt.wholeFen(),
                        receipt.receivedOn(),
                        receipt.amountFen())
                .invoke(isTaken -> {
                    if (!isTaken) {
                        throw Rejection.conflict("recovery-receipt-differs", receipt.serial());
                    }
                })
                .replaceWithVoid();
    }

    /**
     * Undoes a receipt that was recorded wrongly, by another person than has recorded it: so much is open again, and
     * the slip can be recorded anew. The ledger keeps both.
     *
     * <p>Rejects with {@code four-eyes-required} (403), {@code recovery-receipt-unknown},
     * {@code recovery-receipt-reversed} and {@code transition-not-allowed} (409).
     */
    public Effect<Recovery> reverse(Actor actor, UUID id, RecoveryForms.Reversal wanted) {
        return Effect.of(connection -> locked(connection, actor, id, RecoveryMove.REVERSE_RECEIPT)
                .chain(found -> rows.step(connection, id, wanted.receiptId())
                        .map(step -> step.filter(each -> each.transferId() != null)
                                .orElseThrow(() -> Rejection.conflict("recovery-receipt-unknown")))
                        .invoke(receipt -> FourEyes.require(receipt.byId(), actor.id()))
                        .chain(receipt -> reversed(connection, actor, found, receipt, wanted.reason())))
                .onFailure(Rows.broken("recovery_step_reversed_once"))
                .transform(before -> Rejection.conflict("recovery-receipt-reversed")));
    }

    private Uni<Recovery> reversed(
            SqlConnection connection, Actor actor, Recovery found, RecoveryStep receipt, String reason) {
        long fen = receipt.amountFen();
        Instant now = now();
        Recovery after = found.receiptReversed(fen, calendar.after(now, Recovery.DAYS_TO_PAY), ZONE, now);
        RecoveryStep step = new RecoveryStep(
                Ids.next(),
                after.id(),
                after.organizationId(),
                RecoveryMove.REVERSE_RECEIPT.name(),
                after.status(),
                actor.id(),
                after.updatedAt(),
                fen,
                null,
                null,
                null,
                receipt.id(),
                true,
                reason);
        return carryOut(connection, found, after, RecoveryEvent.RECEIPT_REVERSED, step, reason)
                .call(() -> rows.giveToSlip(connection, found.organizationId(), receipt.serial(), fen))
                .call(() -> ledger.find(connection, receipt.transferId())
                        .chain(moved -> post(connection, moved.reversal(step.id(), after.updatedAt()))));
    }

    /**
     * Somebody of the office wants to give up what is open. Rejects with {@code transition-not-allowed} and
     * {@code recovery-write-off-proposed} (409).
     */
    public Effect<Recovery> proposeWriteOff(Actor actor, UUID id, String reason) {
        return moved(
                actor,
                id,
                Precondition.NONE,
                RecoveryMove.PROPOSE_WRITE_OFF,
                RecoveryEvent.WRITE_OFF_PROPOSED,
                found -> found.writeOffProposed(actor.id(), reason, now()),
                reason);
    }

    /**
     * Another person of it agrees: what was received stays received. Rejects with {@code four-eyes-required} (403),
     * {@code transition-not-allowed} and {@code recovery-write-off-missing} (409).
     */
    public Effect<Recovery> approveWriteOff(Actor actor, UUID id, Precondition precondition, String reason) {
        return Effect.of(connection -> locked(connection, actor, id, RecoveryMove.APPROVE_WRITE_OFF)
                .invoke(found -> check(precondition, found, actor))
                .chain(found -> {
                    Recovery after = found.writeOffApproved(actor.id(), now());
                    RecoveryStep step =
                            step(after, RecoveryMove.APPROVE_WRITE_OFF.name(), actor, after.writtenOffFen(), reason);
                    return carryOut(connection, found, after, RecoveryEvent.WRITTEN_OFF, step, reason)
                            .call(() -> post(connection, RecoveryPostings.writtenOff(after, step.id())));
                }));
    }

    /** It goes on. Rejects with {@code transition-not-allowed} and {@code recovery-write-off-missing} (409). */
    public Effect<Recovery> rejectWriteOff(Actor actor, UUID id, String reason) {
        return moved(
                actor,
                id,
                Precondition.NONE,
                RecoveryMove.REJECT_WRITE_OFF,
                RecoveryEvent.WRITE_OFF_REJECTED,
                found -> found.writeOffRejected(now()),
                reason);
    }

    /**
     * Whoever owes it, or the office, says how it is to be paid back. Rejects as {@link Recovery#planProposed}, and
     * with {@code recovery-plans-too-many} (409).
     */
    public Effect<Recovery> proposePlan(Actor actor, UUID id, RecoveryForms.Plan wanted) {
        List<Instalment> plan = wanted.instalments().stream()
                .map(each -> new Instalment(each.dueOn(), each.amountFen()))
                .toList();
        return Effect.of(connection -> locked(connection, actor, id, RecoveryMove.PROPOSE_PLAN)
                .call(found -> requireFewPlans(connection, found, actor))
                .chain(found -> carryOut(
                        connection,
                        found,
                        found.planProposed(plan, actor.id(), today(), now()),
                        RecoveryEvent.PLAN_PROPOSED,
                        RecoveryMove.PROPOSE_PLAN,
                        actor,
                        wanted.reason())));
    }

    /** Each side of its own, so that neither uses up what the other has. */
    private Uni<Void> requireFewPlans(SqlConnection connection, Recovery found, Actor actor) {
        return rows.plans(connection, found.id(), found.isOfOffice(actor))
                .invoke(proposed -> {
                    if (proposed >= MAX_PLANS) {
                        throw Rejection.conflict("recovery-plans-too-many", MAX_PLANS);
                    }
                })
                .replaceWithVoid();
    }

    /**
     * Finance agrees, by another person than has proposed it. Rejects with {@code four-eyes-required} (403),
     * {@code transition-not-allowed}, {@code recovery-plan-missing} and {@code recovery-plan-outdated} (409).
     */
    public Effect<Recovery> agreePlan(Actor actor, UUID id, Precondition precondition, String reason) {
        return moved(
                actor,
                id,
                precondition,
                RecoveryMove.AGREE_PLAN,
                RecoveryEvent.PLAN_AGREED,
                found -> found.planAgreed(actor.id(), today(), ZONE, now()),
                reason);
    }

    /**
     * It is not paid like that. Rejects with {@code transition-not-allowed} and {@code recovery-plan-missing} (409).
     */
    public Effect<Recovery> declinePlan(Actor actor, UUID id, String reason) {
        return moved(
                actor,
                id,
                Precondition.NONE,
                RecoveryMove.DECLINE_PLAN,
                RecoveryEvent.PLAN_DECLINED,
                found -> found.planDeclined(now()),
                reason);
    }

    /** Tells that it is late; does nothing when it was told or paid meanwhile. */
    Effect<Recovery> tellLate(UUID id) {
        return Effect.of(connection -> rows.lock(connection, id)
                .chain(found -> found.isOverdueAt(now()) && found.overdueAt() == null
                        ? carryOut(
                                connection,
                                found,
                                found.overdue(now()),
                                RecoveryEvent.OVERDUE,
                                RecoveryMove.REMIND,
                                null,
                                null)
                        : Uni.createFrom().item(found)));
    }

    private Effect<Recovery> moved(
            Actor actor,
            UUID id,
            Precondition precondition,
            RecoveryMove move,
            RecoveryEvent event,
            UnaryOperator<Recovery> change,
            String reason) {
        return Effect.of(connection -> locked(connection, actor, id, move)
                .invoke(found -> check(precondition, found, actor))
                .chain(found -> carryOut(connection, found, change.apply(found), event, move, actor, reason)));
    }

    private static void check(Precondition precondition, Recovery found, Actor actor) {
        precondition.check(EntityTags.of(found.version(), found.actions(actor)));
    }

    private Uni<Recovery> locked(SqlConnection connection, Actor actor, UUID id, RecoveryMove move) {
        return recoveries.lock(connection, actor, id).invoke(found -> found.requireHand(actor, move));
    }

    private Uni<Recovery> carryOut(
            SqlConnection connection,
            Recovery before,
            Recovery after,
            RecoveryEvent event,
            RecoveryMove move,
            Actor actor,
            String reason) {
        return carryOut(connection, before, after, event, step(after, move.name(), actor, null, reason), reason);
    }

    private Uni<Recovery> carryOut(
            SqlConnection connection,
            Recovery before,
            Recovery after,
            RecoveryEvent event,
            RecoveryStep step,
            String reason) {
        return rows.add(connection, step)
                .chain(() -> recoveries.carryOut(
                        connection, before, new Change<>(after, event.told(after, reason), reason)));
    }

    private Uni<Void> post(SqlConnection connection, Transfer moved) {
        return ledger.post(connection, List.of(moved));
    }

    private static RecoveryStep step(Recovery after, String move, Actor actor, Long fen, String reason) {
        return new RecoveryStep(
                Ids.next(),
                after.id(),
                after.organizationId(),
                move,
                after.status(),
                Optional.ofNullable(actor).map(Actor::id).orElse(null),
                after.updatedAt(),
                fen,
                null,
                null,
                null,
                null,
                actor == null || after.isOfOffice(actor),
                reason);
    }
}
