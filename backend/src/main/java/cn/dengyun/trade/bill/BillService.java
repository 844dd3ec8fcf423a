package cn.dengyun.trade.bill;

import cn.dengyun.identity.organization.ContractParties;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.bill.domain.Bill;
import cn.dengyun.trade.bill.domain.BillCredits;
import cn.dengyun.trade.bill.domain.BillLine;
import cn.dengyun.trade.bill.domain.BillMove;
import cn.dengyun.trade.bill.domain.BilledEvent;
import cn.dengyun.trade.bill.domain.CreditNote;
import cn.dengyun.trade.bill.domain.CreditNoteLine;
import cn.dengyun.trade.bill.domain.DisputeAnswer;
import cn.dengyun.trade.bill.domain.ToldLowering;
import cn.dengyun.trade.bill.store.BillRows;
import cn.dengyun.trade.bill.store.BilledEvents;
import cn.dengyun.trade.bill.store.LoweringRows;
import cn.dengyun.trade.order.OrderFacts;
import cn.dengyun.trade.order.Orders;
import cn.dengyun.trade.order.domain.OrderStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The door of bills: they are read, accepted and disputed here. What is not there for the actor is refused with
 * {@code bill-not-found} (404), and with {@code not-yours} (403) whoever is not on the side whose move it is. Locks are
 * taken in one order: parties, the order, the bill, its delivery.
 */
@ApplicationScoped
public class BillService {

    /** In how many working days the enterprise answers, the provider answers a dispute, and an authority decides. */
    static final int DAYS_TO_ACT = 10;

    private final AggregateStore<Bill> bills;
    private final BillRows rows;
    private final BilledEvents events;
    private final LoweringRows lowerings;
    private final BillDeliveries deliveries;
    private final Orders orders;
    private final ContractParties parties;
    private final WorkingCalendar calendar;
    private final Cursors cursors;
    private final Clock clock;

    BillService(
            Aggregates aggregates,
            BillRows rows,
            BilledEvents events,
            LoweringRows lowerings,
            BillDeliveries deliveries,
            Orders orders,
            ContractParties parties,
            WorkingCalendar calendar,
            Cursors cursors,
            Clock clock) {
        this.bills = aggregates.of(Bill.class, Bill.KNOWN, Bill::seesAll);
        this.rows = rows;
        this.events = events;
        this.lowerings = lowerings;
        this.deliveries = deliveries;
        this.orders = orders;
        this.parties = parties;
        this.calendar = calendar;
        this.cursors = cursors;
        this.clock = clock;
    }

    /**
     * A bill with its lines and what was taken off it since.
     *
     * @param lowerings what vouchers pay less of earlier bills because of it, and of it because of later ones
     */
    public record Whole(Bill bill, List<BillLine> lines, List<CreditNote> credits, List<ToldLowering> lowerings) {

        /** What its credit notes have taken off each line, in fen, by its number. */
        public Map<Integer, Long> taken() {
            return BillCredits.of(credits).taken(lines);
        }

        /** What another one can take off each line, in fen, by its number. */
        public Map<Integer, Long> left() {
            long ofBill = Math.max(0, bill.remainingFen());
            Map<Integer, Long> left = new HashMap<>();
            BillCredits.of(credits).left(lines).forEach((line, fen) -> left.put(line, Math.min(fen, ofBill)));
            return left;
        }
    }

    /**
     * What is taken off a bill.
     *
     * @param amountFen 0: nothing
     * @param lines what of it is taken off which line; null or empty: it names none
     */
    private record Credit(long amountFen, List<NewCreditLine> lines, String reason) {}

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    public Uni<Whole> find(Actor actor, UUID id) {
        return bills.find(actor, id)
                .chain(found -> Uni.combine()
                        .all()
                        .unis(rows.lines(id), rows.notes(id), lowerings.told(found.orderId(), id))
                        .with((lines, credits, lowered) -> new Whole(found, lines, credits, lowered)));
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid}. */
    public Uni<Page<Bill>> list(Actor actor, Filter filter, String cursor, int limit) {
        return bills.page(actor, filter, cursor, limit);
    }

    /**
     * What a bill counts: readings, and those that it takes back, by meter and time. Rejects with
     * {@code cursor-invalid} (400).
     *
     * @param line only what this line of it rests on; null: all
     */
    public Uni<Page<BilledEvent>> events(Actor actor, UUID id, Integer line, String cursor, int limit) {
        String query = "bill-events?" + id + "&" + line;
        List<String> behind = cursor == null ? null : cursors.open(query, cursor);
        return bills.find(actor, id)
                .chain(found -> line == null
                        ? events.page(found, null, behind, limit + 1)
                        : rows.lines(id)
                                .chain(lines -> of(lines, line)
                                        .map(each -> events.page(found, each, behind, limit + 1))
                                        .orElseGet(() -> Uni.createFrom().item(List.of()))))
                .map(found -> Page.of(found, limit, last -> cursors.seal(query, last.key())));
    }

    private static Optional<BillLine> of(List<BillLine> lines, int number) {
        return lines.stream().filter(each -> each.number() == number).findFirst();
    }

    /**
     * The enterprise accepts it, and what vouchers hold for it is captured; nobody accepts by silence.
     *
     * <p>A person does: a system that accepts whatever comes is silence. Rejects with {@code api-client-not-accepted},
     * {@code organization-frozen} (403), {@code transition-not-allowed}, {@code order-disputed},
     * {@code order-side-frozen} (409) and as deliveries are accepted.
     */
    Effect<Whole> accept(Actor actor, UUID id) {
        if (actor.isClient()) {
            throw Rejection.forbidden("api-client-not-accepted");
        }
        return acted(actor, id, BillMove.Side.ENTERPRISE, (connection, open) -> {
            Instant now = now();
            Bill after = open.bill().accepted(actor.id(), calendar.after(now, DAYS_TO_ACT), now);
            if (open.order().status() == OrderStatus.DISPUTED) {
                throw Rejection.conflict("order-disputed");
            }
            return requireUnfrozen(connection, open.bill())
                    .chain(() -> deliveries.report(connection, open.order(), after, open.lines(), now))
                    .chain(reported -> carryOut(connection, open.bill(), reported, BillEvent.ACCEPTED)
                            .call(() -> deliveries.accept(connection, actor, reported, now)))
                    .chain(moved -> whole(connection, moved));
        });
    }

    /** Whoever is on one of both sides accepts it. Rejects as {@link #accept} and {@link #confirm}. */
    public Effect<Whole> acceptOrConfirm(Actor actor, UUID id) {
        return () -> bills.find(actor, id).chain(found -> {
            Effect<Whole> effect = found.isOf(actor, BillMove.Side.PROVIDER) ? confirm(actor, id) : accept(actor, id);
            return effect.prepare();
        });
    }

    /** The provider confirms its readings. Rejects with {@code transition-not-allowed} (409). */
    Effect<Whole> confirm(Actor actor, UUID id) {
        return acted(
                actor,
                id,
                BillMove.Side.PROVIDER,
                (connection, open) -> carryOut(
                                connection, open.bill(), open.bill().confirmed(now()), BillEvent.FINALIZED)
                        .chain(moved -> whole(connection, moved)));
    }

    /**
     * The enterprise disputes it, or some of its lines. Rejects with {@code transition-not-allowed} (409) and
     * {@code invalid-request} (400): {@code bill-line-unknown}.
     */
    public Effect<Whole> dispute(Actor actor, UUID id, NewDispute wanted) {
        return acted(actor, id, BillMove.Side.ENTERPRISE, (connection, open) -> {
            BillMove.DISPUTE.from(open.bill().status());
            Instant now = now();
            List<Integer> lines = known(wanted, open.lines());
            Bill after =
                    open.bill().disputed(actor.id(), wanted.reason(), lines, calendar.after(now, DAYS_TO_ACT), now);
            return carryOut(connection, open.bill(), after, BillEvent.DISPUTED)
                    .chain(moved -> whole(connection, moved));
        });
    }

    private static List<Integer> known(NewDispute wanted, List<BillLine> lines) {
        List<Integer> disputed = wanted.lines() == null ? List.of() : wanted.lines();
        List<Defect> defects = new ArrayList<>();
        for (int i = 0; i < disputed.size(); i++) {
            if (of(lines, disputed.get(i)).isEmpty()) {
                defects.add(Defect.at("/lines/" + i, "bill-line-unknown", lines.size()));
            }
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        return disputed.stream().distinct().toList();
    }

    /**
     * The provider takes something off, which ends the dispute, or stands by the bill, so that an authority decides.
     *
     * <p>Rejects with {@code transition-not-allowed}, {@code bill-dispute-answered}, {@code credit-exceeds-bill},
     * {@code credit-exceeds-line} (409), as what was captured may not be taken back, and {@code invalid-request} (400)
     * as {@link NewCreditLine#named} does.
     */
    public Effect<Whole> answer(Actor actor, UUID id, NewDisputeAnswer wanted) {
        return acted(actor, id, BillMove.Side.PROVIDER, (connection, open) -> {
            Instant now = now();
            Bill after = open.bill()
                    .answered(actor.id(), wanted.answer(), wanted.reason(), calendar.after(now, DAYS_TO_ACT), now);
            return wanted.answer() == DisputeAnswer.REJECTED
                    ? carryOut(connection, open.bill(), after, BillEvent.DISPUTE_REJECTED)
                            .chain(moved -> whole(connection, moved))
                    : ended(
                            connection,
                            actor,
                            open,
                            after,
                            new Credit(wanted.amountFen(), wanted.lines(), wanted.reason()));
        });
    }

    /**
     * An authority of the enterprise's region, or above, decides. Rejects with {@code transition-not-allowed},
     * {@code bill-dispute-unanswered}, {@code credit-exceeds-bill}, {@code credit-exceeds-line} (409), as what was
     * captured may not be taken back, and {@code invalid-request} (400) as {@link NewCreditLine#named} does.
     */
    public Effect<Whole> decide(Actor actor, UUID id, NewDisputeDecision wanted) {
        return acted(actor, id, BillMove.Side.AUTHORITY, (connection, open) -> {
            Bill after = open.bill().decided(actor.id(), wanted.reason(), now());
            return ended(
                    connection, actor, open, after, new Credit(wanted.creditFen(), wanted.lines(), wanted.reason()));
        });
    }

    /** A dispute has ended, and something is taken off, or nothing. */
    private Uni<Whole> ended(SqlConnection connection, Actor actor, Open open, Bill after, Credit wanted) {
        if (open.order().status() == OrderStatus.DISPUTED && open.bill().deliveryId() == null) {
            // Nothing could be reported to its order, and vouchers would never pay it.
            throw Rejection.conflict("order-disputed");
        }
        Bill credited = wanted.amountFen() == 0 ? after : after.alsoCredited(wanted.amountFen());
        Uni<Void> lowered = credit(connection, actor, open, credited, wanted);
        return lowered.chain(() -> deliveries.report(connection, open.order(), credited, open.lines(), now()))
                .chain(reported -> carryOut(connection, open.bill(), reported, BillEvent.FINALIZED))
                .chain(moved -> whole(connection, moved));
    }

    /**
     * The provider takes something off a bill that is final or disputed; the bill itself stays as it is. Rejects with
     * {@code transition-not-allowed}, {@code credit-exceeds-bill}, {@code credit-exceeds-line} (409), as what was
     * captured may not be taken back, and {@code invalid-request} (400) as {@link NewCreditLine#named} does.
     */
    public Effect<Whole> credit(Actor actor, UUID id, NewCreditNote wanted) {
        return acted(actor, id, BillMove.Side.PROVIDER, (connection, open) -> {
            Bill after = open.bill().credited(wanted.amountFen(), wanted.reason(), now());
            return credit(
                            connection,
                            actor,
                            open,
                            after,
                            new Credit(wanted.amountFen(), wanted.lines(), wanted.reason()))
                    .chain(() -> carryOut(connection, open.bill(), after, BillEvent.CREDITED))
                    .chain(moved -> whole(connection, moved));
        });
    }

    /** Takes it off the lines that it names, and off what vouchers pay unless all of them are in own words. */
    private Uni<Void> credit(SqlConnection connection, Actor actor, Open open, Bill credited, Credit wanted) {
        List<CreditNoteLine> lines = NewCreditLine.named(wanted.lines(), wanted.amountFen(), open.lines());
        if (wanted.amountFen() == 0) {
            return Uni.createFrom().voidItem();
        }
        Instant now = now();
        Uni<Void> noted = rows.notes(connection, credited.id()).chain(notes -> {
            BillCredits.of(notes).and(lines, open.lines());
            return rows.insert(
                    connection,
                    new CreditNote(
                            Ids.next(),
                            credited.id(),
                            notes.size() + 1,
                            wanted.amountFen(),
                            wanted.reason(),
                            actor.id(),
                            now,
                            lines));
        });
        return open.isOwnWords(lines)
                ? noted
                : noted.chain(() -> deliveries.lower(
                        connection, actor, open.order(), credited, open.lines(), wanted.reason(), now));
    }

    /** A bill that this unit of work has locked, behind its order. */
    record Open(OrderFacts order, Bill bill, List<BillLine> lines) {

        /** Whether a credit note names lines in own words alone, of which no voucher pays. */
        boolean isOwnWords(List<CreditNoteLine> named) {
            return !named.isEmpty()
                    && named.stream()
                            .allMatch(each -> of(lines, each.line())
                                    .filter(line -> line.deliveryId() != null)
                                    .isPresent());
        }
    }

    /** What somebody does with it. */
    @FunctionalInterface
    private interface Act {
        Uni<Whole> on(SqlConnection connection, Open open);
    }

    private Effect<Whole> acted(Actor actor, UUID id, BillMove.Side side, Act act) {
        return Effect.of(
                () -> bills.find(actor, id).invoke(found -> found.requireSide(actor, side)),
                (connection, found) -> requireNotFrozen(connection, actor, found)
                        .chain(() -> orders.lock(connection, found.orderId()))
                        .chain(order -> bills.lock(connection, actor, id)
                                .chain(bill -> rows.lines(connection, id)
                                        .chain(lines -> act.on(connection, new Open(order, bill, lines))))));
    }

    /**
     * Rejects with {@code organization-frozen} (403) where the actor's own side is frozen; nobody freezes it meanwhile.
     */
    private Uni<Void> requireNotFrozen(SqlConnection connection, Actor actor, Bill bill) {
        return held(connection, bill)
                .invoke(held -> {
                    if (held.values().stream().anyMatch(party -> party.isFrozen() && actor.actsFor(party.id()))) {
                        throw Rejection.forbidden("organization-frozen");
                    }
                })
                .replaceWithVoid();
    }

    /**
     * Rejects with {@code order-side-frozen} (409) where one of both sides is frozen: nothing is accepted meanwhile.
     */
    private Uni<Void> requireUnfrozen(SqlConnection connection, Bill bill) {
        return held(connection, bill)
                .invoke(held -> {
                    if (held.values().stream().anyMatch(ContractParties.Party::isFrozen)) {
                        throw Rejection.conflict("order-side-frozen");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Map<UUID, ContractParties.Party>> held(SqlConnection connection, Bill bill) {
        return parties.held(connection, List.of(bill.organizationId(), bill.providerOrganizationId()));
    }

    private Uni<Bill> carryOut(SqlConnection connection, Bill before, Bill after, BillEvent event) {
        return bills.carryOut(connection, before, new Change<>(after, event.told(after), after.reason()));
    }

    private Uni<Whole> whole(SqlConnection connection, Bill bill) {
        return rows.lines(connection, bill.id())
                .chain(lines -> rows.notes(connection, bill.id())
                        .chain(notes -> lowerings
                                .told(connection, bill.orderId(), bill.id())
                                .map(lowered -> new Whole(bill, lines, notes, lowered))));
    }

    /** Carries out what the clock has decided. */
    Uni<Bill> moved(SqlConnection connection, Bill before, Bill after, BillEvent event) {
        return carryOut(connection, before, after, event);
    }
}
