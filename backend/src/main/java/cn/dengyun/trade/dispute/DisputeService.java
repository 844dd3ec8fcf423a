package cn.dengyun.trade.dispute;

import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.ChangeNotes;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Attempt;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.dispute.domain.DisputeHindrance;
import cn.dengyun.trade.dispute.domain.DisputeMessage;
import cn.dengyun.trade.dispute.domain.DisputeMove;
import cn.dengyun.trade.dispute.domain.DisputeOutcome;
import cn.dengyun.trade.dispute.domain.DisputeSpeaker;
import cn.dengyun.trade.dispute.domain.DisputeStatus;
import cn.dengyun.trade.dispute.domain.LoweredLine;
import cn.dengyun.trade.dispute.domain.OrderDispute;
import cn.dengyun.trade.dispute.store.DisputeRows;
import cn.dengyun.trade.order.Deliveries;
import cn.dengyun.trade.order.Deliveries.Delivered;
import cn.dengyun.trade.order.DeliveryService;
import cn.dengyun.trade.order.NewOrder;
import cn.dengyun.trade.order.Orders;
import cn.dengyun.trade.order.domain.DeliveredLine;
import cn.dengyun.trade.order.domain.Delivery;
import cn.dengyun.trade.order.domain.DeliveryStatus;
import cn.dengyun.trade.order.domain.OrderSide;
import cn.dengyun.trade.order.domain.ServiceOrder;
import cn.dengyun.voucher.domain.HoldPart;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Disputes about orders. What is not there for the actor is refused with {@code service-order-not-found},
 * {@code order-delivery-not-found} or {@code order-dispute-not-found} (404), and with {@code not-yours} (403) whoever
 * is not the one whose move it is.
 */
@ApplicationScoped
public class DisputeService {

    /** In how many working days an authority decides (domain.md §3.3). */
    private static final int DAYS_TO_DECIDE = 20;

    /** In how many working days an authority sees to what was paid already. */
    private static final int DAYS_TO_RECOVER = 20;

    /** In how many working days a side may appeal. */
    private static final int DAYS_TO_APPEAL = 10;

    /** How often each side may ever complain about an order. */
    private static final int MAX_DISPUTES = 10;

    /** How often each side, and the authorities, may say something in a dispute. */
    private static final int MAX_MESSAGES = 100;

    private static final Map<String, DisputeHindrance> HINDRANCES =
            Map.of("refund-in-payment", DisputeHindrance.IN_PAYMENT, "refund-after-payment", DisputeHindrance.PAID);

    private final AggregateStore<OrderDispute> disputes;
    private final DisputeRows rows;
    private final Orders orders;
    private final Deliveries deliveries;
    private final DeliveryService delivered;
    private final ChangeNotes notes;
    private final Instance<DisputeRecoveries> recoveries;
    private final WorkingCalendar calendar;
    private final Cursors cursors;
    private final Clock clock;

    DisputeService(
            Aggregates aggregates,
            DisputeRows rows,
            Orders orders,
            Deliveries deliveries,
            DeliveryService delivered,
            ChangeNotes notes,
            Instance<DisputeRecoveries> recoveries,
            WorkingCalendar calendar,
            Cursors cursors,
            Clock clock) {
        this.disputes = aggregates.of(OrderDispute.class, OrderDispute.KNOWN, ServiceOrder::seesAll);
        this.rows = rows;
        this.orders = orders;
        this.deliveries = deliveries;
        this.delivered = delivered;
        this.notes = notes;
        this.recoveries = recoveries;
        this.calendar = calendar;
        this.cursors = cursors;
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    public Uni<OrderDispute> find(Actor actor, UUID id) {
        return disputes.find(actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid}. */
    public Uni<Page<OrderDispute>> list(Actor actor, Filter filter, String cursor, int limit) {
        return disputes.page(actor, filter, cursor, limit);
    }

    /** What was said in one, newest first. Rejects with {@code cursor-invalid}. */
    public Uni<Page<DisputeMessage>> messages(Actor actor, UUID id, String cursor, int limit) {
        String query = "order-dispute-messages?" + id;
        return disputes.find(actor, id)
                .chain(() -> rows.page(id, cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1))
                .map(found -> cursors.pageById(query, found, limit, DisputeMessage::id));
    }

    /** A dispute with all that was said in it, oldest first. */
    public record Whole(OrderDispute dispute, List<DisputeMessage> messages) {}

    /** Those about orders, oldest first; for whoever has seen to who may know of them. */
    public Uni<List<Whole>> ofOrders(SqlConnection connection, List<UUID> orderIds) {
        return rows.ofOrders(connection, orderIds)
                .chain(found -> rows.saidIn(
                                connection, found.stream().map(OrderDispute::id).toList())
                        .map(said -> found.stream()
                                .map(each -> new Whole(each, said.getOrDefault(each.id(), List.of())))
                                .toList()));
    }

    /**
     * One side of an order complains, and nothing of it moves before that is settled. Rejects as {@link Orders#dispute}
     * does, and with {@code disputes-too-many} and {@code dispute-without-delivery} (409).
     */
    public Effect<OrderDispute> file(Actor actor, UUID orderId, DisputeForms.Complaint wanted) {
        return Effect.of(connection -> {
            Instant now = now();
            Instant due = calendar.after(now, DAYS_TO_DECIDE);
            Instant lapses = now.plus(OrderDispute.PATIENCE);
            return orders.dispute(connection, actor, orderId, wanted.statement(), lapses, now)
                    .call(() -> requireDelivery(connection, orderId, wanted.deliveryId()))
                    .chain(order -> requireFew(connection, order, order.sideOf(actor))
                            .chain(() -> filed(connection, actor, order, wanted, due, lapses, now)));
        });
    }

    /** Rejects with {@code order-delivery-not-found} (404) and {@code dispute-without-delivery} (409). */
    private Uni<Void> requireDelivery(SqlConnection connection, UUID orderId, UUID deliveryId) {
        if (deliveryId == null) {
            return Uni.createFrom().voidItem();
        }
        return delivered
                .of(connection, orderId)
                .map(all -> all.stream()
                        .filter(each -> each.id().equals(deliveryId))
                        .findFirst()
                        .orElseThrow(() -> Rejection.notFound("order-delivery-not-found")))
                .invoke(found -> {
                    if (!found.isLiving()) {
                        throw Rejection.conflict("dispute-without-delivery", found.number());
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> requireFew(SqlConnection connection, ServiceOrder order, OrderSide side) {
        return rows.count(connection, order.id(), side)
                .invoke(filed -> {
                    if (filed >= MAX_DISPUTES) {
                        throw Rejection.conflict("disputes-too-many", MAX_DISPUTES);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<OrderDispute> filed(
            SqlConnection connection,
            Actor actor,
            ServiceOrder order,
            DisputeForms.Complaint wanted,
            Instant due,
            Instant lapses,
            Instant now) {
        OrderDispute made = new OrderDispute(
                Ids.next(),
                0,
                order.id(),
                order.number(),
                order.organizationId(),
                order.organizationName(),
                order.regionCode(),
                order.providerId(),
                order.providerOrganizationId(),
                order.providerName(),
                order.offeringName(),
                order.sideOf(actor),
                wanted.deliveryId(),
                wanted.reason(),
                wanted.statement(),
                DisputeStatus.OPEN,
                actor.id(),
                now,
                due,
                lapses,
                order.dueAt(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                now);
        return disputes.create(actor, made, OrderDisputeEvent.FILED.told(made, made.statement(), now))
                .prepare()
                .chain(prepared -> prepared.in(connection));
    }

    /**
     * Says something for all to read. Rejects with {@code not-yours} (403), {@code transition-not-allowed} where it is
     * settled, and {@code dispute-messages-too-many} (409).
     */
    public Effect<DisputeMessage> say(Actor actor, UUID id, String text) {
        return Effect.of(connection -> disputes.lock(connection, actor, id).chain(found -> {
            Instant now = now();
            DisputeMessage message = new DisputeMessage(Ids.next(), id, found.speaker(actor), actor.id(), now, text);
            if (!found.isTalkedOfAt(now)) {
                throw Rejection.conflict("transition-not-allowed", found.statusAt(now), "SAY");
            }
            return requireFew(connection, id, message.speaker())
                    .chain(() -> rows.say(connection, message))
                    .chain(() -> notes.write(
                            connection, OrderDisputeEvent.MESSAGE_ADDED.told(found, text, now), null, message, null))
                    .replaceWith(message);
        }));
    }

    private Uni<Void> requireFew(SqlConnection connection, UUID id, DisputeSpeaker speaker) {
        return rows.said(connection, id, speaker)
                .invoke(said -> {
                    if (said >= MAX_MESSAGES) {
                        throw Rejection.conflict("dispute-messages-too-many", MAX_MESSAGES);
                    }
                })
                .replaceWithVoid();
    }

    /** Whoever complained takes it back, and the order goes on. */
    public Effect<OrderDispute> withdraw(Actor actor, UUID id, String why) {
        return Effect.of(known(actor, id, DisputeMove.WITHDRAW), (connection, found) -> {
            Instant now = now();
            return opened(connection, actor, found)
                    .chain(locked -> disputes.carryOut(
                                    connection,
                                    locked,
                                    change(OrderDisputeEvent.WITHDRAWN, locked.ended(DisputeMove.WITHDRAW, now), why))
                            .call(after -> resume(connection, actor, after, why, now)));
        });
    }

    /**
     * An authority decides; it holds when nobody has appealed in time. Rejects with {@code invalid-request} (400) and
     * {@code dispute-outcome-unfit} (409; the outcome, why).
     */
    public Effect<OrderDispute> decide(Actor actor, UUID id, DisputeForms.Decision wanted) {
        return Effect.of(known(actor, id, DisputeMove.DECIDE), (connection, found) -> {
            Instant now = now();
            return opened(connection, actor, found)
                    .chain(locked -> lowered(connection, locked, wanted).chain(lines -> {
                        OrderDispute after = locked.decided(
                                wanted.outcome(),
                                LoweredLines.write(lines),
                                actor.id(),
                                wanted.reason(),
                                calendar.after(now, DAYS_TO_APPEAL),
                                now);
                        return disputes.carryOut(
                                        connection, locked, change(OrderDisputeEvent.DECIDED, after, wanted.reason()))
                                .call(() -> orders.keepDisputed(
                                        connection, locked.orderId(), later(after.lapsesAt(), after.dueAt()), now));
                    }));
        });
    }

    /** One side does not agree with what was decided, and the province decides again. */
    public Effect<OrderDispute> appeal(Actor actor, UUID id, String grounds) {
        return Effect.of(known(actor, id, DisputeMove.APPEAL), (connection, found) -> {
            Instant now = now();
            return opened(connection, actor, found)
                    .chain(locked -> orders.keepDisputed(
                                    connection, locked.orderId(), now.plus(OrderDispute.PATIENCE), now)
                            .chain(() -> disputes.carryOut(
                                    connection,
                                    locked,
                                    change(
                                            OrderDisputeEvent.APPEALED,
                                            locked.appealed(
                                                    sideOf(actor, locked),
                                                    actor.id(),
                                                    grounds,
                                                    calendar.after(now, DAYS_TO_DECIDE),
                                                    now),
                                            grounds))));
        });
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static OrderSide sideOf(Actor actor, OrderDispute dispute) {
        return dispute.speaker(actor) == DisputeSpeaker.PROVIDER ? OrderSide.PROVIDER : OrderSide.ENTERPRISE;
    }

    /**
     * The province decides by another person, and that is carried out at once. Rejects as {@link #decide} does, and
     * with {@code four-eyes-required} (403).
     */
    public Effect<OrderDispute> decideAppeal(Actor actor, UUID id, DisputeForms.Decision wanted) {
        return Effect.of(known(actor, id, DisputeMove.DECIDE_APPEAL), (connection, found) -> {
            Instant now = now();
            return opened(connection, actor, found)
                    .chain(locked -> lowered(connection, locked, wanted).chain(lines -> {
                        OrderDispute after = locked.decidedAgain(
                                wanted.outcome(), LoweredLines.write(lines), actor.id(), wanted.reason(), now);
                        return disputes.carryOut(
                                        connection, locked, change(OrderDisputeEvent.CLOSED, after, wanted.reason()))
                                .chain(closed -> enforce(connection, actor, closed, now));
                    }));
        });
    }

    /**
     * An authority has what a decision could not take back, for it was with the bank, carried out after all: it is
     * taken back, or asked back where it was paid. Rejects with {@code four-eyes-required} (403) whoever has decided,
     * {@code transition-not-allowed} (409), and as captured money may not be taken back.
     */
    public Effect<OrderDispute> recover(Actor actor, UUID id, String reason) {
        return Effect.of(known(actor, id, DisputeMove.RECOVER), (connection, found) -> {
            Instant now = now();
            return opened(connection, actor, found).chain(locked -> {
                OrderDispute after = locked.recovered(actor.id(), reason, now);
                return holdPayments(connection, locked)
                        .chain(() -> takeBack(connection, actor, locked, now))
                        .chain(() -> disputes.carryOut(
                                connection, locked, change(OrderDisputeEvent.RECOVERED, after, reason)));
            });
        });
    }

    /** What the clock has decided; does nothing when somebody was faster. */
    Effect<Boolean> pass(OrderDispute due) {
        return pass(due, true);
    }

    /** The same where what was decided cannot be carried out: the order goes on as it was. */
    Effect<Boolean> passAlone(OrderDispute due) {
        return pass(due, false);
    }

    private Effect<Boolean> pass(OrderDispute due, boolean isEnforced) {
        return Effect.of(connection -> {
            Instant now = now();
            return orders.lock(connection, due.orderId())
                    .chain(() -> rows.lock(connection, due.id()))
                    .chain(locked -> switch (locked.statusAt(now)) {
                        case LAPSED ->
                            locked.status() == DisputeStatus.OPEN
                                    ? lapsed(connection, locked, now)
                                    : Uni.createFrom().item(false);
                        case CLOSED ->
                            locked.status() == DisputeStatus.CLOSED
                                    ? Uni.createFrom().item(false)
                                    : closed(connection, locked, isEnforced, now);
                        default -> Uni.createFrom().item(false);
                    });
        });
    }

    private Uni<Boolean> lapsed(SqlConnection connection, OrderDispute locked, Instant now) {
        return disputes.carryOut(
                        connection,
                        locked,
                        change(OrderDisputeEvent.LAPSED, locked.ended(DisputeMove.LAPSE, now), null))
                .chain(after -> resume(connection, null, after, null, now))
                .replaceWith(true);
    }

    private Uni<Boolean> closed(SqlConnection connection, OrderDispute locked, boolean isEnforced, Instant now) {
        return disputes.carryOut(
                        connection,
                        locked,
                        change(OrderDisputeEvent.CLOSED, locked.ended(DisputeMove.CLOSE, now), locked.decision()))
                .chain(after -> isEnforced
                        ? enforce(connection, asDecider(after), after, now).replaceWithVoid()
                        : resume(connection, asDecider(after), after, after.decision(), now))
                .replaceWith(true);
    }

    /** Whose decision it is that the clock lets come true, for what is on record of money that goes back. */
    private static Actor asDecider(OrderDispute dispute) {
        return new Actor(dispute.decidedBy(), false, null, Set.of(), Set.of(), null);
    }

    /** Looks before a unit of work begins; whoever has no say is told before it is said how it stands. */
    private Supplier<Uni<OrderDispute>> known(Actor actor, UUID id, DisputeMove move) {
        return () -> disputes.find(actor, id).invoke(found -> found.requireHand(actor, move));
    }

    /** The order is locked before what hangs on it. */
    private Uni<OrderDispute> opened(SqlConnection connection, Actor actor, OrderDispute found) {
        return orders.lock(connection, found.orderId()).chain(() -> disputes.lock(connection, actor, found.id()));
    }

    private static Change<OrderDispute> change(OrderDisputeEvent event, OrderDispute after, String said) {
        return new Change<>(after, event.told(after, said, after.updatedAt()), said);
    }

    /** What a decision leaves of the delivery; empty unless it lowers it. Rejects as {@link #decide} does. */
    private Uni<List<LoweredLine>> lowered(
            SqlConnection connection, OrderDispute dispute, DisputeForms.Decision wanted) {
        if (!wanted.outcome().isOfDelivery()) {
            return Uni.createFrom().item(List.of());
        }
        Instant now = now();
        return delivered.of(connection, dispute.orderId()).map(all -> {
            Delivery delivery = all.stream()
                    .filter(each -> each.id().equals(dispute.deliveryId()))
                    .filter(Delivery::isLiving)
                    .filter(each -> wanted.outcome() == DisputeOutcome.DELIVERY_LOWERED
                            || each.statusAt(now) == DeliveryStatus.REPORTED)
                    .findFirst()
                    .orElseThrow(() -> Rejection.conflict("dispute-outcome-unfit", wanted.outcome()));
            return wanted.outcome() == DisputeOutcome.DELIVERY_LOWERED ? lines(delivery, wanted) : List.of();
        });
    }

    private static List<LoweredLine> lines(Delivery delivery, DisputeForms.Decision wanted) {
        List<Defect> defects = new ArrayList<>();
        List<LoweredLine> lines = new ArrayList<>();
        Set<String> plans = new HashSet<>();
        for (int i = 0; i < wanted.lines().size(); i++) {
            DisputeForms.Line line = wanted.lines().get(i);
            DeliveredLine of = delivery.lines().stream()
                    .filter(each -> each.planCode().equals(line.planCode()))
                    .findFirst()
                    .orElse(null);
            BigDecimal quantity = NewOrder.Line.units(line.quantity());
            if (of == null) {
                defects.add(Defect.at("/lines/" + i + "/planCode", "plan-unknown", codes(delivery)));
            } else if (!plans.add(line.planCode())) {
                defects.add(Defect.at("/lines/" + i + "/planCode", "order-line-repeated"));
            } else if (quantity.compareTo(of.quantity()) > 0 || line.netFen() > of.netFen()) {
                defects.add(Defect.at(
                        "/lines/" + i,
                        "dispute-raises",
                        of.quantity().stripTrailingZeros().toPlainString(),
                        of.netFen()));
            } else {
                lines.add(new LoweredLine(line.planCode(), quantity, line.netFen()));
            }
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        return lines;
    }

    private static String codes(Delivery delivery) {
        return delivery.lines().stream().map(DeliveredLine::planCode).collect(Collectors.joining(", "));
    }

    /**
     * The order goes on, and what was decided is done to it. What that takes back and was paid is asked back; where the
     * bank was told to pay it, an authority sees to it when the bank has answered.
     */
    private Uni<OrderDispute> enforce(SqlConnection connection, Actor by, OrderDispute closed, Instant now) {
        return holdPayments(connection, closed)
                .chain(() -> resume(connection, by, closed, closed.decision(), now))
                .chain(() -> takeBack(connection, by, closed, now))
                .replaceWith(closed)
                .onFailure(refused -> hindrance(refused).isPresent())
                .recoverWithUni(refused -> takeBackWhatIsHere(connection, by, closed, now)
                        .chain(() -> disputes.carryOut(
                                connection,
                                closed,
                                change(
                                        OrderDisputeEvent.HINDERED,
                                        closed.hindered(
                                                hindrance(refused).orElseThrow(),
                                                calendar.after(now, DAYS_TO_RECOVER),
                                                now),
                                        closed.decision()))));
    }

    /**
     * Carries out what was decided. What was paid already is asked back from whoever was paid, and the delivery is
     * lowered by that as by what is taken back.
     */
    private Uni<Void> takeBack(SqlConnection connection, Actor by, OrderDispute closed, Instant now) {
        Uni<Void> done = Attempt.in(connection, () -> carryOut(connection, by, closed, now));
        if (closed.outcome() != DisputeOutcome.DELIVERY_LOWERED) {
            return done;
        }
        return (recoveries.isUnsatisfied()
                        ? done
                        : done.onFailure(DisputeService::isPaid)
                                .recoverWithUni(refused ->
                                        Attempt.in(connection, () -> askBack(connection, by, closed, refused, now))))
                .chain(() -> deliveries.tellDecided(connection, closed.deliveryId(), now));
    }

    private static boolean isPaid(Throwable refused) {
        return hindrance(refused).filter(DisputeHindrance.PAID::equals).isPresent();
    }

    /**
     * What is left when what is here has been taken back; fails as it was refused where not all of that was paid, and
     * nothing is taken back then.
     */
    private Uni<Void> askBack(SqlConnection connection, Actor by, OrderDispute closed, Throwable refused, Instant now) {
        return delivered
                .of(connection, closed.orderId())
                .chain(all -> deliveries.lowerAskingBack(
                        connection,
                        by,
                        closed.deliveryId(),
                        byPlan(closed, all),
                        parts -> demand(connection, closed, parts, refused, now),
                        closed.decision(),
                        now))
                .replaceWithVoid();
    }

    private Uni<Void> demand(
            SqlConnection connection, OrderDispute closed, List<HoldPart> parts, Throwable refused, Instant now) {
        if (parts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Map<UUID, Long> fen = parts.stream()
                .collect(Collectors.groupingBy(HoldPart::voucherId, Collectors.summingLong(HoldPart::amountFen)));
        return recoveries
                .get()
                .demand(
                        connection,
                        new DisputeRecoveries.TooMuch(
                                closed.id(),
                                closed.orderId(),
                                closed.deliveryId(),
                                closed.decision(),
                                asDecider(closed),
                                fen),
                        now)
                .chain(isAsked ->
                        isAsked ? Uni.createFrom().voidItem() : Uni.createFrom().failure(refused));
    }

    /**
     * Holds the payments of an order that a decision lowers, before anything of its vouchers and claims: whoever books
     * what the bank says holds them in that order.
     */
    private Uni<Void> holdPayments(SqlConnection connection, OrderDispute closed) {
        return closed.outcome() != DisputeOutcome.DELIVERY_LOWERED || recoveries.isUnsatisfied()
                ? Uni.createFrom().voidItem()
                : recoveries.get().hold(connection, closed.orderId());
    }

    private static Optional<DisputeHindrance> hindrance(Throwable refused) {
        return refused instanceof Rejection rejection
                ? Optional.ofNullable(HINDRANCES.get(rejection.code()))
                : Optional.empty();
    }

    private Uni<Void> carryOut(SqlConnection connection, Actor by, OrderDispute closed, Instant now) {
        return switch (closed.outcome()) {
            case DISMISSED -> Uni.createFrom().voidItem();
            case DELIVERY_REJECTED -> deliveries.reject(connection, by, closed.deliveryId(), closed.decision(), now);
            case DELIVERY_LOWERED ->
                delivered
                        .of(connection, closed.orderId())
                        .chain(all -> deliveries.lower(
                                connection, by, closed.deliveryId(), byPlan(closed, all), closed.decision(), now))
                        .replaceWithVoid();
            case REST_ENDED -> orders.endRest(connection, by, closed.orderId(), closed.decision());
        };
    }

    private static Map<String, Delivered> byPlan(OrderDispute closed, List<Delivery> all) {
        Delivery delivery = all.stream()
                .filter(each -> each.id().equals(closed.deliveryId()))
                .findFirst()
                .orElseThrow();
        Map<String, DeliveredLine> before =
                delivery.lines().stream().collect(Collectors.toMap(DeliveredLine::planCode, line -> line));
        Map<String, Delivered> byPlan = new HashMap<>();
        for (LoweredLine line : LoweredLines.read(closed.lowered())) {
            byPlan.put(
                    line.planCode(),
                    new Delivered(line.quantity(), line.netFen(), withoutTax(line, before.get(line.planCode()))));
        }
        return byPlan;
    }

    /**
     * What a decision takes back and is neither paid nor with the bank goes back at once: nobody is paid that because
     * something else of it was.
     */
    private Uni<Void> takeBackWhatIsHere(SqlConnection connection, Actor by, OrderDispute closed, Instant now) {
        if (closed.outcome() != DisputeOutcome.DELIVERY_LOWERED) {
            return Uni.createFrom().voidItem();
        }
        return delivered
                .of(connection, closed.orderId())
                .chain(all -> deliveries.takeBackWhatIsHere(
                        connection, by, closed.deliveryId(), byPlan(closed, all), closed.decision(), now))
                .replaceWithVoid();
    }

    /** As much of it as of the whole, rounded down: public money never pays more because of a decision. */
    private static Long withoutTax(LoweredLine line, DeliveredLine before) {
        if (before.exTaxFen() == null || before.netFen() == 0) {
            return before.exTaxFen();
        }
        return BigDecimal.valueOf(before.exTaxFen())
                .multiply(BigDecimal.valueOf(line.netFen()))
                .divideToIntegralValue(BigDecimal.valueOf(before.netFen()))
                .longValueExact();
    }

    private Uni<Void> resume(SqlConnection connection, Actor by, OrderDispute of, String why, Instant now) {
        return orders.resume(connection, by, of.orderId(), of.filedAt(), of.orderDueAt(), why, now);
    }
}
