package cn.dengyun.trade.order;

import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.provider.domain.ProviderStatus;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.order.OrderMoves.Open;
import cn.dengyun.trade.order.domain.DeliveredLine;
import cn.dengyun.trade.order.domain.Delivery;
import cn.dengyun.trade.order.domain.DeliveryMove;
import cn.dengyun.trade.order.domain.DeliverySource;
import cn.dengyun.trade.order.domain.DeliveryStatus;
import cn.dengyun.trade.order.domain.LineSubsidy;
import cn.dengyun.trade.order.domain.OrderAccount;
import cn.dengyun.trade.order.domain.OrderAccount.Lowered;
import cn.dengyun.trade.order.domain.OrderMove;
import cn.dengyun.trade.order.domain.OrderParties;
import cn.dengyun.trade.order.domain.OrderStatus;
import cn.dengyun.trade.order.domain.ServiceOrder;
import cn.dengyun.trade.order.store.DeliveryRows;
import cn.dengyun.trade.order.store.OrderRows;
import cn.dengyun.voucher.OrderHolds;
import cn.dengyun.voucher.OrderHolds.Wanted;
import cn.dengyun.voucher.domain.HoldPart;
import cn.dengyun.voucher.domain.OrderStanding;
import cn.dengyun.voucher.domain.Redemption;
import cn.dengyun.voucher.domain.Refund;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * What is delivered of orders in service, in parts: the provider says so, the enterprise accepts it or rejects it. What
 * is accepted is captured in the same unit of work. What is not there for the actor is refused with
 * {@code service-order-not-found} or {@code order-delivery-not-found} (404).
 */
@ApplicationScoped
public class DeliveryService implements Deliveries {

    /** In how many working days an enterprise answers. */
    private static final int DAYS_TO_ANSWER = 10;

    /** In how many working days a provider delivers again what was rejected. */
    private static final int DAYS_TO_MEND = 10;

    /** How long behind its deadline what nobody answers may end, once its vouchers are over. */
    private static final Duration UNANSWERED = Duration.ofDays(30);

    /** How many deliveries an order has at most, and how many may have been rejected or taken back. */
    private static final int MAX_DELIVERIES = 60;

    private final OrderMoves moves;
    private final OrderEnds ends;
    private final OrderRows orders;
    private final DeliveryRows rows;
    private final OrderHolds holds;
    private final ProviderService providers;
    private final Instance<DeliveryEffect> effects;
    private final WorkingCalendar calendar;
    private final Cursors cursors;

    DeliveryService(
            OrderMoves moves,
            OrderEnds ends,
            OrderRows orders,
            DeliveryRows rows,
            OrderHolds holds,
            ProviderService providers,
            Instance<DeliveryEffect> effects,
            WorkingCalendar calendar,
            Cursors cursors) {
        this.moves = moves;
        this.ends = ends;
        this.orders = orders;
        this.rows = rows;
        this.holds = holds;
        this.providers = providers;
        this.effects = effects;
        this.calendar = calendar;
        this.cursors = cursors;
    }

    /** A delivery and its order, both as they are, and how the sides of that stand. */
    public record Shown(ServiceOrder order, Delivery delivery, OrderParties parties) {}

    public Instant now() {
        return moves.now();
    }

    /** Rejects with {@code order-delivery-not-found} (404). */
    public Uni<Shown> find(Actor actor, UUID deliveryId) {
        return rows.find(deliveryId).chain(found -> {
            if (found.isEmpty()) {
                throw Rejection.notFound("order-delivery-not-found");
            }
            return moves.store()
                    .find(actor, found.get().orderId())
                    .onFailure(Rejection.class)
                    .transform(unknown -> Rejection.notFound("order-delivery-not-found"))
                    .chain(order -> moves.parties(order).map(parties -> new Shown(order, found.get(), parties)));
        });
    }

    /** Those of an order, newest first. Rejects with {@code cursor-invalid}. */
    public Uni<Page<Shown>> list(Actor actor, UUID orderId, String cursor, int limit) {
        String query = "order-deliveries?" + orderId;
        return moves.store()
                .find(actor, orderId)
                .chain(order -> rows.page(orderId, cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1)
                        .map(found -> cursors.pageById(query, found, limit, Delivery::id))
                        .chain(page -> moves.parties(order)
                                .map(parties -> page.map(delivery -> new Shown(order, delivery, parties)))));
    }

    /** All of an order, by number, as the unit of work sees them; for whoever has seen to who may know of it. */
    public Uni<List<Delivery>> of(SqlConnection connection, UUID orderId) {
        return rows.ofOrder(connection, orderId);
    }

    /**
     * The provider says what it has delivered; what vouchers pay of it waits for the enterprise.
     *
     * <p>Rejects with {@code not-yours} (403), {@code invalid-request} (400; all defects),
     * {@code delivery-before-activation}, {@code delivery-exceeds-order}, {@code order-metered},
     * {@code transition-not-allowed}, {@code order-disputed}, {@code deliveries-too-many},
     * {@code deliveries-failed-too-often} and {@code provider-not-qualified} (409).
     */
    public Effect<Shown> report(Actor actor, UUID orderId, NewDelivery wanted) {
        return Effect.of(
                () -> moves.store()
                        .find(actor, orderId)
                        .invoke(found -> found.requireSide(actor, OrderMove.DELIVER_PART)),
                (connection, found) -> moves.open(connection, orderId)
                        .invoke(open -> requireInService(open.order()))
                        .chain(open -> report(
                                connection,
                                actor,
                                open,
                                wanted.of(open.account()),
                                new Source(DeliverySource.REPORT, null, wanted.said()),
                                now())));
    }

    @Override
    public Uni<UUID> report(
            SqlConnection connection,
            OrderFacts order,
            Map<String, Delivered> byPlan,
            DeliverySource source,
            UUID sourceId,
            Instant now) {
        return moves.open(connection, order.id())
                .invoke(open -> requireInService(open.order()))
                .chain(open -> report(
                        connection,
                        null,
                        open,
                        open.account().lines().stream()
                                .filter(line -> byPlan.containsKey(line.planCode()))
                                .map(line -> line(line.planCode(), byPlan.get(line.planCode())))
                                .toList(),
                        new Source(source, sourceId, null),
                        now))
                .map(shown -> shown.delivery().id());
    }

    private static DeliveredLine line(String planCode, Delivered delivered) {
        return DeliveredLine.of(
                planCode, new LineSubsidy.Part(delivered.quantity(), delivered.netFen(), delivered.exTaxFen()));
    }

    private static void requireInService(ServiceOrder order) {
        order.requireUndisputed();
        if (order.status() == OrderStatus.PLACED || order.status() == OrderStatus.ACCEPTED) {
            throw Rejection.conflict("delivery-before-activation");
        }
        OrderMove.DELIVER_PART.from(order.status());
    }

    /** Who says so. */
    private record Source(DeliverySource kind, UUID id, String note) {}

    private Uni<Shown> report(
            SqlConnection connection, Actor by, Open open, List<DeliveredLine> lines, Source source, Instant now) {
        requireFew(open.account());
        return holds.standing(connection, open.order().id(), now).chain(standing -> {
            List<HoldPart> parts = open.account().toHold(lines, standing);
            Delivery reported = reported(by, open, lines, source, parts, standing, now);
            OrderAccount account = open.account().with(reported);
            OrderMove move = account.isWhole() ? OrderMove.DELIVER_REST : OrderMove.DELIVER_PART;
            Instant due = move == OrderMove.DELIVER_REST ? OrderEnds.nextDue(account) : null;
            ServiceOrder after = open.order().moved(move, null, due, now);
            return deliver(connection, open.order().id(), reported, parts, now)
                    .chain(() -> rows.insert(connection, reported))
                    .chain(() -> moves.write(connection, account))
                    .chain(() -> moves.carryOut(
                            connection,
                            by,
                            open.order(),
                            after,
                            move,
                            OrderDeliveryEvent.DELIVERED.told(after, reported, 0)))
                    .chain(moved -> shown(connection, moved, reported));
        });
    }

    private Delivery reported(
            Actor by,
            Open open,
            List<DeliveredLine> lines,
            Source source,
            List<HoldPart> parts,
            OrderStanding standing,
            Instant now) {
        boolean withSubsidy = open.account().isSubsidised(lines);
        Instant due = calendar.after(now, DAYS_TO_ANSWER);
        return new Delivery(
                Ids.next(),
                open.order().id(),
                open.order().organizationId(),
                open.order().regionCode(),
                open.account().deliveries().size() + 1,
                source.kind(),
                source.id(),
                DeliveryStatus.REPORTED,
                lines,
                Delivery.sum(lines),
                Delivery.withoutTax(lines),
                withSubsidy,
                HoldPart.sum(parts),
                0,
                0,
                List.of(),
                List.of(),
                source.note(),
                by == null ? null : by.id(),
                now,
                due,
                withSubsidy ? lapsesAt(due, standing, parts) : null,
                null,
                null,
                null);
    }

    /** Some days behind the deadline, and not before the last of the vouchers that pay it is over. */
    private static Instant lapsesAt(Instant due, OrderStanding standing, List<HoldPart> parts) {
        Instant first = due.plus(UNANSWERED);
        return standing.lastUntil(parts).filter(first::isBefore).orElse(first);
    }

    private static void requireFew(OrderAccount account) {
        long living = account.deliveries().stream().filter(Delivery::isLiving).count();
        if (living >= MAX_DELIVERIES) {
            throw Rejection.conflict("deliveries-too-many", MAX_DELIVERIES);
        }
        if (account.deliveries().size() - living >= MAX_DELIVERIES) {
            throw Rejection.conflict("deliveries-failed-too-often", MAX_DELIVERIES);
        }
    }

    /**
     * The enterprise accepts what was delivered, and what is due of it is captured; nobody accepts it by silence where
     * vouchers pay. An agent may, unless it is the provider or of its legal entity.
     *
     * <p>Rejects with {@code not-yours}, {@code self-dealing}, {@code organization-frozen} (403),
     * {@code transition-not-allowed}, {@code order-disputed}, {@code order-side-frozen} and
     * {@code order-voucher-frozen} (409).
     */
    public Effect<Shown> accept(Actor actor, UUID deliveryId) {
        return Effect.of(
                () -> find(actor, deliveryId)
                        .invoke(found -> found.order().requireSide(actor, DeliveryMove.ACCEPT.side()))
                        .call(found -> moves.refuseOwn(actor, found.order())),
                (connection, found) -> moves.requireUnfrozen(connection, actor, found.order())
                        .chain(() -> answer(connection, actor, deliveryId, DeliveryMove.ACCEPT, null, now()))
                        .chain(answered -> shown(connection, answered.order(), answered.delivery())));
    }

    /**
     * The enterprise rejects it, and the provider delivers again. Rejects with {@code not-yours} (403),
     * {@code transition-not-allowed} and {@code order-disputed} (409).
     */
    public Effect<Shown> reject(Actor actor, UUID deliveryId, String reason) {
        return undone(actor, deliveryId, DeliveryMove.REJECT, reason);
    }

    /** The provider takes it back before it was answered. Rejects as {@link #reject(Actor, UUID, String)}. */
    public Effect<Shown> withdraw(Actor actor, UUID deliveryId, String reason) {
        return undone(actor, deliveryId, DeliveryMove.WITHDRAW, reason);
    }

    /** What a bill says was delivered is answered with the bill. */
    private static void requireReported(Delivery delivery) {
        if (delivery.source() == DeliverySource.BILL) {
            throw Rejection.conflict("delivery-of-bill", delivery.sourceId());
        }
    }

    private Effect<Shown> undone(Actor actor, UUID deliveryId, DeliveryMove move, String reason) {
        return Effect.of(
                () -> find(actor, deliveryId)
                        .invoke(found -> found.order().requireSide(actor, move.side()))
                        .invoke(found -> requireReported(found.delivery())),
                (connection, found) -> answer(connection, actor, deliveryId, move, reason, now())
                        .chain(answered -> shown(connection, answered.order(), answered.delivery())));
    }

    @Override
    public Uni<List<Redemption>> accept(SqlConnection connection, Actor enterprise, UUID deliveryId, Instant now) {
        return answer(connection, enterprise, deliveryId, DeliveryMove.ACCEPT, null, now)
                .map(Answered::captured);
    }

    @Override
    public Uni<Void> reject(SqlConnection connection, Actor enterprise, UUID deliveryId, String reason, Instant now) {
        return answer(connection, enterprise, deliveryId, DeliveryMove.REJECT, reason, now)
                .replaceWithVoid();
    }

    private record Answered(ServiceOrder order, Delivery delivery, List<Redemption> captured) {}

    private Uni<Shown> shown(SqlConnection connection, ServiceOrder order, Delivery delivery) {
        return moves.parties(connection, order).map(parties -> new Shown(order, delivery, parties));
    }

    private Uni<Answered> answer(
            SqlConnection connection, Actor by, UUID deliveryId, DeliveryMove move, String reason, Instant now) {
        return opened(connection, deliveryId).chain(open -> {
            Delivery delivery = of(open, deliveryId);
            move.from(move.side() == OrderMove.Side.NOBODY ? delivery.status() : delivery.statusAt(now));
            open.order().requireUndisputed();
            move.ofOrder().from(open.order().status());
            return move == DeliveryMove.ACCEPT || move == DeliveryMove.PASS
                    ? accepted(connection, by, open, delivery, move, now)
                    : undone(connection, by, open, delivery, move, reason, now);
        });
    }

    /** Locks the order of a delivery. Rejects with {@code order-delivery-not-found} (404). */
    private Uni<Open> opened(SqlConnection connection, UUID deliveryId) {
        return rows.find(connection, deliveryId).chain(found -> {
            if (found.isEmpty()) {
                throw Rejection.notFound("order-delivery-not-found");
            }
            return moves.open(connection, found.get().orderId());
        });
    }

    private static Delivery of(Open open, UUID deliveryId) {
        return open.account().deliveries().stream()
                .filter(each -> each.id().equals(deliveryId))
                .findFirst()
                .orElseThrow(() -> Rejection.notFound("order-delivery-not-found"));
    }

    private Uni<Answered> accepted(
            SqlConnection connection, Actor by, Open open, Delivery delivery, DeliveryMove move, Instant now) {
        ServiceOrder order = open.order();
        return holds.standing(connection, order.id(), now).chain(standing -> {
            List<HoldPart> due =
                    move == DeliveryMove.PASS ? List.of() : open.account().toCapture(delivery, standing);
            Delivery after = delivery.moved(move, by == null ? null : by.id(), due, null, now);
            OrderAccount account = open.account().with(after);
            boolean isLast = !account.isWaiting() && (account.isWhole() || order.status() == OrderStatus.DELIVERED);
            List<HoldPart> keep = isLast ? List.of() : account.toKeep(standing);
            Wanted wanted = new Wanted(delivery.id(), due, List.of(), keep);
            ServiceOrder part = order.moved(move.ofOrder(), null, nextDue(order, account), now);
            List<HoldPart> missing = OrderAccount.missing(due, standing.deliveredFor(delivery.id()));
            Uni<Void> delivered = missing.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : deliver(connection, order.id(), delivery, missing, now);
            return delivered
                    .chain(() -> holds.change(connection, by, order.id(), wanted, null, now))
                    .call(() -> rows.update(connection, List.of(after)))
                    .call(() -> moves.write(connection, account))
                    .call(() -> due.isEmpty()
                            ? unpaid(connection, after, now)
                            : Uni.createFrom().voidItem())
                    .chain(done -> moves.carryOut(
                                    connection,
                                    by,
                                    order,
                                    part,
                                    move.ofOrder(),
                                    OrderDeliveryEvent.of(move).told(part, after, 0))
                            .chain(moved -> isLast
                                    ? ends.close(connection, by, new Open(moved, account), null)
                                    : Uni.createFrom().item(moved))
                            .map(moved -> new Answered(moved, after, done.captured())));
        });
    }

    private Uni<Void> deliver(
            SqlConnection connection, UUID orderId, Delivery delivery, List<HoldPart> parts, Instant now) {
        if (delivery.source() == DeliverySource.BILL) {
            return holds.deliverBilled(connection, orderId, delivery.id(), parts, now);
        }
        return holds.deliver(connection, orderId, delivery.id(), parts, now);
    }

    /** Of an order that was delivered, the deadline of what waits longest; of others it stays. */
    private static Instant nextDue(ServiceOrder order, OrderAccount account) {
        return order.status() == OrderStatus.DELIVERED ? OrderEnds.nextDue(account) : null;
    }

    private Uni<Answered> undone(
            SqlConnection connection,
            Actor by,
            Open open,
            Delivery delivery,
            DeliveryMove move,
            String reason,
            Instant now) {
        ServiceOrder order = open.order();
        Delivery after = delivery.moved(move, by == null ? null : by.id(), List.of(), reason, now);
        OrderAccount account = open.account().with(after);
        Instant due = move == DeliveryMove.LAPSE ? order.endsAt() : later(order.endsAt(), mendedBy(now));
        ServiceOrder moved = order.moved(move.ofOrder(), reason, due, now);
        return holds.undeliver(connection, order.id(), delivery.id(), reason, now)
                .chain(() -> rows.update(connection, List.of(after)))
                .chain(() -> moves.write(connection, account))
                .chain(() -> moves.carryOut(
                        connection,
                        by,
                        order,
                        moved,
                        move.ofOrder(),
                        OrderDeliveryEvent.of(move).told(moved, after, 0)))
                .call(() -> unpaid(connection, after, now))
                .chain(() -> goOn(connection, by, new Open(moved, account), now))
                .map(afterwards -> new Answered(afterwards, after, List.of()));
    }

    /** Tells whoever hangs on it that vouchers pay nothing of what was delivered. */
    private Uni<Void> unpaid(SqlConnection connection, Delivery after, Instant now) {
        return InTurn.each(effects.stream().toList(), effect -> effect.undone(connection, after, now));
    }

    /**
     * Who was disqualified since delivers nothing again, so the order ends; else its vouchers hold as long as it takes.
     */
    private Uni<ServiceOrder> goOn(SqlConnection connection, Actor by, Open open, Instant now) {
        ServiceOrder order = open.order();
        return providers
                .findAll(connection, List.of(order.providerId()))
                .map(found -> found.get(order.providerId()).statusAt(now) == ProviderStatus.DISQUALIFIED)
                .chain(isBarred -> {
                    if (isBarred) {
                        return ends.endRest(connection, by, open, order.reason());
                    }
                    return order.dueAt().isAfter(order.closesAt())
                            ? holds.keepUntil(connection, order.id(), order.dueAt(), now)
                                    .replaceWith(order)
                            : Uni.createFrom().item(order);
                });
    }

    private Instant mendedBy(Instant now) {
        return calendar.after(now, DAYS_TO_MEND);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public Uni<Long> lower(
            SqlConnection connection,
            Actor by,
            UUID deliveryId,
            Map<String, Delivered> byPlan,
            String reason,
            Instant now) {
        return opened(connection, deliveryId).chain(open -> {
            Delivery delivery = living(open, deliveryId);
            ServiceOrder after = open.order().moved(OrderMove.LOWER, reason, null, now);
            OrderAccount cheaper = open.account().lowered(delivery, parts(byPlan));
            return holds.standing(connection, open.order().id(), now).chain(standing -> {
                Lowered less = cheaper.lowered(standing, deliveryId);
                return ends.lower(connection, by, open, after, less, standing, reason, now)
                        .map(OrderEnds::returnedFen)
                        .call(returned ->
                                lowered(connection, by, open, after, less.account(), delivery, returned, now));
            });
        });
    }

    /** Rejects with {@code transition-not-allowed} (409) what was rejected, taken back or has lapsed. */
    private static Delivery living(Open open, UUID deliveryId) {
        Delivery delivery = of(open, deliveryId);
        if (!delivery.isLiving()) {
            throw Rejection.conflict("transition-not-allowed", delivery.status(), OrderMove.LOWER);
        }
        return delivery;
    }

    /** Tells that a delivery comes to less, and whoever hangs on it where it has come to nothing. */
    private Uni<Void> lowered(
            SqlConnection connection,
            Actor by,
            Open open,
            ServiceOrder after,
            OrderAccount account,
            Delivery before,
            long returnedFen,
            Instant now) {
        Delivery lowered = of(open.with(account), before.id());
        return moves.carryOut(
                        connection,
                        by,
                        open.order(),
                        after,
                        OrderMove.LOWER,
                        OrderDeliveryEvent.DELIVERY_LOWERED.told(after, lowered, returnedFen))
                .chain(() -> lowered.netFen() == 0 && before.netFen() > 0
                        ? unpaid(connection, lowered, now)
                        : Uni.createFrom().voidItem());
    }

    @Override
    public Uni<Long> takeBackWhatIsHere(
            SqlConnection connection,
            Actor by,
            UUID deliveryId,
            Map<String, Delivered> byPlan,
            String reason,
            Instant now) {
        return opened(connection, deliveryId).chain(open -> {
            Delivery delivery = of(open, deliveryId);
            OrderAccount cheaper = open.account().lowered(delivery, parts(byPlan));
            return holds.standing(connection, open.order().id(), now)
                    .map(standing -> cheaper.lowered(standing, deliveryId))
                    .chain(less ->
                            holds.refundHere(connection, by, open.order().id(), less.back(), less.first(), reason, now))
                    .map(refunds ->
                            refunds.stream().mapToLong(Refund::amountFen).sum())
                    .call(fen -> fen == 0
                            ? Uni.createFrom().voidItem()
                            : refunded(connection, by, open.order(), delivery, fen, reason, now));
        });
    }

    private Uni<ServiceOrder> refunded(
            SqlConnection connection,
            Actor by,
            ServiceOrder order,
            Delivery delivery,
            long fen,
            String reason,
            Instant now) {
        ServiceOrder after = order.moved(OrderMove.LOWER, reason, null, now);
        return moves.carryOut(
                connection, by, order, after, OrderMove.LOWER, OrderDeliveryEvent.REFUNDED.told(after, delivery, fen));
    }

    @Override
    public Uni<Long> lowerAskingBack(
            SqlConnection connection,
            Actor by,
            UUID deliveryId,
            Map<String, Delivered> byPlan,
            Asking asking,
            String reason,
            Instant now) {
        return opened(connection, deliveryId).chain(open -> {
            Delivery delivery = living(open, deliveryId);
            ServiceOrder after = open.order().moved(OrderMove.LOWER, reason, null, now);
            OrderAccount cheaper = open.account().lowered(delivery, parts(byPlan));
            return holds.standing(connection, open.order().id(), now).chain(standing -> {
                Lowered less = cheaper.lowered(standing, deliveryId);
                return ends.lowerAskingBack(
                                connection, by, open, after, less, deliveryId, standing, asking, reason, now)
                        .chain(done -> lowered(
                                        connection, by, open, after, done.account(), delivery, done.returnedFen(), now)
                                .replaceWith(done.returnedFen()));
            });
        });
    }

    @Override
    public Uni<Void> askBack(SqlConnection connection, UUID orderId, Map<UUID, List<HoldPart>> paid) {
        return moves.open(connection, orderId).chain(open -> {
            OrderAccount asking = open.account().askingBack(paid);
            return rows.update(
                    connection,
                    asking.deliveries().stream()
                            .filter(each -> !open.account().deliveries().contains(each))
                            .toList());
        });
    }

    @Override
    public Uni<Void> tellDecided(SqlConnection connection, UUID deliveryId, Instant now) {
        return opened(connection, deliveryId)
                .chain(open -> InTurn.each(
                        effects.stream().toList(), effect -> effect.decided(connection, of(open, deliveryId), now)));
    }

    @Override
    public Uni<Map<UUID, Map<String, Long>>> correct(
            SqlConnection connection,
            Actor by,
            UUID orderId,
            Map<UUID, Map<String, Delivered>> byDelivery,
            String reason,
            Instant now) {
        return moves.open(connection, orderId).chain(open -> {
            List<Delivery> living = open.account().deliveries().stream()
                    .filter(each -> each.isLiving() && byDelivery.containsKey(each.id()))
                    .toList();
            if (living.isEmpty() || !OrderMove.LOWER.isAllowedFrom(open.order().status())) {
                return Uni.createFrom().item(Map.of());
            }
            OrderAccount account = open.account();
            for (Delivery each : living) {
                account = account.corrected(each, parts(byDelivery.get(each.id())));
            }
            OrderAccount cheaper = account;
            List<UUID> ids = living.stream().map(Delivery::id).toList();
            ServiceOrder after = open.order().moved(OrderMove.LOWER, reason, null, now);
            return holds.standing(connection, orderId, now).chain(standing -> {
                Lowered less = cheaper.lowered(standing, ids);
                return ends.lower(connection, by, open, after, less, standing, reason, now)
                        .chain(done -> told(connection, by, open.with(less.account()), living, reason, now))
                        .replaceWith(lessPaid(living, less.account()));
            });
        });
    }

    /** Tells of each delivery that vouchers pay less of it, or that it comes to less. */
    private Uni<ServiceOrder> told(
            SqlConnection connection, Actor by, Open lowered, List<Delivery> before, String reason, Instant now) {
        Uni<ServiceOrder> told = Uni.createFrom().item(lowered.order());
        for (Delivery each : before) {
            Delivery less = of(lowered, each.id());
            long returned = each.capturedFen() - less.capturedFen();
            if (returned > 0 || less.netFen() < each.netFen()) {
                told = told.chain(order -> {
                    ServiceOrder after = order.moved(OrderMove.LOWER, reason, null, now);
                    return moves.carryOut(
                            connection,
                            by,
                            order,
                            after,
                            OrderMove.LOWER,
                            OrderDeliveryEvent.DELIVERY_LOWERED.told(after, less, returned));
                });
            }
        }
        return told;
    }

    private static Map<UUID, Map<String, Long>> lessPaid(List<Delivery> before, OrderAccount lowered) {
        Map<UUID, Map<String, Long>> less = new HashMap<>();
        for (Delivery each : before) {
            Map<String, Long> byPlan = new HashMap<>();
            each.paid().forEach(part -> byPlan.merge(part.planCode(), part.amountFen(), Math::addExact));
            lowered.find(each.id())
                    .paid()
                    .forEach(part -> byPlan.merge(part.planCode(), -part.amountFen(), Math::addExact));
            less.put(each.id(), byPlan);
        }
        return less;
    }

    private static Map<String, LineSubsidy.Part> parts(Map<String, Delivered> byPlan) {
        Map<String, LineSubsidy.Part> parts = new HashMap<>();
        byPlan.forEach((plan, of) -> parts.put(plan, new LineSubsidy.Part(of.quantity(), of.netFen(), of.exTaxFen())));
        return parts;
    }

    /**
     * What nobody has answered in time and no voucher pays is accepted; while a side is frozen its time begins anew.
     * Does nothing when somebody was faster.
     */
    Effect<Boolean> pass(Delivery due) {
        return byTheClock(due, (connection, open, delivery) -> {
            Instant now = now();
            boolean isDue = !delivery.withSubsidy() && delivery.statusAt(now) == DeliveryStatus.ACCEPTED;
            return isDue
                    ? answer(connection, null, due.id(), DeliveryMove.PASS, null, now)
                            .replaceWith(true)
                    : Uni.createFrom().item(false);
        });
    }

    /**
     * What nobody ever answered ends once the vouchers that were to pay it are over, so that nothing is held for ever;
     * where they are not, it is looked at again when they are. Does nothing when somebody was faster.
     */
    Effect<Boolean> lapse(Delivery due) {
        return byTheClock(due, (connection, open, delivery) -> {
            Instant now = now();
            if (!delivery.withSubsidy() || delivery.lapsesAt().isAfter(now)) {
                return Uni.createFrom().item(false);
            }
            return holds.standing(connection, due.orderId(), now).chain(standing -> {
                List<HoldPart> held = standing.deliveredFor(due.id());
                if (standing.isOver(held)) {
                    return answer(connection, null, due.id(), DeliveryMove.LAPSE, null, now)
                            .replaceWith(true);
                }
                Instant again = standing.lastUntil(held)
                        .filter(until -> until.isAfter(now.plus(UNANSWERED)))
                        .orElse(now.plus(UNANSWERED));
                return rows.update(connection, List.of(delivery.postponed(delivery.dueAt(), again)))
                        .replaceWith(false);
            });
        });
    }

    /** What the clock does with something that waits, with its order locked. */
    @FunctionalInterface
    private interface ByTheClock {
        Uni<Boolean> act(SqlConnection connection, Open open, Delivery delivery);
    }

    private Effect<Boolean> byTheClock(Delivery due, ByTheClock act) {
        return Effect.of(
                () -> orders.find(due.orderId()),
                (connection, order) -> moves.isFrozen(connection, order)
                        .chain(isFrozen -> moves.open(connection, order.id()).chain(open -> {
                            Delivery delivery = of(open, due.id());
                            if (!delivery.isWaiting() || !open.order().status().isInService()) {
                                return Uni.createFrom().item(false);
                            }
                            return isFrozen ? postpone(connection, delivery) : act.act(connection, open, delivery);
                        })));
    }

    /**
     * What waits for the enterprise is not accepted by the clock while the order is disputed: until then, and some days
     * for whoever ends that.
     */
    Uni<Void> keepOpen(SqlConnection connection, OrderAccount account, Instant until, Instant now) {
        return waiting(
                connection,
                account,
                now,
                each -> each.postponed(each.withSubsidy() ? each.dueAt() : until.plus(UNANSWERED), each.lapsesAt()));
    }

    /** It waits anew: nobody could answer it meanwhile. */
    Uni<Void> waitAnew(SqlConnection connection, OrderAccount account, Instant now) {
        Instant due = calendar.after(now, DAYS_TO_ANSWER);
        return waiting(
                connection,
                account,
                now,
                each -> each.postponed(
                        due, each.lapsesAt() == null ? null : later(each.lapsesAt(), due.plus(UNANSWERED))));
    }

    private Uni<Void> waiting(
            SqlConnection connection, OrderAccount account, Instant now, UnaryOperator<Delivery> postponed) {
        List<Delivery> waiting = account.deliveries().stream()
                .filter(each -> each.statusAt(now) == DeliveryStatus.REPORTED)
                .map(postponed)
                .toList();
        return waiting.isEmpty() ? Uni.createFrom().voidItem() : rows.update(connection, waiting);
    }

    private Uni<Boolean> postpone(SqlConnection connection, Delivery delivery) {
        Instant due = calendar.after(now(), DAYS_TO_ANSWER);
        Instant lapses = delivery.lapsesAt() == null ? null : due.plus(UNANSWERED);
        return rows.update(
                        connection,
                        List.of(delivery.postponed(delivery.withSubsidy() ? delivery.dueAt() : due, lapses)))
                .replaceWith(false);
    }
}
