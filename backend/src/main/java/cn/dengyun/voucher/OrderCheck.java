package cn.dengyun.voucher;

import cn.dengyun.catalogue.CatalogueService;
import cn.dengyun.catalogue.OfferingPrices;
import cn.dengyun.catalogue.domain.OrderableOffering;
import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.catalogue.domain.PlanPrice;
import cn.dengyun.catalogue.domain.PriceHistory;
import cn.dengyun.catalogue.domain.PriceModel;
import cn.dengyun.identity.organization.ContractParties;
import cn.dengyun.policy.OfferingLayers;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.policy.domain.ServiceLayer;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Fen;
import cn.dengyun.shared.Rejection;
import cn.dengyun.voucher.domain.OrderLine;
import cn.dengyun.voucher.domain.OrderShares;
import cn.dengyun.voucher.domain.OrderShares.Terms;
import cn.dengyun.voucher.domain.Voucher;
import cn.dengyun.voucher.domain.VoucherSplit;
import cn.dengyun.voucher.domain.VoucherSplit.Purse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Whether a voucher may pay for an offering: asked when it is reserved, for that is when the contract is made. */
@ApplicationScoped
public class OrderCheck {

    /** How many plans are named to whoever names one that there is not. */
    private static final int MAX_NAMED = 10;

    /** What a line costs at most, in yuan. */
    public static final String MOST_YUAN =
            Fen.of(Fen.MAX_AMOUNT).toYuan().stripTrailingZeros().toPlainString();

    private final CatalogueService catalogue;
    private final OfferingPrices prices;
    private final ProviderService providers;
    private final ContractParties parties;

    OrderCheck(CatalogueService catalogue, OfferingPrices prices, ProviderService providers, ContractParties parties) {
        this.catalogue = catalogue;
        this.prices = prices;
        this.providers = providers;
        this.parties = parties;
    }

    /**
     * An offering and who offers it, as they were when they were looked up; {@link #requireParties} holds on to that.
     */
    public record Target(OrderableOffering offering, PriceHistory prices, Provider provider) {

        ServiceLayer layer() {
            return OfferingLayers.of(offering.kind());
        }

        /**
         * Rejects with {@code offering-not-eligible}, {@code offering-lapsed} and {@code provider-not-qualified} (409).
         */
        void requireFit(Instant now) {
            if (!offering.isPublished() || !offering.isVoucherEligible()) {
                throw Rejection.conflict("offering-not-eligible");
            }
            requireOffered(now);
        }

        /**
         * Whether it can be ordered at all, with vouchers or without. Rejects with {@code offering-not-offered},
         * {@code offering-lapsed} and {@code provider-not-qualified} (409).
         */
        public void requireOffered(Instant now) {
            if (!offering.isPublished()) {
                throw Rejection.conflict("offering-not-offered");
            }
            if (offering.isLapsedAt(now)) {
                throw Rejection.conflict("offering-lapsed");
            }
            if (!provider.isFitAt(now)) {
                throw Rejection.conflict("provider-not-qualified");
            }
        }

        /** Rejects with {@code offering-version-outdated} (409; the present one). */
        public void requireVersion(Integer wanted) {
            if (wanted != null && wanted != offering.version()) {
                throw Rejection.conflict("offering-version-outdated", offering.version(), wanted);
            }
        }

        /**
         * Rejects with {@code offering-without-plans} and {@code offering-prices-unsettled} (409) what has no price.
         */
        void requirePrices(Instant now) {
            if (prices.plans().isEmpty()) {
                throw Rejection.conflict("offering-without-plans");
            }
            if (!prices.reachesBackTo(now.minus(PriceHistory.BASELINE))) {
                throw Rejection.conflict("offering-prices-unsettled", PriceHistory.BASELINE.toDays());
            }
        }
    }

    /**
     * Looks an offering and its provider up and judges nothing, so that a repeated request whose first was carried out
     * still gets the answer of that. Rejects with {@code offering-not-found} (404).
     */
    public Uni<Target> look(UUID offeringId) {
        return catalogue
                .orderable(offeringId)
                .chain(offering -> Uni.combine()
                        .all()
                        .unis(pricesOf(offering), providers.find(offering.providerId()))
                        .with((known, found) -> new Target(offering, known, found)));
    }

    private Uni<PriceHistory> pricesOf(OrderableOffering offering) {
        return offering.isPublished()
                ? prices.counted(offering.id(), offering.version())
                : Uni.createFrom().item(PriceHistory.NONE);
    }

    /**
     * Sees that both sides may enter into a contract, that the offering is what it was when it was looked up, and that
     * none of them is frozen, suspended or changed before the unit of work ends: what is frozen makes no hold, in a
     * race neither. Whoever looked at the offering before its last change looks again.
     *
     * <p>Rejects with {@code organization-frozen} (403), {@code enterprise-not-certified} and
     * {@code provider-not-qualified} (409).
     */
    public Uni<Void> requireParties(SqlConnection connection, UUID enterprise, Target target) {
        UUID seller = target.provider().organizationId();
        return Uni.combine()
                .all()
                .unis(
                        parties.held(connection, List.of(enterprise, seller)),
                        providers.requireQualified(connection, target.provider().id()),
                        catalogue.requireUnchanged(connection, target.offering()))
                .with((held, qualified, unchanged) -> held)
                .invoke(held -> {
                    if (held.get(enterprise).isFrozen()) {
                        throw Rejection.forbidden("organization-frozen");
                    }
                    if (!held.get(enterprise).isCertified()) {
                        throw Rejection.conflict("enterprise-not-certified");
                    }
                    if (held.get(seller).isFrozen()) {
                        throw Rejection.conflict("provider-not-qualified");
                    }
                })
                .replaceWithVoid();
    }

    /** Rejects with {@code voucher-of-another-provider} (409). */
    static void requireProvider(Voucher voucher, Target target, Set<UUID> barred) {
        if (!isUsableWith(voucher, target, barred)) {
            throw Rejection.conflict("voucher-of-another-provider");
        }
    }

    /** A voucher for one provider alone is free of it as long as that is disqualified, or not qualified. */
    static boolean isUsableWith(Voucher voucher, Target target, Set<UUID> barred) {
        UUID bound = voucher.providerId();
        return bound == null || bound.equals(target.provider().id()) || barred.contains(bound);
    }

    /**
     * How a programme counts what it pays of an offering. Rejects with {@code offering-not-subsidised} (409) when it
     * pays nothing for its layer.
     */
    static Terms requireTerms(RuleSet rules, Target target) {
        return terms(rules, target).orElseThrow(() -> Rejection.conflict("offering-not-subsidised", target.layer()));
    }

    /** The same; nothing when the programme does not pay for the offering's layer. */
    static Optional<Terms> terms(RuleSet rules, Target target) {
        return Optional.ofNullable(rules.ratios().value().get(target.layer()))
                .map(ratio -> new Terms(ratio, rules.subsidyBase().value()));
    }

    /** How a programme counts what it has paid of an offering already, for its layer or not. */
    static Terms termsOfPaid(RuleSet rules, Target target) {
        return terms(rules, target)
                .orElseGet(() -> new Terms(BigDecimal.ZERO, rules.subsidyBase().value()));
    }

    /** Lines with their prices, and what is wrong with those that have none. */
    record Priced(List<OrderLine> lines, List<Defect> defects) {}

    /**
     * Prices an order: nobody types what a line costs.
     *
     * @param agreedFen what both sides have agreed on for a plan, in fen: it lowers a price, and raises none
     */
    static Priced priced(
            List<NewReservation.Line> wanted, PriceHistory prices, Map<String, Long> agreedFen, Instant now) {
        Priced priced = new Priced(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < wanted.size(); i++) {
            NewReservation.Line line = wanted.get(i);
            Optional<Plan> plan = prices.plans().stream()
                    .filter(each -> each.code().equals(line.planCode()))
                    .findFirst();
            if (plan.isEmpty()) {
                priced.defects().add(Defect.at("/lines/" + i + "/planCode", "plan-unknown", some(prices.plans())));
            } else if (plan.get().model() == PriceModel.PERCENTAGE) {
                priced.defects().add(Defect.at("/lines/" + i + "/planCode", "plan-price-open"));
            } else if (!plan.get().model().hasFractions() && line.units().scale() > 0) {
                priced.defects().add(Defect.at("/lines/" + i + "/quantity", "quantity-not-whole"));
            } else {
                Optional<PlanPrice> price = prices.lowest(plan.get(), line.units(), now);
                price.map(found -> found.atMost(
                                agreedFen.get(line.planCode()), plan.get().taxRate()))
                        .ifPresent(found -> priced.lines().add(line.priced(plan.get(), found)));
                if (price.isEmpty()) {
                    priced.defects().add(Defect.at("/lines/" + i + "/quantity", "order-line-too-dear", MOST_YUAN));
                }
            }
        }
        return priced;
    }

    /** The codes of some plans, to be named where another was. */
    public static String some(List<Plan> plans) {
        String named = plans.stream().limit(MAX_NAMED).map(Plan::code).collect(Collectors.joining(", "));
        return plans.size() > MAX_NAMED ? named + ", …" : named;
    }

    /** Which lines none of the programmes can count because their plan says no tax rate. */
    static List<Defect> untaxed(List<OrderLine> lines, Collection<Purse> purses) {
        List<Defect> defects = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            OrderLine line = lines.get(i);
            if (purses.stream().allMatch(purse -> line.priceFen(purse.terms().basis()) == null)) {
                defects.add(Defect.at("/lines/" + i + "/planCode", "plan-tax-rate-missing"));
            }
        }
        return defects;
    }

    /** What contradicts what the order's other holds have said of its lines. */
    static List<Defect> contradictions(List<OrderLine> lines, OrderShares order) {
        List<Defect> defects = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Optional<BigDecimal> known = order.quantityOf(lines.get(i).planCode());
            if (known.isPresent() && known.get().compareTo(lines.get(i).quantity()) != 0) {
                defects.add(Defect.at(
                        "/lines/" + i + "/quantity",
                        "order-quantity-differs",
                        known.get().toPlainString()));
            }
        }
        return defects;
    }

    /** What exceeds the share that the programmes pay, line by line; nothing of what was not said. */
    static List<Defect> overpaid(List<NewReservation.Line> wanted, VoucherSplit split) {
        List<Defect> defects = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            long most = split.paidFen().get(i);
            if (wanted.get(i).amountFen() != null && wanted.get(i).amountFen() > most) {
                defects.add(Defect.at("/lines/" + i + "/amountFen", "voucher-share-exceeded", most));
            }
        }
        return defects;
    }
}
