package cn.dengyun.voucher;

import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.Transfer;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.programme.Budgets;
import cn.dengyun.programme.ProgrammeLimits;
import cn.dengyun.programme.ProgrammeLimits.GivenBack;
import cn.dengyun.programme.domain.BudgetMove;
import cn.dengyun.voucher.domain.Redemption;
import cn.dengyun.voucher.domain.Reservation;
import cn.dengyun.voucher.domain.ReservationSplit;
import cn.dengyun.voucher.domain.Voucher;
import cn.dengyun.voucher.store.RedemptionStore;
import cn.dengyun.voucher.store.ReservationStore;
import cn.dengyun.voucher.store.VoucherStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Carries steps of vouchers out, and nobody else does: caps and budgets first, then in one go the vouchers with their
 * holds, captures and refunds, the ledger, what is told and the audit trail. The vouchers have been locked by the unit
 * of work; a row that is not as the step found it is a mistake of the code and ends it.
 */
@ApplicationScoped
class VoucherWriter {

    private final VoucherStore vouchers;
    private final ReservationStore reservations;
    private final RedemptionStore redemptions;
    private final ProgrammeLimits limits;
    private final Budgets budgets;
    private final LedgerService ledger;
    private final VoucherNotes notes;
    private final Instance<CaptureEffect> effects;

    VoucherWriter(
            VoucherStore vouchers,
            ReservationStore reservations,
            RedemptionStore redemptions,
            ProgrammeLimits limits,
            Budgets budgets,
            LedgerService ledger,
            VoucherNotes notes,
            Instance<CaptureEffect> effects) {
        this.vouchers = vouchers;
        this.reservations = reservations;
        this.redemptions = redemptions;
        this.limits = limits;
        this.budgets = budgets;
        this.ledger = ledger;
        this.notes = notes;
        this.effects = effects;
    }

    /** Carries one step out; the voucher afterwards. */
    Uni<Voucher> carryOut(SqlConnection connection, VoucherStep step) {
        return carryOut(connection, List.of(step)).map(after -> after.get(0));
    }

    /** Carries steps of different vouchers out; the vouchers afterwards, in the same order. */
    Uni<List<Voucher>> carryOut(SqlConnection connection, List<VoucherStep> steps) {
        if (steps.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return giveBack(connection, steps).call(after -> write(connection, steps, after));
    }

    /**
     * Puts the parts of holds in their places: the whole has ended, and its parts are held. No money moves and no
     * voucher changes, so it may be frozen or over; its row is locked all the same.
     *
     * @param partner the organisation of the provider
     */
    Uni<Void> split(SqlConnection connection, List<ReservationSplit> splits, UUID partner, Instant now) {
        if (splits.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Reservation> parts = splits.stream()
                .flatMap(split -> Stream.of(split.given(), split.rest()))
                .toList();
        List<DomainEvent> told = splits.stream()
                .flatMap(split -> Stream.of(
                        notes.domainEvent(ReservationEvent.SPLIT, split.parent(), partner, now),
                        notes.domainEvent(ReservationEvent.HELD, split.given(), partner, now),
                        notes.domainEvent(ReservationEvent.HELD, split.rest(), partner, now)))
                .toList();
        return Uni.join()
                .all(
                        reservations.insert(connection, parts),
                        reservations.end(
                                connection,
                                splits.stream().map(ReservationSplit::parent).toList()),
                        notes.tell(connection, told))
                .andFailFast()
                .replaceWithVoid();
    }

    /** The vouchers with the time of their move, which is the budget's where that took part. */
    private Uni<List<Voucher>> giveBack(SqlConnection connection, List<VoucherStep> steps) {
        List<Voucher> moved = steps.stream().map(VoucherStep::moved).toList();
        List<BudgetMove> moves = steps.stream()
                .filter(step -> step.toBudgetFen() > 0)
                .map(step -> BudgetMove.giveBack(step.moved().budgetId(), step.toBudgetFen()))
                .toList();
        if (moves.isEmpty()) {
            return Uni.createFrom().item(moved);
        }
        Instant latest =
                moved.stream().map(Voucher::movedAt).max(Instant::compareTo).orElseThrow();
        return limits.giveBack(connection, counted(steps))
                .chain(() -> budgets.move(connection, moves, latest))
                .map(after -> moved.stream()
                        .map(voucher -> after.containsKey(voucher.budgetId())
                                ? voucher.movedAt(after.get(voucher.budgetId()).movedAt())
                                : voucher)
                        .toList());
    }

    /**
     * Whatever goes back to the budget, by whatever step, counts no more against the caps of enterprise and provider
     * (domain.md §3). What nobody applied for never did.
     */
    private static List<GivenBack> counted(List<VoucherStep> steps) {
        return steps.stream()
                .filter(step -> step.toBudgetFen() > 0 && step.moved().applicationId() != null)
                .map(step -> new GivenBack(
                        step.moved().programmeId(),
                        step.moved().organizationId(),
                        step.moved().providerId(),
                        step.toBudgetFen()))
                .toList();
    }

    private Uni<?> write(SqlConnection connection, List<VoucherStep> steps, List<Voucher> after) {
        List<Transfer> transfers = new ArrayList<>();
        List<DomainEvent> events = new ArrayList<>();
        List<Reservation> held = new ArrayList<>();
        List<Reservation> ended = new ArrayList<>();
        List<Redemption> captured = new ArrayList<>();
        List<Uni<?>> written = new ArrayList<>();
        written.add(vouchers.saveAll(connection, after));
        for (int i = 0; i < steps.size(); i++) {
            VoucherStep step = steps.get(i);
            Voucher voucher = after.get(i);
            step.postings().forEach(posting -> transfers.add(posting.apply(voucher)));
            events.add(notes.domainEvent(step.event(), voucher, step.told(), step.at()));
            events.addAll(step.alsoTold());
            held.addAll(step.held());
            ended.addAll(step.ended());
            for (VoucherStep.Captured each : step.captured()) {
                captured.add(each.redemption());
                CaptureEffect.Captured what =
                        new CaptureEffect.Captured(voucher, each.redemption(), each.hold(), each.partner());
                effects.forEach(effect -> written.add(effect.captured(connection, what)));
            }
            step.refunded()
                    .forEach(refunded ->
                            written.add(redemptions.refund(connection, refunded.redemption(), refunded.refund())));
            written.add(notes.write(
                    connection, notes.note(step.event(), step.before(), voucher, step.reason(), step.at())));
        }
        written.add(reservations.insert(connection, held));
        written.add(reservations.end(connection, ended));
        written.add(redemptions.insert(connection, captured));
        written.add(ledger.post(connection, transfers));
        written.add(notes.tell(connection, events));
        return Uni.join().all(written.toArray(Uni[]::new)).andFailFast();
    }
}
