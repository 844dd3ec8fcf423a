package cn.dengyun.trade.bill;

import cn.dengyun.platform.frame.Effect;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Ids;
import cn.dengyun.trade.bill.BillLowerings.Locking;
import cn.dengyun.trade.bill.domain.Bill;
import cn.dengyun.trade.bill.domain.BillLine;
import cn.dengyun.trade.bill.domain.BillMove;
import cn.dengyun.trade.bill.domain.BillOwnWords;
import cn.dengyun.trade.bill.domain.BillRating;
import cn.dengyun.trade.bill.domain.BillStatus;
import cn.dengyun.trade.bill.domain.BillTerms;
import cn.dengyun.trade.bill.store.BillRows;
import cn.dengyun.trade.bill.store.BillRows.Wanting;
import cn.dengyun.trade.bill.store.BillRows.WantingOwnWords;
import cn.dengyun.trade.order.OrderFacts;
import cn.dengyun.trade.order.OrderService;
import cn.dengyun.trade.order.Orders;
import cn.dengyun.trade.order.domain.Delivery;
import cn.dengyun.trade.order.domain.OrderLine;
import cn.dengyun.trade.order.domain.ServiceOrder;
import cn.dengyun.trade.order.store.DeliveryRows;
import cn.dengyun.trade.order.store.OrderRows;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * How bills come into being by the clock: they begin with their month, take late usage for some days, and lock. An
 * order of which nothing is measured has one of each month in which something of it was accepted in own words.
 */
@ApplicationScoped
public class BillMaking {

    private static final String NUMBER_PREFIX = "B";
    private static final int NUMBER_SYMBOLS = 12;

    /** After which a bill that cannot lock is tried again. */
    private static final Duration AGAIN = Duration.ofDays(1);

    private final BillService bills;
    private final BillRows rows;
    private final BillUsage usage;
    private final BillDeliveries deliveries;
    private final BillLowerings lowerings;
    private final Orders orders;
    private final OrderService known;
    private final OrderRows orderRows;
    private final DeliveryRows deliveryRows;
    private final WorkingCalendar calendar;
    private final Pool pool;

    BillMaking(
            BillService bills,
            BillRows rows,
            BillUsage usage,
            BillDeliveries deliveries,
            BillLowerings lowerings,
            Orders orders,
            OrderService known,
            OrderRows orderRows,
            DeliveryRows deliveryRows,
            WorkingCalendar calendar,
            Pool pool) {
        this.bills = bills;
        this.rows = rows;
        this.usage = usage;
        this.deliveries = deliveries;
        this.lowerings = lowerings;
        this.orders = orders;
        this.known = known;
        this.orderRows = orderRows;
        this.deliveryRows = deliveryRows;
        this.calendar = calendar;
        this.pool = pool;
    }

    /**
     * What the open month of an order comes to so far.
     *
     * @param month its first day
     */
    public record Preview(ServiceOrder order, LocalDate month, List<BillLine> lines, Instant asOf) {}

    /**
     * What this month would come to if nothing more was used. Rejects with {@code service-order-not-found} (404) and
     * {@code amount-out-of-range} (422).
     */
    public Uni<Preview> preview(Actor actor, UUID orderId) {
        Instant now = bills.now();
        LocalDate month = Bill.monthOf(now);
        return known.find(actor, orderId)
                .chain(whole -> rows.ofOrder(orderId).chain(all -> {
                    List<BillTerms> terms = terms(whole.lines());
                    boolean isFirst =
                            all.stream().noneMatch(bill -> bill.month().isBefore(month));
                    boolean withLate = all.stream()
                            .noneMatch(bill ->
                                    bill.status().isOpen() && bill.month().isBefore(month));
                    return usage.soFar(pool, orderId, month, withLate, terms)
                            .chain(used -> rows.linesOfOrder(pool, orderId)
                                    .chain(billed -> usage.isServed(pool, orderId, month)
                                            .map(isServed ->
                                                    new BillRating(month, isFirst, terms, billed).lines(used, isServed))
                                            .chain(measured -> accepted(orderId, month, withLate)
                                                    .map(accepted -> withOwnWords(
                                                            measured,
                                                            new BillOwnWords(whole.lines(), billed),
                                                            accepted)))))
                            .map(lines -> new Preview(
                                    whole.order(),
                                    month,
                                    whole.order().activatedAt() == null ? List.of() : lines,
                                    now));
                }));
    }

    /** What was accepted in own words and would go to the bill of a month, as usage does. */
    private Uni<List<Delivery>> accepted(UUID orderId, LocalDate month, boolean withLate) {
        return deliveryRows
                .unbilled(pool, orderId, Bill.endOf(month))
                .map(found -> found.stream()
                        .filter(each ->
                                withLate || Bill.monthOf(each.decidedAt()).equals(month))
                        .toList());
    }

    private static List<BillLine> withOwnWords(List<BillLine> measured, BillOwnWords own, List<Delivery> accepted) {
        List<BillLine> lines = new ArrayList<>(measured);
        lines.addAll(own.lines(accepted, measured.size()));
        return lines;
    }

    private static List<BillTerms> terms(List<OrderLine> lines) {
        return lines.stream().filter(OrderLine::isMeasured).map(BillTerms::of).toList();
    }

    /** Begins the bills that an order lacks: one for each month of its service, and one for what came behind them. */
    Effect<List<Bill>> begin(Wanting wanting) {
        return Effect.of(connection -> orderRows
                .find(connection, wanting.orderId())
                .chain(order -> begun(connection, order, months(wanting), wanting.endsAt())));
    }

    /**
     * Begins the bill that an order lacks for what was accepted of it in own words. Where that was the last of the
     * order, the month ends with it.
     */
    Effect<List<Bill>> begin(WantingOwnWords wanting) {
        return Effect.of(connection -> orderRows
                .find(connection, wanting.orderId())
                .chain(order -> begun(
                        connection,
                        order,
                        List.of(wanting.month()),
                        order.completedAt() == null ? Bill.endOf(wanting.month()) : order.completedAt())));
    }

    private Uni<List<Bill>> begun(
            SqlConnection connection, ServiceOrder order, List<LocalDate> months, Instant endsAt) {
        return ordered(connection, order.id()).chain(lines -> {
            boolean withSubsidy = lines.stream().anyMatch(OrderLine::isBilled);
            List<Bill> made = months.stream()
                    .map(month -> made(order, month, withSubsidy, endsAt))
                    .toList();
            return Multi.createFrom()
                    .iterable(made)
                    .onItem()
                    .transformToUniAndConcatenate(bill -> rows.insert(connection, bill))
                    .collect()
                    .asList()
                    .replaceWith(made);
        });
    }

    private List<LocalDate> months(Wanting wanting) {
        LocalDate present = Bill.monthOf(bills.now());
        LocalDate first = wanting.latest() == null
                ? Bill.monthOf(wanting.madeAt())
                : wanting.latest().plusMonths(1);
        List<LocalDate> months = new ArrayList<>();
        for (LocalDate month = first; !month.isAfter(present); month = month.plusMonths(1)) {
            if (Bill.startOf(month).isBefore(wanting.endsAt())) {
                months.add(month);
            }
        }
        if (months.isEmpty()) {
            months.add(present);
        }
        return months;
    }

    /**
     * A bill that begins. Where the service ends within its month, late usage counts from then on, so that it has
     * locked before its order ends.
     */
    private Bill made(ServiceOrder order, LocalDate month, boolean withSubsidy, Instant endsAt) {
        boolean endsWithin = endsAt.isAfter(Bill.startOf(month)) && endsAt.isBefore(Bill.endOf(month));
        UUID id = Ids.next();
        return new Bill(
                id,
                0,
                HumanCode.of(NUMBER_PREFIX, NUMBER_SYMBOLS, id),
                order.id(),
                order.number(),
                order.organizationId(),
                order.organizationName(),
                order.regionCode(),
                order.providerId(),
                order.providerOrganizationId(),
                order.providerName(),
                order.offeringName(),
                month,
                BillStatus.OPEN,
                withSubsidy,
                0,
                null,
                0,
                null,
                null,
                endsWithin ? endsAt : Bill.endOf(month),
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                bills.now(),
                null);
    }

    /** Its month is over. Does nothing when somebody was faster, as what follows does. */
    Effect<Boolean> endMonth(Bill due) {
        return Effect.of(connection -> rows.lock(connection, due.id()).chain(bill -> {
            Instant now = bills.now();
            return bill.status() == BillStatus.OPEN && !now.isBefore(bill.dueAt())
                    ? bills.moved(connection, bill, bill.monthEnded(now), BillEvent.MONTH_ENDED)
                            .replaceWith(true)
                    : Uni.createFrom().item(false);
        }));
    }

    /**
     * Nothing is added any more: what is there is counted, rated and put on record, and vouchers hold for it what they
     * are to pay; of what it takes back they pay less. Bills of an order lock one after the other.
     *
     * <p>Rejects with {@code amount-out-of-range} (422) what no amount can say; then it stays open until the provider
     * has corrected what was read. Fails with {@link LoweringRefused} where what was captured cannot be taken back.
     *
     * @param withDelivery whether its order is told of it
     */
    Effect<Boolean> lock(Bill due, boolean withDelivery) {
        return lock(due, withDelivery, null);
    }

    /**
     * The same.
     *
     * @param refusal why what was captured cannot be taken back, so that it is owed; null: it is tried
     */
    Effect<Boolean> lock(Bill due, boolean withDelivery, String refusal) {
        return Effect.of(connection -> orders.lock(connection, due.orderId())
                .chain(order -> rows.lock(connection, due.id()).chain(bill -> {
                    Instant now = bills.now();
                    if (bill.status() != BillStatus.GRACE || now.isBefore(bill.dueAt())) {
                        return Uni.createFrom().item(false);
                    }
                    return rows.ofOrder(connection, bill.orderId()).chain(all -> {
                        boolean isNext = all.stream()
                                .noneMatch(other ->
                                        other.status().isOpen() && other.month().isBefore(bill.month()));
                        return isNext
                                ? lock(connection, order, bill, all, new How(withDelivery, refusal), now)
                                : Uni.createFrom().item(false);
                    });
                })));
    }

    /** How much of what goes with it is tried. */
    private record How(boolean withDelivery, String refusal) {}

    /**
     * Behind the lock of a bill: where it was the last of an order whose rest has ended, vouchers hold for nothing else
     * any more. It is a unit of work of its own, for one gives money back once; an order that misses it runs out.
     */
    Effect<Void> endBilled(Bill due) {
        return Effect.of(connection -> orders.lock(connection, due.orderId())
                .chain(() -> rows.lock(connection, due.id()))
                .chain(bill -> bill.deliveryId() != null || bill.status() == BillStatus.FINAL
                        ? orders.endBilled(connection, due.orderId())
                        : Uni.createFrom().voidItem()));
    }

    /** It is tried again in a day: whoever has to correct what was read needs as long at least. */
    Effect<Void> postpone(Bill due) {
        return Effect.of(
                connection -> rows.postpone(connection, due.id(), bills.now().plus(AGAIN)));
    }

    private static boolean isFirst(List<Bill> all, Bill bill) {
        return all.stream().noneMatch(other -> other.month().isBefore(bill.month()));
    }

    private Uni<Boolean> lock(
            SqlConnection connection, OrderFacts order, Bill bill, List<Bill> all, How how, Instant now) {
        return lines(connection, bill, isFirst(all, bill)).chain(lines -> {
            Bill locked = bill.locked(lines, calendar.after(now, BillService.DAYS_TO_ACT), now);
            return rows.insert(connection, bill.id(), lines)
                    .chain(() -> lowerings.lower(connection, new Locking(locked, lines, all, how.refusal()), now))
                    .chain(() -> how.withDelivery()
                            ? deliveries.report(connection, order, locked, lines, now)
                            : Uni.createFrom().item(locked))
                    .chain(reported -> bills.moved(connection, bill, reported, BillEvent.LOCKED))
                    .chain(moved -> lines.isEmpty()
                            ? bills.moved(
                                    connection, moved, moved.closed(BillMove.CLOSE_EMPTY, now), BillEvent.FINALIZED)
                            : Uni.createFrom().item(moved))
                    .replaceWith(true);
        });
    }

    private Uni<List<BillLine>> lines(SqlConnection connection, Bill bill, boolean isFirst) {
        return ordered(connection, bill.orderId())
                .chain(ordered -> rows.linesOfOrder(connection, bill.orderId())
                        .chain(billed -> measured(connection, bill, isFirst, terms(ordered), billed)
                                .chain(measured -> take(connection, bill)
                                        .map(taken ->
                                                withOwnWords(measured, new BillOwnWords(ordered, billed), taken)))));
    }

    private Uni<List<BillLine>> measured(
            SqlConnection connection, Bill bill, boolean isFirst, List<BillTerms> terms, List<BillLine> billed) {
        return usage.take(connection, bill, terms)
                .chain(used -> usage.isServed(connection, bill.orderId(), bill.month())
                        .map(isServed -> new BillRating(bill.month(), isFirst, terms, billed).lines(used, isServed)));
    }

    /** Lets the bill count what was accepted in own words and no bill says as it stands now. */
    private Uni<List<Delivery>> take(SqlConnection connection, Bill bill) {
        return deliveryRows
                .unbilled(connection, bill.orderId(), Bill.endOf(bill.month()))
                .call(found -> deliveryRows.billed(
                        connection, found.stream().map(Delivery::id).toList()));
    }

    private Uni<List<OrderLine>> ordered(SqlClient client, UUID orderId) {
        return orderRows.lines(client, List.of(orderId)).map(found -> found.getOrDefault(orderId, List.of()));
    }

    /** The provider has said nothing against its own readings in time. */
    Effect<Boolean> close(Bill due) {
        return Effect.of(connection -> rows.lock(connection, due.id()).chain(bill -> {
            Instant now = bills.now();
            return bill.status() == BillStatus.ACCEPTED && !now.isBefore(bill.dueAt())
                    ? bills.moved(connection, bill, bill.closed(BillMove.CLOSE, now), BillEvent.FINALIZED)
                            .replaceWith(true)
                    : Uni.createFrom().item(false);
        }));
    }
}
