package cn.dengyun.trade.order;

import cn.dengyun.platform.aggregate.ChangeNotes;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.order.OrderMoves.Open;
import cn.dengyun.trade.order.domain.AmendedLine;
import cn.dengyun.trade.order.domain.Amendment;
import cn.dengyun.trade.order.domain.AmendmentKind;
import cn.dengyun.trade.order.domain.AmendmentMove;
import cn.dengyun.trade.order.domain.AmendmentStatus;
import cn.dengyun.trade.order.domain.OrderAccount;
import cn.dengyun.trade.order.domain.OrderAccount.Lowered;
import cn.dengyun.trade.order.domain.OrderLine;
import cn.dengyun.trade.order.domain.OrderMove;
import cn.dengyun.trade.order.domain.OrderParties;
import cn.dengyun.trade.order.domain.OrderSide;
import cn.dengyun.trade.order.domain.OrderStatus;
import cn.dengyun.trade.order.domain.ServiceOrder;
import cn.dengyun.trade.order.store.AmendmentRows;
import cn.dengyun.voucher.OrderHolds;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What one side of an order wants otherwise and the other agrees to: less of it, a lower price, another last day, or
 * nothing more. Vouchers never hold more by it; what they do not need is given back, and what was captured and is not
 * due any more is taken back, in the unit of work of the agreement. What is not there for the actor is refused with
 * {@code service-order-not-found} or {@code order-amendment-not-found} (404).
 */
@ApplicationScoped
public class AmendmentService {

    /** How long the other side may answer. */
    private static final Duration OPEN = Duration.ofDays(10);

    private static final int MAX_YEARS = 5;

    /**
     * How many each side may ever propose of an order: none is deleted, and its case file has them all. Neither side
     * can use up what the other has.
     */
    private static final int MAX_AMENDMENTS = 50;

    private final OrderMoves moves;
    private final OrderEnds ends;
    private final AmendmentRows rows;
    private final OrderHolds holds;
    private final ChangeNotes notes;
    private final Cursors cursors;

    AmendmentService(
            OrderMoves moves,
            OrderEnds ends,
            AmendmentRows rows,
            OrderHolds holds,
            ChangeNotes notes,
            Cursors cursors) {
        this.moves = moves;
        this.ends = ends;
        this.rows = rows;
        this.holds = holds;
        this.notes = notes;
        this.cursors = cursors;
    }

    /** An amendment and its order, both as they are, and how the sides of that stand. */
    public record Shown(ServiceOrder order, Amendment amendment, OrderParties parties) {}

    public Instant now() {
        return moves.now();
    }

    /** Rejects with {@code order-amendment-not-found} (404). */
    public Uni<Shown> find(Actor actor, UUID id) {
        return rows.find(id).chain(found -> {
            if (found.isEmpty()) {
                throw Rejection.notFound("order-amendment-not-found");
            }
            return moves.store()
                    .find(actor, found.get().orderId())
                    .onFailure(Rejection.class)
                    .transform(unknown -> Rejection.notFound("order-amendment-not-found"))
                    .chain(order -> moves.parties(order).map(parties -> new Shown(order, found.get(), parties)));
        });
    }

    /** Those of an order, newest first. Rejects with {@code cursor-invalid}. */
    public Uni<Page<Shown>> list(Actor actor, UUID orderId, String cursor, int limit) {
        String query = "order-amendments?" + orderId;
        return moves.store()
                .find(actor, orderId)
                .chain(order -> rows.page(orderId, cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1)
                        .map(found -> cursors.pageById(query, found, limit, Amendment::id))
                        .chain(page -> moves.parties(order)
                                .map(parties -> page.map(amendment -> new Shown(order, amendment, parties)))));
    }

    /** All of an order, oldest first, as the unit of work sees them; for whoever has seen to who may know of it. */
    public Uni<List<Amendment>> of(SqlConnection connection, UUID orderId) {
        return rows.ofOrder(connection, orderId);
    }

    /**
     * Proposes something to the other side. Rejects with {@code not-yours} (403), {@code invalid-request} (400; all
     * defects), {@code transition-not-allowed}, {@code order-disputed}, {@code amendment-open},
     * {@code amendments-too-many}, {@code amendment-raises-subsidy}, {@code amendment-without-effect} and
     * {@code amendment-outdated} (409).
     */
    public Effect<Shown> propose(Actor actor, UUID orderId, NewAmendment wanted) {
        return Effect.of(
                () -> moves.store().find(actor, orderId).invoke(found -> found.requireSide(actor, OrderMove.AMEND)),
                (connection, found) -> moves.open(connection, orderId)
                        .call(open -> requireNoneOpen(connection, open.order()))
                        .call(open -> requireFew(
                                connection, open.order(), open.order().sideOf(actor)))
                        .chain(open -> propose(connection, actor, open, wanted)));
    }

    private Uni<Void> requireNoneOpen(SqlConnection connection, ServiceOrder order) {
        return rows.openOf(connection, order.id()).chain(open -> {
            if (open.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            Instant now = now();
            if (open.get().statusAt(now) == AmendmentStatus.PROPOSED) {
                throw Rejection.conflict("amendment-open", open.get().id());
            }
            return moves.decide(connection, order, open.get(), open.get().moved(AmendmentMove.LAPSE, null, null, now));
        });
    }

    private Uni<Void> requireFew(SqlConnection connection, ServiceOrder order, OrderSide side) {
        return rows.count(connection, order.id(), side)
                .invoke(proposed -> {
                    if (proposed >= MAX_AMENDMENTS) {
                        throw Rejection.conflict("amendments-too-many", MAX_AMENDMENTS);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Shown> propose(SqlConnection connection, Actor actor, Open open, NewAmendment wanted) {
        Instant now = now();
        ServiceOrder order = open.order();
        requireAmendable(order, now);
        requireSound(order, open.account(), wanted, today(now));
        OrderSide side = order.sideOf(actor);
        Amendment proposed = new Amendment(
                Ids.next(),
                order.id(),
                order.organizationId(),
                order.regionCode(),
                wanted.kind(),
                side,
                order.organizationOf(side.other()),
                actor.id(),
                now,
                now.plus(OPEN),
                wanted.lines(),
                wanted.endsOn(),
                wanted.note(),
                AmendmentStatus.PROPOSED,
                null,
                null,
                null);
        requireEffect(order, open.account(), proposed);
        return rows.insert(connection, proposed)
                .chain(() -> notes.write(
                        connection,
                        OrderAmendmentEvent.AMENDMENT_PROPOSED.told(order, proposed, 0, 0, now),
                        null,
                        proposed,
                        proposed.note()))
                .chain(() -> shown(connection, order, proposed));
    }

    private Uni<Shown> shown(SqlConnection connection, ServiceOrder order, Amendment amendment) {
        return moves.parties(connection, order).map(parties -> new Shown(order, amendment, parties));
    }

    private static void requireAmendable(ServiceOrder order, Instant now) {
        order.requireUndisputed();
        OrderMove.AMEND.from(order.statusAt(now));
    }

    private static void requireSound(ServiceOrder order, OrderAccount account, NewAmendment wanted, LocalDate today) {
        List<Defect> defects = new ArrayList<>();
        Set<String> plans = new HashSet<>();
        List<AmendedLine> lines = wanted.lines();
        for (int i = 0; i < lines.size(); i++) {
            AmendedLine each = lines.get(i);
            OrderLine line = account.line(each.planCode());
            if (!plans.add(each.planCode())) {
                defects.add(Defect.at(wanted.place() + i + "/planCode", "order-line-repeated"));
            } else if (line == null) {
                defects.add(Defect.at(wanted.place() + i + "/planCode", "plan-unknown", codes(account)));
            } else if (each.quantity() != null
                    && each.quantity().scale() > 0
                    && !line.plan().model().hasFractions()) {
                defects.add(Defect.at(wanted.place() + i + "/quantity", "quantity-not-whole"));
            }
        }
        if (wanted.kind() == AmendmentKind.TERM) {
            LocalDate first = order.startsOn().isAfter(today) ? order.startsOn() : today;
            LocalDate last = order.startsOn().plusYears(MAX_YEARS);
            if (wanted.endsOn().isBefore(first) || wanted.endsOn().isAfter(last)) {
                defects.add(Defect.at("/endsOn", "amendment-term-unfit", first, last));
            }
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    private static String codes(OrderAccount account) {
        return account.lines().stream().map(OrderLine::planCode).collect(Collectors.joining(", "));
    }

    /** That it only lowers, that it changes something, and that nothing more was delivered meanwhile. */
    private static void requireEffect(ServiceOrder order, OrderAccount account, Amendment amendment) {
        for (AmendedLine each : amendment.lines()) {
            OrderLine line = account.line(each.planCode());
            int compared = amendment.kind() == AmendmentKind.QUANTITY
                    ? each.quantity().compareTo(present(line))
                    : Long.compare(each.netFen(), line.presentNetFen());
            if (compared > 0) {
                throw Rejection.conflict("amendment-raises-subsidy", each.planCode());
            }
            if (compared == 0) {
                throw Rejection.conflict("amendment-without-effect");
            }
            if (amendment.kind() == AmendmentKind.QUANTITY && each.quantity().compareTo(line.delivered()) < 0) {
                throw Rejection.conflict(
                        "amendment-outdated",
                        each.planCode(),
                        line.delivered().stripTrailingZeros().toPlainString());
            }
        }
        boolean isSame =
                amendment.kind() == AmendmentKind.TERM && amendment.endsOn().equals(order.endsOn());
        boolean isNothingLeft = amendment.kind() == AmendmentKind.CANCEL_REST
                && (order.status() == OrderStatus.DELIVERED || account.isWhole());
        if (isSame || isNothingLeft) {
            throw Rejection.conflict("amendment-without-effect");
        }
    }

    /** How much of a line there is to be. */
    private static BigDecimal present(OrderLine line) {
        return line.quantity().subtract(line.cancelled());
    }

    /**
     * The other side agrees, and it holds. Rejects with {@code amendment-own}, {@code not-yours},
     * {@code organization-frozen} (403), {@code transition-not-allowed}, {@code order-disputed},
     * {@code order-side-frozen}, {@code amendment-raises-subsidy}, {@code amendment-without-effect},
     * {@code amendment-outdated}, {@code provider-not-qualified} (409), and as captured money may not be taken back.
     */
    public Effect<Shown> agree(Actor actor, UUID id) {
        return Effect.of(
                () -> known(actor, id, AmendmentMove.AGREE),
                (connection, found) -> moves.requireUnfrozen(connection, actor, found.order())
                        .chain(() -> opened(connection, found.order().id(), id))
                        .chain(both -> agreed(connection, actor, both.open(), both.amendment())));
    }

    /** The other side does not want it. Rejects as {@link #withdraw}. */
    public Effect<Shown> reject(Actor actor, UUID id, String reason) {
        return ended(actor, id, AmendmentMove.REJECT, reason);
    }

    /**
     * Whoever proposed it takes it back. Rejects with {@code amendment-own}, {@code not-yours} (403) and
     * {@code transition-not-allowed} (409).
     */
    public Effect<Shown> withdraw(Actor actor, UUID id, String reason) {
        return ended(actor, id, AmendmentMove.WITHDRAW, reason);
    }

    private Effect<Shown> ended(Actor actor, UUID id, AmendmentMove move, String reason) {
        return Effect.of(
                () -> known(actor, id, move),
                (connection, found) -> opened(connection, found.order().id(), id)
                        .chain(both -> ended(connection, actor.id(), both, move, reason)));
    }

    private Uni<Shown> ended(SqlConnection connection, UUID by, Both both, AmendmentMove move, String reason) {
        Amendment after = both.amendment().moved(move, by, reason, now());
        return moves.decide(connection, both.open().order(), both.amendment(), after)
                .chain(() -> shown(connection, both.open().order(), after));
    }

    /** Ends what nobody answered in time; does nothing when somebody was faster. */
    Effect<Boolean> lapse(Amendment due) {
        return Effect.of(connection -> opened(connection, due.orderId(), due.id())
                .chain(both -> {
                    boolean isDue = both.amendment().status() == AmendmentStatus.PROPOSED
                            && both.amendment().statusAt(now()) == AmendmentStatus.LAPSED;
                    return isDue
                            ? ended(connection, null, both, AmendmentMove.LAPSE, null)
                                    .replaceWith(true)
                            : Uni.createFrom().item(false);
                }));
    }

    private Uni<Shown> known(Actor actor, UUID id, AmendmentMove move) {
        return find(actor, id).invoke(found -> found.amendment().requireSide(found.order(), actor, move));
    }

    /** An amendment and its order, which this unit of work has locked. */
    private record Both(Open open, Amendment amendment) {}

    private Uni<Both> opened(SqlConnection connection, UUID orderId, UUID id) {
        return moves.open(connection, orderId)
                .chain(open -> rows.find(connection, id).map(found -> new Both(open, found.orElseThrow())));
    }

    private Uni<Shown> agreed(SqlConnection connection, Actor actor, Open open, Amendment amendment) {
        Instant now = now();
        Amendment after = amendment.moved(AmendmentMove.AGREE, actor.id(), null, now);
        requireAmendable(open.order(), now);
        requireEffect(open.order(), open.account(), amendment);
        ServiceOrder order = amended(open.order(), amendment, now);
        return requireFit(connection, open.order(), amendment)
                .chain(() -> amendment.kind() == AmendmentKind.CANCEL_REST
                        ? ends.awaitsBill(connection, open)
                        : Uni.createFrom().item(false))
                .chain(isAwaited -> {
                    OrderAccount account = counted(open.account(), amendment, isAwaited);
                    return rows.decide(connection, after)
                            .chain(() -> holds.standing(connection, order.id(), now))
                            .chain(standing -> {
                                Lowered less = account.lowered(standing, List.of());
                                return ends.lower(connection, actor, open, order, less, standing, amendment.note(), now)
                                        .chain(done -> moves.carryOut(
                                                connection,
                                                actor,
                                                open.order(),
                                                order,
                                                OrderMove.AMEND,
                                                OrderAmendmentEvent.AMENDMENT_AGREED.told(
                                                        order,
                                                        after,
                                                        done.givenFen(),
                                                        OrderEnds.returnedFen(done),
                                                        now)))
                                        .chain(moved -> {
                                            Open amended = new Open(moved, less.account());
                                            return isAwaited
                                                    ? ends.endTerm(connection, actor, amended, amendment.note())
                                                    : goOn(connection, actor, amended, amendment, now);
                                        });
                            })
                            .chain(moved -> shown(connection, moved, after));
                });
    }

    /** Who was disqualified since renders nothing longer. Rejects with {@code provider-not-qualified} (409). */
    private Uni<Void> requireFit(SqlConnection connection, ServiceOrder order, Amendment amendment) {
        if (amendment.kind() != AmendmentKind.TERM || !amendment.endsOn().isAfter(order.endsOn())) {
            return Uni.createFrom().voidItem();
        }
        return moves.parties(connection, order)
                .invoke(parties -> {
                    if (parties.isProviderBarred()) {
                        throw Rejection.conflict("provider-not-qualified");
                    }
                })
                .replaceWithVoid();
    }

    private static ServiceOrder amended(ServiceOrder order, Amendment amendment, Instant now) {
        if (amendment.kind() != AmendmentKind.TERM) {
            return order.moved(OrderMove.AMEND, amendment.note(), null, now);
        }
        ServiceOrder after = order.amended(amendment.endsOn(), null, amendment.note(), now);
        return order.status() == OrderStatus.ACTIVE
                ? order.amended(amendment.endsOn(), after.endsAt(), amendment.note(), now)
                : after;
    }

    private static OrderAccount counted(OrderAccount before, Amendment amendment, boolean isAwaited) {
        OrderAccount account = before;
        if (amendment.kind() == AmendmentKind.CANCEL_REST) {
            account = isAwaited ? before.withoutUnbilledRest() : before.withoutRest();
        }
        for (AmendedLine each : amendment.lines()) {
            OrderLine line = account.line(each.planCode());
            account = amendment.kind() == AmendmentKind.QUANTITY
                    ? account.with(line.cancelled(present(line).subtract(each.quantity())))
                    : account.cut(line, each.netFen());
        }
        return account;
    }

    /** An order of which nothing is left ends or waits for its last answer; one with another last day holds as long. */
    private Uni<ServiceOrder> goOn(SqlConnection connection, Actor actor, Open open, Amendment amendment, Instant now) {
        ServiceOrder order = open.order();
        if (open.account().isWhole()) {
            return order.status() == OrderStatus.ACCEPTED
                    ? moves.moved(connection, actor, order, OrderMove.CANCEL, amendment.note(), null)
                    : close(connection, actor, open, amendment);
        }
        if (amendment.kind() == AmendmentKind.CANCEL_REST && order.status() != OrderStatus.ACCEPTED) {
            return close(connection, actor, open, amendment);
        }
        return amendment.kind() == AmendmentKind.TERM && order.closesAt().isAfter(now)
                ? holds.keepUntil(connection, order.id(), order.closesAt(), now).replaceWith(order)
                : Uni.createFrom().item(order);
    }

    private Uni<ServiceOrder> close(SqlConnection connection, Actor actor, Open open, Amendment amendment) {
        return amendment.kind() == AmendmentKind.CANCEL_REST
                ? ends.closeRest(connection, actor, open, amendment.note())
                : ends.close(connection, actor, open, amendment.note());
    }

    private static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, ClockProducer.BUSINESS_ZONE);
    }
}
