package cn.dengyun.trade.order;

import cn.dengyun.catalogue.CatalogueService;
import cn.dengyun.catalogue.document.OfferingJson;
import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.files.CaseDocument;
import cn.dengyun.files.DocumentService;
import cn.dengyun.files.DocumentVisibility;
import cn.dengyun.identity.delegation.SelfDealing;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.identity.organization.ContractParties;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.DocumentPurpose;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.order.domain.LineShare;
import cn.dengyun.trade.order.domain.OrderCount;
import cn.dengyun.trade.order.domain.OrderLine;
import cn.dengyun.trade.order.domain.OrderMove;
import cn.dengyun.trade.order.domain.OrderOrigin;
import cn.dengyun.trade.order.domain.OrderParties;
import cn.dengyun.trade.order.domain.OrderPrice;
import cn.dengyun.trade.order.domain.OrderStatus;
import cn.dengyun.trade.order.domain.OrderStep;
import cn.dengyun.trade.order.domain.OwnWords;
import cn.dengyun.trade.order.domain.PinnedContract;
import cn.dengyun.trade.order.domain.ServiceOrder;
import cn.dengyun.trade.order.store.OrderRows;
import cn.dengyun.trade.trial.Trials;
import cn.dengyun.voucher.NewReservation;
import cn.dengyun.voucher.OrderCheck;
import cn.dengyun.voucher.OrderCheck.Target;
import cn.dengyun.voucher.OrderHolds;
import cn.dengyun.voucher.domain.OrderShares.Terms;
import cn.dengyun.voucher.domain.Reservation;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/**
 * The door of orders. What is not there for the actor is refused with {@code service-order-not-found} (404), and with
 * {@code not-yours} (403) whoever is not on the side whose move it is.
 */
@ApplicationScoped
public class OrderService implements Orders {

    private static final Pattern LINE = Pattern.compile("^/lines/(\\d+)");
    private static final String NUMBER_PREFIX = "D";
    private static final int NUMBER_SYMBOLS = 12;

    /** In how many working days a provider answers. */
    private static final int DAYS_TO_ANSWER = 5;

    /** In how many days after its first day a service has begun. */
    private static final int DAYS_TO_BEGIN = 30;

    /** How many orders of an enterprise with a provider are open, so that a sanction ends them in one unit of work. */
    private static final int MAX_OPEN = 2_000;

    private final AggregateStore<ServiceOrder> orders;
    private final OrderMoves moves;
    private final OrderEnds ends;
    private final DeliveryService deliveries;
    private final OrderRows rows;
    private final OrderHolds holds;
    private final OrderCheck check;
    private final CatalogueService catalogue;
    private final OrderPricing pricing;
    private final CertifiedStandings standings;
    private final ContractParties parties;
    private final ProviderService providers;
    private final DocumentService documents;
    private final Trials trials;
    private final WorkingCalendar calendar;
    private final Cursors cursors;
    private final Pool pool;

    OrderService(
            OrderMoves moves,
            OrderEnds ends,
            DeliveryService deliveries,
            OrderRows rows,
            OrderHolds holds,
            OrderCheck check,
            CatalogueService catalogue,
            OrderPricing pricing,
            CertifiedStandings standings,
            ContractParties parties,
            ProviderService providers,
            DocumentService documents,
            Trials trials,
            WorkingCalendar calendar,
            Cursors cursors,
            Pool pool) {
        this.orders = moves.store();
        this.moves = moves;
        this.ends = ends;
        this.deliveries = deliveries;
        this.rows = rows;
        this.holds = holds;
        this.check = check;
        this.catalogue = catalogue;
        this.pricing = pricing;
        this.standings = standings;
        this.parties = parties;
        this.providers = providers;
        this.documents = documents;
        this.trials = trials;
        this.calendar = calendar;
        this.cursors = cursors;
        this.pool = pool;
    }

    /** An order with its lines, what vouchers hold or held for it, oldest first, and how its sides stand. */
    public record Whole(ServiceOrder order, List<OrderLine> lines, List<Reservation> holds, OrderParties parties) {}

    /** An order in a list. */
    public record Listed(ServiceOrder order, OrderParties parties) {}

    public Instant now() {
        return moves.now();
    }

    @Override
    public Uni<OrderFacts> find(SqlClient client, UUID id) {
        return rows.find(client, id).chain(found -> facts(client, found));
    }

    @Override
    public Uni<OrderFacts> lock(SqlConnection connection, UUID id) {
        return rows.lock(connection, id).chain(locked -> facts(connection, locked));
    }

    private Uni<OrderFacts> facts(SqlClient client, ServiceOrder order) {
        if (order == null) {
            throw Rejection.notFound("service-order-not-found");
        }
        return rows.lines(client, List.of(order.id()))
                .map(lines -> OrderFacts.of(order, lines.getOrDefault(order.id(), List.of()), now()));
    }

    public Uni<Whole> find(Actor actor, UUID id) {
        return orders.find(actor, id)
                .chain(found -> Uni.combine()
                        .all()
                        .unis(rows.lines(List.of(id)), holds.ofOrder(pool, id), moves.parties(List.of(found)))
                        .with((lines, held, parties) ->
                                new Whole(found, lines.getOrDefault(id, List.of()), held, parties.get(id))));
    }

    /** The order alone. */
    Uni<ServiceOrder> known(Actor actor, UUID id) {
        return orders.find(actor, id);
    }

    /** The same, held until the unit of work ends. */
    Uni<ServiceOrder> lock(SqlConnection connection, Actor actor, UUID id) {
        return orders.lock(connection, actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid}. */
    public Uni<Page<Listed>> list(Actor actor, Filter filter, String cursor, int limit) {
        return orders.page(actor, filter, cursor, limit)
                .chain(page -> moves.parties(page.data())
                        .map(parties -> page.map(found -> new Listed(found, parties.get(found.id())))));
    }

    /** How many of those that the actor may know of stand where. */
    public Uni<List<OrderCount>> counts(Actor actor) {
        return rows.counts(actor, now());
    }

    /** What was done with an order, newest first. Rejects with {@code cursor-invalid}. */
    public Uni<Page<OrderStep>> steps(Actor actor, UUID id, String cursor, int limit) {
        String query = "order-steps?" + id;
        return orders.find(actor, id)
                .chain(() -> rows.steps(id, cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1))
                .map(found -> cursors.pageById(query, found, limit, OrderStep::id));
    }

    /**
     * What is known before a unit of work begins.
     *
     * @param offeringName null where the offering is not for the enterprise to see, so that it is refused
     * @param hold null where no voucher shall pay
     */
    private record Looked(
            UUID id,
            String number,
            Origin origin,
            Target target,
            CertifiedStanding enterprise,
            String offeringName,
            List<OrderPrice.Concession> agreed,
            Effect.Prepared<List<Reservation>> hold) {}

    /**
     * Places an order at the offering's present price, and holds the vouchers for it, all or nothing.
     *
     * <p>Rejects with {@code invalid-request} (400), {@code self-dealing}, {@code organization-frozen} (403),
     * {@code offering-not-found}, {@code voucher-not-found} (404), {@code order-reference-taken},
     * {@code offering-not-offered}, {@code offering-lapsed}, {@code offering-version-outdated},
     * {@code offering-without-plans}, {@code provider-not-qualified}, {@code enterprise-not-certified} (409), and as
     * {@link OrderHolds#hold} does; with {@code orders-open-too-many} (409; how many there may be) where too many with
     * the provider have not ended.
     */
    public Effect<Whole> place(Actor enterprise, NewOrder wanted) {
        if (wanted.trialId() != null) {
            return ordered(enterprise, wanted, new Origin(OrderOrigin.TRIAL, wanted.trialId(), Map.of(), List.of()));
        }
        return ordered(
                enterprise,
                wanted,
                new Origin(enterprise.isClient() ? OrderOrigin.API : OrderOrigin.PLATFORM, null, Map.of(), List.of()));
    }

    @Override
    public Effect<OrderFacts> place(Actor enterprise, NewOrder wanted, OrderOrigin origin, UUID originId) {
        return facts(ordered(enterprise, wanted, new Origin(origin, originId, Map.of(), List.of())));
    }

    @Override
    public Effect<OrderFacts> award(
            Actor enterprise, NewOrder wanted, UUID quoteId, Map<String, Long> quotedFen, List<OwnLine> own) {
        return facts(ordered(enterprise, wanted, new Origin(OrderOrigin.QUOTE, quoteId, quotedFen, own)));
    }

    private Effect<OrderFacts> facts(Effect<Whole> placing) {
        return placing.map(whole -> OrderFacts.of(whole.order(), whole.lines(), now()));
    }

    private Effect<Whole> ordered(Actor enterprise, NewOrder wanted, Origin origin) {
        return Effect.of(
                () -> look(enterprise, wanted, origin),
                (connection, looked) -> place(connection, enterprise, wanted, looked));
    }

    /**
     * Where an order comes from.
     *
     * @param id null where that has none
     * @param quotedFen what the provider has quoted for a plan, in fen; empty where it has quoted nothing
     * @param own what it has quoted in its own words
     */
    private record Origin(OrderOrigin kind, UUID id, Map<String, Long> quotedFen, List<OwnLine> own) {}

    /**
     * The enterprise orders the next term, of what it ordered before where it says nothing else; vouchers pay of it
     * only where it says so. Rejects like {@link #place(Actor, NewOrder)}, and with {@code not-yours} (403) and
     * {@code transition-not-allowed} (409) unless the order is in service or completed, and with
     * {@code order-own-words-not-renewed} (409) where nothing else is said and something of it is in own words.
     */
    public Effect<Whole> renew(Actor enterprise, UUID id, NewRenewal wanted) {
        return () -> orders.find(enterprise, id)
                .invoke(found -> found.requireSide(enterprise, OrderMove.RENEW))
                .invoke(found -> OrderMove.RENEW.from(found.statusAt(now())))
                .chain(found -> rows.lines(List.of(id))
                        .map(lines -> wanted.of(found, lines.getOrDefault(id, List.of())))
                        .chain(next -> ordered(
                                        enterprise, next, new Origin(OrderOrigin.RENEWAL, id, Map.of(), List.of()))
                                .prepare()));
    }

    private Uni<Looked> look(Actor actor, NewOrder wanted, Origin origin) {
        UUID id = Ids.next();
        String number = HumanCode.of(NUMBER_PREFIX, NUMBER_SYMBOLS, id);
        return check.look(wanted.offeringId())
                .invoke(target -> refuseOwn(actor, target.provider().organizationId()))
                .chain(target -> Uni.combine()
                        .all()
                        .unis(
                                standings
                                        .of(pool, List.of(actor.organizationId()))
                                        .map(found -> found.get(actor.organizationId())),
                                nameOf(wanted.offeringId(), actor),
                                pricing.agreed(wanted.offeringId()),
                                hold(actor, id, number, wanted, origin.quotedFen()))
                        .with((standing, name, agreed, hold) ->
                                new Looked(id, number, origin, target, standing, name, agreed, hold)));
    }

    private static void refuseOwn(Actor actor, UUID seller) {
        SelfDealing.refuse(actor, seller);
        if (actor.actsFor(seller)) {
            throw Rejection.forbidden("self-dealing");
        }
    }

    private Uni<String> nameOf(UUID offering, Actor actor) {
        return catalogue
                .get(offering, actor)
                .map(found -> OfferingJson.read(found.contentJson()).name())
                .onFailure(Rejection.class)
                .recoverWithNull();
    }

    private Uni<Effect.Prepared<List<Reservation>>> hold(
            Actor actor, UUID id, String number, NewOrder wanted, Map<String, Long> quotedFen) {
        List<NewReservation.Line> lines = wanted.subsidised().stream()
                .map(wanted.lines()::get)
                .map(line -> new NewReservation.Line(line.planCode(), line.quantity(), null, line.amountFen()))
                .toList();
        if (lines.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        NewReservation held = new NewReservation(
                wanted.offeringId(),
                wanted.offeringVersion(),
                reference(wanted, number),
                lines,
                startOf(wanted.endsOn().plusDays(1L + ServiceOrder.DAYS_BEHIND)));
        return holds.hold(actor, id, wanted.vouchers(), held, quotedFen).prepare();
    }

    private static String reference(NewOrder wanted, String number) {
        return wanted.externalReference() == null ? number : wanted.externalReference();
    }

    private Uni<Whole> place(SqlConnection connection, Actor actor, NewOrder wanted, Looked looked) {
        Target target = looked.target();
        return check.requireParties(connection, actor.organizationId(), target)
                .chain(() -> requireTrial(connection, actor, wanted, looked.origin()))
                .chain(() -> rows.isTaken(
                        connection, actor.organizationId(), target.provider().id(), reference(wanted, looked.number())))
                .invoke(isTaken -> {
                    if (isTaken) {
                        throw Rejection.conflict("order-reference-taken", wanted.externalReference());
                    }
                })
                .chain(() -> rows.living(
                        connection, actor.organizationId(), target.provider().id(), MAX_OPEN))
                .chain(living -> {
                    if (living >= MAX_OPEN) {
                        throw Rejection.conflict("orders-open-too-many", MAX_OPEN);
                    }
                    Instant now = now();
                    target.requireOffered(now);
                    target.requireVersion(wanted.offeringVersion());
                    List<Priced> priced = priced(wanted, looked, today(now));
                    return held(connection, wanted, looked)
                            .chain(held -> holds.paidToProvider(connection, held)
                                    .chain(deducted -> holds.terms(connection, held, target)
                                            .chain(terms -> record(
                                                    connection,
                                                    actor,
                                                    wanted,
                                                    looked,
                                                    priced,
                                                    new Paid(held, terms, deducted),
                                                    now))));
                })
                .onFailure(Rows.broken("service_order_reference"))
                .transform(other -> Rejection.conflict("order-reference-taken", wanted.externalReference()));
    }

    /** An order names a trial of its enterprise and its offering alone. */
    private Uni<Void> requireTrial(SqlConnection connection, Actor actor, NewOrder wanted, Origin origin) {
        if (origin.kind() != OrderOrigin.TRIAL) {
            return Uni.createFrom().voidItem();
        }
        return trials.isOf(connection, origin.id(), actor.organizationId(), wanted.offeringId())
                .invoke(isOf -> {
                    if (!isOf) {
                        throw Rejection.invalid(List.of(Defect.at("/trialId", "order-trial-unfit")));
                    }
                })
                .replaceWithVoid();
    }

    private Uni<List<Reservation>> held(SqlConnection connection, NewOrder wanted, Looked looked) {
        return looked.hold() == null
                ? Uni.createFrom().item(List.of())
                : looked.hold()
                        .in(connection)
                        .onFailure(Rejection.class)
                        .transform(refused -> inOrder((Rejection) refused, wanted.subsidised()));
    }

    /**
     * What is wrong with lines that vouchers shall pay of, said of them where they stand in the order.
     *
     * @param places of these lines
     */
    private static Rejection inOrder(Rejection refused, List<Integer> places) {
        if (refused.defects().isEmpty()) {
            return refused;
        }
        return Rejection.invalid(refused.defects().stream()
                .map(defect -> new Defect(
                        LINE.matcher(defect.pointer())
                                .replaceFirst(found -> "/lines/" + places.get(Integer.parseInt(found.group(1)))),
                        defect.code(),
                        defect.arguments()))
                .toList());
    }

    /**
     * A line with its price.
     *
     * @param words null of a line of a plan
     */
    private record Priced(BigDecimal units, boolean withSubsidy, Plan plan, OwnWords words, OrderPrice price) {}

    private List<Priced> priced(NewOrder wanted, Looked looked, LocalDate today) {
        List<Defect> defects = wanted.defectsOn(today);
        List<OrderPricing.Line> lines = wanted.lines().stream()
                .map(line -> new OrderPricing.Line(
                        line.planCode(),
                        line.units(),
                        looked.origin().quotedFen().get(line.planCode())))
                .toList();
        // What is wanted in own words alone needs no plan that has a price.
        List<OrderPricing.Priced> costs = lines.isEmpty()
                ? List.of()
                : pricing.priced(lines, looked.target().prices(), looked.agreed(), today, defects);
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        List<Priced> priced = new ArrayList<>();
        for (OrderPricing.Priced each : costs) {
            NewOrder.Line line = wanted.lines().get(priced.size());
            priced.add(new Priced(line.units(), line.withSubsidy(), each.plan(), null, each.price()));
        }
        looked.origin()
                .own()
                .forEach(own -> priced.add(new Priced(own.units(), false, own.plan(), own.words(), own.price())));
        return priced;
    }

    /**
     * What vouchers pay of an order.
     *
     * @param held by the order in which they pay
     * @param terms of their programmes, by voucher
     * @param deductedFen of it what the programmes pay to the provider, in fen
     */
    private record Paid(List<Reservation> held, Map<UUID, Terms> terms, long deductedFen) {

        List<LineShare> of(String planCode) {
            return held.stream()
                    .filter(hold -> hold.amountFen(planCode) > 0)
                    .map(hold -> new LineShare(
                            hold.voucherId(),
                            hold.amountFen(planCode),
                            terms.get(hold.voucherId()).ratio(),
                            terms.get(hold.voucherId()).basis()))
                    .toList();
        }
    }

    private Uni<Whole> record(
            SqlConnection connection,
            Actor actor,
            NewOrder wanted,
            Looked looked,
            List<Priced> priced,
            Paid paid,
            Instant now) {
        List<OrderLine> lines = new ArrayList<>();
        for (Priced each : priced) {
            lines.add(OrderLine.ordered(
                    looked.id(),
                    lines.size() + 1,
                    each.plan(),
                    each.words(),
                    each.units(),
                    each.withSubsidy(),
                    each.price(),
                    each.words() == null ? paid.of(each.plan().code()) : List.of()));
        }
        ServiceOrder placed = placed(actor, wanted, looked, lines, paid.deductedFen(), now);
        return orders.create(actor, placed, OrderEvent.PLACED.told(placed))
                .prepare()
                .chain(prepared -> prepared.in(connection))
                .chain(made -> rows.insert(connection, lines))
                .chain(() -> rows.insert(
                        connection, new OrderStep(Ids.next(), placed.id(), OrderStep.PLACE, actor.id(), now, null)))
                .chain(() -> moves.parties(connection, placed))
                .map(parties -> new Whole(placed, lines, paid.held(), parties));
    }

    private ServiceOrder placed(
            Actor actor, NewOrder wanted, Looked looked, List<OrderLine> lines, long deductedFen, Instant now) {
        Target target = looked.target();
        return new ServiceOrder(
                looked.id(),
                0,
                looked.number(),
                actor.organizationId(),
                looked.enterprise().nameZh(),
                looked.enterprise().region(),
                target.provider().id(),
                target.provider().organizationId(),
                target.provider().nameZh(),
                target.offering().id(),
                target.offering().version(),
                looked.offeringName() == null ? looked.number() : looked.offeringName(),
                reference(wanted, looked.number()),
                looked.origin().kind(),
                looked.origin().id(),
                OrderStatus.PLACED,
                null,
                now,
                wanted.startsOn(),
                wanted.endsOn(),
                sum(lines, OrderLine::listFen),
                sum(lines, OrderLine::concessionFen),
                sum(lines, OrderLine::campaignFen),
                sum(lines, OrderLine::netFen),
                sum(lines, line -> line.taxFen() == null ? 0 : line.taxFen()),
                sum(lines, OrderLine::subsidyFen),
                deductedFen,
                null,
                wanted.contractNumber(),
                null,
                null,
                null,
                actor.id(),
                now,
                null,
                null,
                null,
                null,
                null,
                calendar.after(now, DAYS_TO_ANSWER),
                now,
                null,
                null);
    }

    private static long sum(List<OrderLine> lines, ToLongFunction<OrderLine> fen) {
        return lines.stream().mapToLong(fen).reduce(0, Math::addExact);
    }

    /**
     * The provider accepts, and there is a contract: both sides may enter into one, and that stays so until the unit of
     * work ends. What became of the offering since does not matter, for the order has pinned it; the contract that the
     * enterprise has named is agreed on with it.
     *
     * <p>Rejects as the precondition does, with {@code organization-frozen} (403), {@code transition-not-allowed},
     * {@code provider-not-qualified} and {@code enterprise-not-certified} (409).
     */
    public Effect<Whole> accept(Actor actor, UUID id, Precondition precondition) {
        return Effect.of(
                () -> orders.find(actor, id).invoke(found -> found.requireSide(actor, OrderMove.ACCEPT)),
                (connection, found) -> requireFit(connection, found)
                        .chain(() -> orders.lock(connection, actor, id))
                        .invoke(locked -> precondition.check(String.valueOf(locked.version())))
                        .chain(locked -> moves.moved(
                                connection,
                                actor,
                                locked,
                                OrderMove.ACCEPT,
                                null,
                                startOf(locked.startsOn().plusDays(DAYS_TO_BEGIN + 1L))))
                        .chain(after -> whole(connection, after)));
    }

    /**
     * The provider says that the service has begun. Rejects with {@code not-yours} (403), {@code invalid-request} (400;
     * a moment before the acceptance of the order or in the future) and {@code transition-not-allowed} (409).
     */
    public Effect<Whole> activate(Actor actor, UUID id, OrderActivation wanted) {
        return Effect.of(
                () -> orders.find(actor, id).invoke(found -> found.requireSide(actor, OrderMove.ACTIVATE)),
                (connection, found) -> orders.lock(connection, actor, id)
                        .chain(locked -> activated(connection, actor, locked, wanted))
                        .chain(after -> whole(connection, after)));
    }

    private Uni<ServiceOrder> activated(
            SqlConnection connection, Actor actor, ServiceOrder locked, OrderActivation wanted) {
        Instant now = now();
        OrderMove.ACTIVATE.from(locked.statusAt(now));
        Instant at = wanted.at() == null ? now : wanted.at().truncatedTo(ChronoUnit.MICROS);
        if (at.isAfter(now)) {
            throw Rejection.invalid(List.of(Defect.at("/at", "activation-of-future")));
        }
        if (at.isBefore(locked.acceptedAt())) {
            throw Rejection.invalid(List.of(Defect.at("/at", "activation-before-contract", locked.acceptedAt())));
        }
        ServiceOrder after = locked.activated(wanted.serviceReference(), at, locked.endsAt(), now);
        return moves.carryOut(connection, actor, locked, after, OrderMove.ACTIVATE, OrderEvent.ACTIVATED.told(after));
    }

    private Uni<Void> requireFit(SqlConnection connection, ServiceOrder order) {
        return parties.held(connection, List.of(order.organizationId(), order.providerOrganizationId()))
                .invoke(held -> {
                    if (held.get(order.organizationId()).isFrozen()
                            || held.get(order.providerOrganizationId()).isFrozen()) {
                        throw Rejection.forbidden("organization-frozen");
                    }
                    if (!held.get(order.organizationId()).isCertified()) {
                        throw Rejection.conflict("enterprise-not-certified");
                    }
                })
                .chain(() -> providers.requireQualified(connection, order.providerId()));
    }

    /**
     * Says which document on an order is its contract, and keeps its hash: of either side, seen by both, in force. The
     * other side confirms it by saying the same.
     *
     * <p>Rejects as the precondition does, with {@code not-yours} (403), {@code document-not-found} (404) and
     * {@code contract-pinned} (409).
     */
    public Effect<Whole> pinContract(Actor actor, UUID id, Precondition precondition, OrderContract wanted) {
        return Effect.of(connection -> orders.lock(connection, actor, id)
                .invoke(locked -> locked.requireParty(actor))
                .invoke(locked -> precondition.check(String.valueOf(locked.version())))
                .chain(locked -> documents
                        .ofRecord(connection, OrderRecord.KIND, id)
                        .map(found -> contract(found, wanted.documentId()))
                        .chain(contract -> pinned(connection, actor, locked, contract, wanted.number())))
                .chain(after -> whole(connection, after)));
    }

    private static CaseDocument contract(List<CaseDocument> found, UUID wanted) {
        return found.stream()
                .filter(document -> document.id().equals(wanted) && document.isInForce())
                .filter(document -> document.purpose() == DocumentPurpose.CONTRACT
                        && document.visibility() == DocumentVisibility.RECORD)
                .findFirst()
                .orElseThrow(() -> Rejection.notFound("document-not-found"));
    }

    private Uni<ServiceOrder> pinned(
            SqlConnection connection, Actor actor, ServiceOrder locked, CaseDocument contract, String number) {
        Instant now = now();
        ServiceOrder after = locked.contracted(
                locked.sideOf(actor),
                new PinnedContract(contract.id(), contract.number(), contract.sha256()),
                number,
                now);
        boolean isConfirmed = after.contractConfirmedAt() != null;
        OrderEvent told = isConfirmed ? OrderEvent.CONTRACT_CONFIRMED : OrderEvent.CONTRACT_PINNED;
        String step = isConfirmed ? OrderStep.CONFIRM_CONTRACT : OrderStep.CONTRACT;
        return orders.carryOut(connection, locked, new Change<>(after, told.told(after), null))
                .call(() ->
                        rows.insert(connection, new OrderStep(Ids.next(), locked.id(), step, actor.id(), now, null)));
    }

    /**
     * Ends an order before anything of it was rendered, and gives back what is held for it: the provider rejects it,
     * the enterprise cancels it, and no agent that is the provider. Rejects with {@code not-yours},
     * {@code self-dealing} (403) and {@code transition-not-allowed} (409).
     */
    public Effect<Whole> end(Actor actor, UUID id, OrderMove move, String reason) {
        return Effect.of(
                () -> orders.find(actor, id)
                        .invoke(found -> found.requireSide(actor, move))
                        .call(found -> moves.refuseOwn(actor, found)),
                (connection, found) -> orders.lock(connection, actor, id)
                        .chain(locked -> ended(connection, actor, locked, move, reason))
                        .chain(after -> whole(connection, after)));
    }

    /**
     * Ends one whose time is over, whoever is frozen: what was held is free again. Does nothing when somebody was
     * faster.
     */
    Effect<Boolean> lapse(ServiceOrder due) {
        return Effect.of(connection -> lapse(connection, due.id()));
    }

    /**
     * Ends one in service some time behind its last day, when nothing waits: what is not delivered will not be. Does
     * nothing while one of its sides is frozen, or when somebody was faster.
     */
    Effect<Boolean> runOut(ServiceOrder due) {
        return Effect.of(connection -> moves.isFrozen(connection, due)
                .chain(isFrozen -> isFrozen ? Uni.createFrom().item(false) : runOut(connection, due.id())));
    }

    private Uni<Boolean> runOut(SqlConnection connection, UUID id) {
        return moves.open(connection, id).chain(open -> {
            ServiceOrder order = open.order();
            boolean isDue = order.status() == OrderStatus.ACTIVE
                    && !open.account().isWaiting()
                    && !now().isBefore(order.dueAt())
                    && !now().isBefore(order.closesAt());
            return isDue
                    ? ends.endAll(connection, null, open, null).replaceWith(true)
                    : Uni.createFrom().item(false);
        });
    }

    private Uni<Boolean> lapse(SqlConnection connection, UUID id) {
        return rows.lock(connection, id).chain(locked -> {
            boolean isDue = locked.status().endsByTheClock() && locked.statusAt(now()) == OrderStatus.LAPSED;
            return isDue
                    ? ended(connection, null, locked, OrderMove.LAPSE, null).replaceWith(true)
                    : Uni.createFrom().item(false);
        });
    }

    private Uni<ServiceOrder> ended(
            SqlConnection connection, Actor actor, ServiceOrder locked, OrderMove move, String reason) {
        return moves.moved(connection, actor, locked, move, reason, null)
                .call(after -> holds.give(connection, after.id(), List.of(), reason, after.updatedAt()));
    }

    @Override
    public Uni<ServiceOrder> dispute(
            SqlConnection connection, Actor side, UUID id, String why, Instant until, Instant now) {
        return orders.find(connection, side, id)
                .invoke(found -> found.requireSide(side, OrderMove.DISPUTE))
                .chain(found -> moves.requireOwnUnfrozen(connection, side, found))
                .chain(() -> orders.lock(connection, side, id))
                .invoke(ServiceOrder::requireUndisputed)
                .invoke(locked -> requireDisputable(locked, now))
                .call(() -> keepDisputed(connection, id, until, now))
                .call(locked -> moves.moved(connection, side, locked, OrderMove.DISPUTE, why, until));
    }

    @Override
    public Uni<Void> keepDisputed(SqlConnection connection, UUID id, Instant until, Instant now) {
        return moves.open(connection, id)
                .chain(open -> deliveries.keepOpen(connection, open.account(), until, now))
                .chain(() ->
                        holds.keepOpen(connection, id, until.plus(Duration.ofDays(ServiceOrder.DAYS_BEHIND)), now));
    }

    private static void requireDisputable(ServiceOrder order, Instant now) {
        OrderMove.DISPUTE.from(order.statusAt(now));
        if (!order.isInTime(OrderMove.DISPUTE, now)) {
            throw Rejection.conflict("dispute-too-late", order.completedAt(), ServiceOrder.DAYS_TO_DISPUTE);
        }
    }

    @Override
    public Uni<Void> resume(
            SqlConnection connection, Actor by, UUID id, Instant since, Instant due, String why, Instant now) {
        Duration lost = Duration.between(since, now);
        return moves.open(connection, id).chain(open -> {
            Instant next = later(due.isAfter(since) ? due.plus(lost) : due, tail(open.order(), since, lost, now));
            return moves.moved(connection, by, open.order(), OrderMove.RESUME, why, next)
                    .call(() -> deliveries.waitAnew(connection, open.account(), now))
                    .call(resumed -> holds.keepUntil(connection, id, endOfHolds(resumed, now), now))
                    .chain(resumed -> endOfBarred(connection, open.with(resumed), why));
        });
    }

    /**
     * Of one in service that had not come to its end, what was left of the time behind its last day, so that it does
     * not end with the dispute; of others the beginning of all time.
     */
    private static Instant tail(ServiceOrder disputed, Instant since, Duration lost, Instant now) {
        if (disputed.resumes() != OrderStatus.ACTIVE || !disputed.closesAt().isAfter(since)) {
            return Instant.EPOCH;
        }
        Instant soon = now.plus(Duration.ofDays(ServiceOrder.DAYS_BEHIND));
        Instant end = disputed.closesAt().plus(lost);
        return end.isBefore(soon) ? end : soon;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Not at once where its time was over meanwhile: what was decided is still to be carried out. */
    private static Instant endOfHolds(ServiceOrder resumed, Instant now) {
        return later(resumed.closesAt(), now.plus(Duration.ofDays(ServiceOrder.DAYS_BEHIND)));
    }

    private Uni<Void> endOfBarred(SqlConnection connection, OrderMoves.Open open, String why) {
        return moves.parties(connection, open.order()).chain(parties -> {
            if (open.order().status() != OrderStatus.ACTIVE) {
                return Uni.createFrom().voidItem();
            }
            return parties.isProviderBarred()
                    ? ends.endRest(connection, null, open, why).replaceWithVoid()
                    : moves.tell(connection, open.order(), OrderChange.UNBARRED, moves.now());
        });
    }

    @Override
    public Uni<Void> endRest(SqlConnection connection, Actor by, UUID id, String why) {
        return moves.open(connection, id)
                .chain(open -> open.order().status().isInService()
                        ? ends.endRest(connection, by, open, why).replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }

    @Override
    public Uni<Void> endBilled(SqlConnection connection, UUID id) {
        return moves.open(connection, id)
                .chain(open -> rows.steps(connection, id)
                        .chain(steps -> open.order().status() == OrderStatus.ACTIVE && isTermEnded(steps)
                                ? ends.awaitsBill(connection, open)
                                        .chain(isAwaited -> isAwaited
                                                ? Uni.createFrom().voidItem()
                                                : ends.endAll(
                                                                connection,
                                                                null,
                                                                open,
                                                                open.order().reason())
                                                        .replaceWithVoid())
                                : Uni.createFrom().voidItem()));
    }

    /** Whether both sides have not agreed on anything since, another last day for example. */
    private static boolean isTermEnded(List<OrderStep> steps) {
        return steps.stream()
                .map(OrderStep::move)
                .filter(move -> move.equals(OrderMove.END_TERM.name()) || move.equals(OrderMove.AMEND.name()))
                .reduce((before, last) -> last)
                .filter(OrderMove.END_TERM.name()::equals)
                .isPresent();
    }

    /** Orders that a voucher pays or paid something of, oldest first; for whoever has seen to who may know of them. */
    public Uni<List<Whole>> paidBy(SqlConnection connection, UUID voucherId) {
        return holds.ordersOf(connection, voucherId)
                .chain(ids -> Multi.createFrom()
                        .iterable(ids)
                        .onItem()
                        .transformToUniAndConcatenate(
                                id -> rows.find(connection, id).chain(found -> whole(connection, found)))
                        .collect()
                        .asList());
    }

    /** What was done with an order, oldest first, as the unit of work sees it. */
    public Uni<List<OrderStep>> steps(SqlConnection connection, UUID id) {
        return rows.steps(connection, id);
    }

    private Uni<Whole> whole(SqlConnection connection, ServiceOrder order) {
        return rows.lines(connection, List.of(order.id()))
                .chain(lines -> holds.ofOrder(connection, order.id())
                        .chain(held -> moves.parties(connection, order)
                                .map(parties ->
                                        new Whole(order, lines.getOrDefault(order.id(), List.of()), held, parties))));
    }

    private static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, ClockProducer.BUSINESS_ZONE);
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ClockProducer.BUSINESS_ZONE).toInstant();
    }
}
