package cn.dengyun.trade.bill;

import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.DueWork;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.bill.domain.Bill;
import cn.dengyun.trade.bill.domain.BillStatus;
import cn.dengyun.trade.bill.store.BillRows;
import cn.dengyun.trade.bill.store.BillRows.Wanting;
import cn.dengyun.trade.bill.store.BillRows.WantingOwnWords;
import cn.dengyun.trade.bill.store.LoweringRows;
import cn.dengyun.trade.bill.store.LoweringRows.Due;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Carries out what the clock has decided of bills: they begin with their month, end with it, lock when the time for
 * late usage is over, and are final when the provider confirms nothing. Each step is right whoever takes it, and as
 * often as it is tried.
 */
@ApplicationScoped
class BillRounds implements DueWork {

    private static final Logger LOG = Logger.getLogger(BillRounds.class);
    private static final Duration INTERVAL = Duration.ofSeconds(20);
    private static final int PAGE = 100;
    private static final UUID FIRST = new UUID(0, 0);

    private final BillService bills;
    private final BillMaking making;
    private final BillRows rows;
    private final BillLowerings lowerings;
    private final LoweringRows owed;
    private final UnitsOfWork units;
    private final Rounds rounds;

    BillRounds(
            BillService bills,
            BillMaking making,
            BillRows rows,
            BillLowerings lowerings,
            LoweringRows owed,
            UnitsOfWork units,
            Vertx vertx) {
        this.bills = bills;
        this.making = making;
        this.rows = rows;
        this.lowerings = lowerings;
        this.owed = owed;
        this.units = units;
        this.rounds = new Rounds(
                vertx,
                () -> round().replaceWith(false),
                new FailureReport(LOG, "bills whose time is over are looked for again later"));
    }

    void start(@Observes StartupEvent event) {
        rounds.start(INTERVAL);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    @Override
    public Uni<Optional<Instant>> nextAfter(Instant now) {
        return Uni.combine()
                .all()
                .unis(rows.nextDue(now), owed.nextDue(now))
                .with((bill, lowering) ->
                        Stream.of(bill, lowering).flatMap(Optional::stream).min(Comparator.naturalOrder()));
    }

    /** Everything that is due now. */
    Uni<Void> round() {
        return begin().chain(this::endMonths)
                .chain(this::begin)
                .chain(this::lockAll)
                .chain(this::lowerOwed)
                .chain(this::close);
    }

    /** Bills that orders lack. */
    Uni<Void> begin() {
        return InTurn.pages(
                        FIRST,
                        PAGE,
                        after -> rows.withoutBill(Bill.monthOf(bills.now()), after, PAGE),
                        Wanting::orderId,
                        wanting -> units.carryOut(making.begin(wanting)).replaceWithVoid())
                .chain(this::beginOwnWords);
    }

    /** Behind those of what is measured, which have the months before. */
    private Uni<Void> beginOwnWords() {
        return InTurn.pages(
                FIRST,
                PAGE,
                after -> rows.withoutBillOfOwnWords(Bill.monthOf(bills.now()), after, PAGE),
                WantingOwnWords::orderId,
                wanting -> units.carryOut(making.begin(wanting)).replaceWithVoid());
    }

    private Uni<Void> endMonths() {
        return each(BillStatus.OPEN, due -> units.carryOut(making.endMonth(due)));
    }

    private Uni<Void> lockAll() {
        return each(
                BillStatus.GRACE,
                due -> lock(due)
                        .call(isLocked -> isLocked
                                ? units.carryOut(making.endBilled(due))
                                : Uni.createFrom().voidItem()));
    }

    /** One that cannot be said in fen does not keep others: it marks all events of its month when it is tried. */
    private Uni<Boolean> lock(Bill due) {
        return lock(due, true, null).onFailure().recoverWithUni(failed -> {
            LOG.errorf(failed, "Bill %s cannot lock and is tried again in a day", due.number());
            return units.carryOut(making.postpone(due)).replaceWith(false);
        });
    }

    /**
     * Neither an order that takes no delivery, a disputed one for example, keeps its bill from locking, nor that what
     * was captured for earlier ones cannot be taken back.
     */
    private Uni<Boolean> lock(Bill due, boolean withDelivery, String refusal) {
        return units.carryOut(making.lock(due, withDelivery, refusal))
                .onFailure(LoweringRefused.class)
                .recoverWithUni(refused -> lock(due, withDelivery, ((LoweringRefused) refused).refusal()))
                .onFailure(failed -> withDelivery && failed instanceof Rejection)
                .recoverWithUni(() -> lock(due, false, refusal));
    }

    /**
     * What could not be taken back of earlier bills is tried again, of each of them alone: whatever is in the way of
     * one keeps no other, and no bill behind it, from its turn.
     */
    private Uni<Void> lowerOwed() {
        Instant now = bills.now();
        return InTurn.pages(
                FIRST,
                PAGE,
                after -> owed.due(now, after, PAGE),
                Due::loweredId,
                due -> units.carryOut(lowerings.again(due, now))
                        .onFailure()
                        .recoverWithUni(refused -> {
                            LOG.warnf(
                                    "What bill %s was paid too much is still owed: %s",
                                    due.loweredId(), refused.getMessage());
                            String why = refused instanceof Rejection rejection ? rejection.code() : null;
                            return units.carryOut(lowerings.postpone(due, why, now));
                        })
                        .replaceWithVoid());
    }

    private Uni<Void> close() {
        return each(BillStatus.ACCEPTED, due -> units.carryOut(making.close(due)));
    }

    private Uni<Void> each(BillStatus status, Function<Bill, Uni<Boolean>> act) {
        Instant now = bills.now();
        return InTurn.pages(
                FIRST,
                PAGE,
                after -> rows.due(status, now, after, PAGE),
                Bill::id,
                due -> act.apply(due).replaceWithVoid());
    }
}
