package cn.dengyun.trade.demand;

import cn.dengyun.catalogue.CatalogueService;
import cn.dengyun.catalogue.document.OfferingJson;
import cn.dengyun.identity.delegation.SelfDealing;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.identity.organization.ContractParties;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Fen;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.order.OrderFacts;
import cn.dengyun.trade.order.OrderLineFacts;
import cn.dengyun.trade.order.OrderPricing;
import cn.dengyun.trade.order.Orders;
import cn.dengyun.trade.order.OwnLine;
import cn.dengyun.trade.order.domain.OrderPrice;
import cn.dengyun.voucher.OrderCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The door of quotes. What is not there for the actor, or is sealed for it, is refused with {@code quote-not-found}
 * (404), and with {@code not-yours} (403) whoever is not on the side whose move it is.
 */
@ApplicationScoped
class QuoteService {

    /** How many quotes a demand has at most. */
    static final int MAX_OF_DEMAND = 200;

    /** How often one provider quotes for a demand, those that were replaced or taken back included. */
    static final int MAX_OF_PROVIDER = 20;

    private static final String NUMBER_PREFIX = "Q";
    private static final int NUMBER_SYMBOLS = 12;
    private static final Pattern LINE = Pattern.compile("^/lines/(\\d+)(/.*)?$");

    private final DemandService demands;
    private final DemandRows rows;
    private final QuoteMoves quotes;
    private final Orders orders;
    private final OrderPricing pricing;
    private final OrderCheck check;
    private final CatalogueService catalogue;
    private final CertifiedStandings standings;
    private final ContractParties parties;
    private final ProviderService providers;
    private final Pool pool;

    QuoteService(
            DemandService demands,
            DemandRows rows,
            QuoteMoves quotes,
            Orders orders,
            OrderPricing pricing,
            OrderCheck check,
            CatalogueService catalogue,
            CertifiedStandings standings,
            ContractParties parties,
            ProviderService providers,
            Pool pool) {
        this.demands = demands;
        this.rows = rows;
        this.quotes = quotes;
        this.orders = orders;
        this.pricing = pricing;
        this.check = check;
        this.catalogue = catalogue;
        this.standings = standings;
        this.parties = parties;
        this.providers = providers;
        this.pool = pool;
    }

    Instant now() {
        return demands.now();
    }

    Uni<Quote> find(Actor actor, UUID id) {
        return quotes.store().find(actor, id).invoke(found -> requireOpen(actor, found));
    }

    private void requireOpen(Actor actor, Quote found) {
        if (!found.isOpenTo(actor, now())) {
            throw Rejection.notFound("quote-not-found");
        }
    }

    /** Those that the actor may know of and that are open to it, newest first. Rejects with {@code cursor-invalid}. */
    Uni<Page<Quote>> list(Actor actor, Filter filter, String cursor, int limit) {
        return quotes.store().page(actor, filter.isAt(Quote.OPEN_TO, now(), true), cursor, limit);
    }

    /** The same of one demand. Rejects with {@code demand-not-found} (404). */
    Uni<Page<Quote>> list(Actor actor, UUID demandId, String cursor, int limit) {
        return demands.known(actor, demandId)
                .chain(() -> list(actor, new Filter().is("demand_id", demandId), cursor, limit));
    }

    /**
     * What is known before a unit of work begins.
     *
     * @param offeringName null where the offering is not public, so that it is refused
     */
    private record Looked(
            OrderCheck.Target target,
            String offeringName,
            List<OrderPrice.Concession> agreed,
            Map<UUID, CertifiedStanding> standings) {}

    /**
     * A provider quotes for a demand, of its own offering as it is now. A quote that it has already is replaced. It is
     * sealed until the demand takes no more of them.
     *
     * <p>Rejects with {@code invalid-request} (400), {@code provider-not-yours}, {@code self-dealing},
     * {@code organization-frozen} (403), {@code demand-not-found}, {@code offering-not-found} (404),
     * {@code demand-quoting-over}, {@code demand-enterprise-frozen}, {@code provider-not-qualified},
     * {@code offering-not-offered}, {@code offering-lapsed}, {@code offering-version-outdated},
     * {@code offering-without-plans} and {@code quotes-too-many} (409).
     */
    Effect<Quote> submit(Actor actor, UUID demandId, NewQuote wanted) {
        return Effect.of(
                () -> demands.known(actor, demandId).chain(demand -> look(actor, demand, wanted)),
                (connection, looked) -> demands.lock(connection, actor, demandId)
                        .call(demand -> requireParties(connection, actor, demand, looked))
                        .chain(demand -> submit(connection, actor, demand, wanted, looked)));
    }

    private Uni<Looked> look(Actor actor, Demand demand, NewQuote wanted) {
        return check.look(wanted.offeringId())
                .invoke(target -> {
                    if (!actor.actsFor(target.provider().organizationId())) {
                        throw Rejection.forbidden("provider-not-yours");
                    }
                })
                .chain(target -> Uni.combine()
                        .all()
                        .unis(
                                nameOf(wanted.offeringId(), actor),
                                pricing.agreed(wanted.offeringId()),
                                standings.of(pool, List.of(demand.organizationId(), actor.organizationId())))
                        .with((name, agreed, found) -> new Looked(target, name, agreed, found)));
    }

    private Uni<String> nameOf(UUID offering, Actor actor) {
        return catalogue
                .get(offering, actor)
                .map(found -> OfferingJson.read(found.contentJson()).name());
    }

    /** One's own demand is nobody's to quote for, and neither is that of another organisation of one's legal entity. */
    private Uni<Void> requireParties(SqlConnection connection, Actor actor, Demand demand, Looked looked) {
        UUID seller = actor.organizationId();
        SelfDealing.refuse(side(seller, looked), side(demand.organizationId(), looked));
        return parties.held(connection, List.of(demand.organizationId(), seller))
                .invoke(held -> {
                    if (held.get(seller).isFrozen()) {
                        throw Rejection.forbidden("organization-frozen");
                    }
                    if (held.get(demand.organizationId()).isFrozen()) {
                        throw Rejection.conflict("demand-enterprise-frozen");
                    }
                })
                .chain(() -> providers.requireQualified(
                        connection, looked.target().provider().id()))
                .chain(() ->
                        catalogue.requireUnchanged(connection, looked.target().offering()));
    }

    private static SelfDealing.Side side(UUID organization, Looked looked) {
        return new SelfDealing.Side(
                organization, looked.standings().get(organization).creditCode());
    }

    /** The moment is that behind the lock: whoever waited for it until the deadline comes too late. */
    private Uni<Quote> submit(SqlConnection connection, Actor actor, Demand demand, NewQuote wanted, Looked looked) {
        Instant now = now();
        if (!demand.isQuotingAt(now)) {
            throw Rejection.conflict("demand-quoting-over", demand.closesAt());
        }
        looked.target().requireOffered(now);
        looked.target().requireVersion(wanted.offeringVersion());
        List<QuoteLine> lines = lines(demand, wanted, looked, now);
        UUID provider = looked.target().provider().id();
        return rows.everOf(connection, demand.id(), provider)
                .invoke(ever -> requireFew(ever, MAX_OF_PROVIDER))
                .chain(() -> rows.lockSubmitted(connection, demand.id()))
                .chain(submitted -> {
                    Quote before = submitted.stream()
                            .filter(quote -> quote.providerId().equals(provider))
                            .findFirst()
                            .orElse(null);
                    requireFew(submitted.size() - (before == null ? 0 : 1), MAX_OF_DEMAND);
                    Quote made = made(actor, demand, wanted, looked, lines, before, now);
                    Uni<?> replaced = before == null
                            ? Uni.createFrom().voidItem()
                            : quotes.carryOut(connection, before, replaced(before, now));
                    return replaced.chain(() -> quotes.store()
                                    .create(actor, made, made.told(QuoteEvent.SUBMITTED))
                                    .prepare())
                            .chain(prepared -> prepared.in(connection));
                });
    }

    /** What is over by its validity was not replaced, it has lapsed. */
    private static Change<Quote> replaced(Quote before, Instant now) {
        QuoteMove move = before.statusAt(now) == QuoteStatus.LAPSED ? QuoteMove.LAPSE : QuoteMove.REPLACE;
        return before.moved(move, null, null, now);
    }

    private static void requireFew(long found, int most) {
        if (found >= most) {
            throw Rejection.conflict("quotes-too-many", most);
        }
    }

    private List<QuoteLine> lines(Demand demand, NewQuote wanted, Looked looked, Instant now) {
        List<Defect> defects = new ArrayList<>(wanted.defectsFor(demand));
        List<OrderPricing.Line> asked =
                wanted.lines().stream().map(NewQuote.Line::asked).toList();
        List<OrderPricing.Priced> priced = asked.isEmpty()
                ? List.of()
                : pricing.priced(asked, looked.target().prices(), looked.agreed(), Demand.dayOf(now), defects);
        for (int i = 0; i < wanted.lines().size(); i++) {
            NewQuote.Line line = wanted.lines().get(i);
            String pointer = "/lines/" + i + "/netFen";
            priced.stream()
                    .filter(each -> each.plan().code().equals(line.planCode()))
                    .mapToLong(each -> each.price().netFen())
                    .filter(most -> line.netFen() != null && line.netFen() > most)
                    .findFirst()
                    .ifPresent(most -> defects.add(Defect.at(pointer, "quote-above-price", most)));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        List<QuoteLine> lines = new ArrayList<>();
        for (OrderPricing.Priced each : priced) {
            Long net = wanted.lines().get(lines.size()).netFen();
            lines.add(new QuoteLine(
                    each.plan().code(),
                    each.plan().name(),
                    each.units().toPlainString(),
                    each.price().listFen(),
                    net == null ? each.price().netFen() : net,
                    null));
        }
        for (OwnLine own : wanted.own()) {
            long fen = own.price().netFen();
            lines.add(new QuoteLine(own.code(), own.title(), own.units().toPlainString(), fen, fen, own.words()));
        }
        requireWorth(lines);
        return lines;
    }

    /** What costs nothing is not quoted, and what nobody may order neither. */
    private static void requireWorth(List<QuoteLine> lines) {
        long net = lines.stream().mapToLong(QuoteLine::netFen).reduce(0, Math::addExact);
        if (net <= 0 || net > Fen.MAX_AMOUNT) {
            throw Rejection.invalid(List.of(Defect.at("/lines", "quote-sum-unfit", Fen.MAX_AMOUNT / 100)));
        }
    }

    private static Quote made(
            Actor actor,
            Demand demand,
            NewQuote wanted,
            Looked looked,
            List<QuoteLine> lines,
            Quote before,
            Instant now) {
        UUID id = Ids.next();
        OrderCheck.Target target = looked.target();
        return new Quote(
                id,
                0,
                HumanCode.of(NUMBER_PREFIX, NUMBER_SYMBOLS, id),
                demand.id(),
                demand.form().title(),
                demand.organizationId(),
                demand.regionCode(),
                target.provider().organizationId(),
                target.provider().id(),
                target.provider().nameZh(),
                target.offering().id(),
                target.offering().version(),
                looked.offeringName(),
                QuoteTexts.write(lines),
                lines.stream().mapToLong(QuoteLine::listFen).reduce(0, Math::addExact),
                lines.stream().mapToLong(QuoteLine::netFen).reduce(0, Math::addExact),
                wanted.deliveryDays(),
                wanted.validUntil(),
                wanted.note(),
                QuoteStatus.SUBMITTED,
                demand.closesAt(),
                actor.id(),
                now,
                before == null ? null : before.id(),
                null,
                null,
                now,
                null);
    }

    /**
     * A provider takes its quote back while it is sealed: when others are known nobody makes room for a dearer one.
     *
     * <p>Rejects with {@code not-yours} (403), {@code transition-not-allowed} and {@code demand-quoting-over} (409).
     */
    Effect<Quote> withdraw(Actor actor, UUID id, String reason) {
        return Effect.of(
                () -> find(actor, id).invoke(found -> found.requireSide(actor, QuoteMove.WITHDRAW)),
                (connection, known) -> demands.lock(connection, known.demandId())
                        .chain(demand -> rows.lockQuote(connection, id).chain(locked -> {
                            Instant now = now();
                            Change<Quote> change = locked.moved(QuoteMove.WITHDRAW, null, reason, now);
                            if (!now.isBefore(demand.closesAt())) {
                                throw Rejection.conflict("demand-quoting-over", demand.closesAt());
                            }
                            return quotes.carryOut(connection, locked, change);
                        })));
    }

    /**
     * The enterprise orders what was quoted: there is an order by it, the other quotes are rejected, and the demand has
     * ended, all in one unit of work. It costs no more than was quoted, whatever the offering costs by now.
     *
     * <p>Rejects with {@code not-yours} (403), {@code transition-not-allowed}, {@code demand-quoting-open} (409), and
     * {@code quote-outdated} (409) where a plan is not offered any more; besides as {@link Orders#award} does.
     */
    Effect<Quote> award(Actor actor, UUID id, NewAward wanted) {
        return () -> find(actor, id)
                .invoke(found -> found.requireSide(actor, QuoteMove.AWARD))
                .chain(known -> orders.award(actor, wanted.of(known), id, known.quotedFen(), own(known))
                        .prepare()
                        .map(placing -> connection -> demands.lock(connection, known.demandId())
                                .chain(demand -> award(connection, known, demand, wanted, placing))));
    }

    private static List<OwnLine> own(Quote quote) {
        return quote.ownLines().stream().map(QuoteLine::own).toList();
    }

    private Uni<Quote> award(
            SqlConnection connection,
            Quote known,
            Demand demand,
            NewAward wanted,
            Effect.Prepared<OrderFacts> placing) {
        demand.require(DemandMove.AWARD, now());
        return rows.lockQuote(connection, known.id()).chain(locked -> {
            QuoteMove.AWARD.from(locked.statusAt(now()));
            List<Defect> defects = wanted.defectsFor(locked);
            if (!defects.isEmpty()) {
                throw Rejection.invalid(defects);
            }
            return placing.in(connection)
                    .onFailure(Rejection.class)
                    .transform(refused -> ofAward((Rejection) refused, locked, wanted))
                    .chain(order -> {
                        Instant now = now();
                        return quotes.carryOut(
                                        connection,
                                        locked,
                                        locked.moved(QuoteMove.AWARD, order.id(), wanted.reason(), now))
                                .call(after -> quotes.rejectAll(connection, demand.id(), after.id(), null, now))
                                .call(after -> demands.carryOut(
                                        connection, demand, demand.awarded(after, order.id(), netFen(order), now)));
                    });
        });
    }

    private static long netFen(OrderFacts order) {
        return order.lines().stream().mapToLong(OrderLineFacts::netFen).reduce(0, Math::addExact);
    }

    /** What is wrong with lines is said of the request where it is about vouchers, and else of the quote. */
    private static Rejection ofAward(Rejection refused, Quote quote, NewAward wanted) {
        List<Defect> told = new ArrayList<>();
        for (Defect defect : refused.defects()) {
            Matcher line = LINE.matcher(defect.pointer());
            if (!line.matches()) {
                told.add(defect);
                continue;
            }
            String plan = quote.quoted().get(Integer.parseInt(line.group(1))).planCode();
            int place = wanted.subsidisedPlanCodes().indexOf(plan);
            if (place < 0 || defect.code().equals("plan-unknown")) {
                return Rejection.conflict("quote-outdated", plan);
            }
            told.add(new Defect("/subsidisedPlanCodes/" + place, defect.code(), defect.arguments()));
        }
        return told.isEmpty() ? refused : Rejection.invalid(told);
    }
}
