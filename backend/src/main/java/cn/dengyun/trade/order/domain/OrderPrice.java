package cn.dengyun.trade.order.domain;

import cn.dengyun.catalogue.domain.Discount;
import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.shared.Fen;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a quantity of a plan costs on a day. The list price is rounded half-even once for the line; what is waived and
 * the price without tax are rounded down. What the province has agreed with the provider and the provider's own
 * campaigns do not add up: of all that everybody has that day, the highest counts.
 *
 * @param listFen set-up included, in fen
 * @param setupFen contained in it, in fen
 * @param concession null where it is not the highest, or there is none
 * @param concessionFen what it waives, in fen
 * @param campaign null likewise
 * @param campaignFen what it waives, in fen
 * @param quotedFen what the provider takes off in its quote besides, in fen
 * @param netFen what the provider gets, tax included, before vouchers, in fen
 * @param taxRate null where the provider does not say it
 * @param exTaxFen without tax, in fen; null where {@code taxRate} is
 */
public record OrderPrice(
        long listFen,
        long setupFen,
        Concession concession,
        long concessionFen,
        Discount campaign,
        long campaignFen,
        long quotedFen,
        long netFen,
        BigDecimal taxRate,
        Long exTaxFen) {

    /** What the province has agreed with a provider, known by its code. */
    public record Concession(String code, Discount discount) {}

    /**
     * Rejects with {@code amount-out-of-range}.
     *
     * @param quantity above 0
     * @param campaigns of the provider
     * @param day of the order, Asia/Shanghai
     */
    public static OrderPrice of(
            Plan plan, BigDecimal quantity, List<Discount> campaigns, List<Concession> concessions, LocalDate day) {
        long list = plan.price(quantity).amount();
        Concession agreed = concessions.stream()
                .filter(each -> isForAllOn(each.discount(), day))
                .max(Comparator.comparing(each -> each.discount().rate()))
                .orElse(null);
        Discount own = campaigns.stream()
                .filter(discount -> isForAllOn(discount, day))
                .max(Comparator.comparing(Discount::rate))
                .orElse(null);
        boolean isAgreed =
                agreed != null && (own == null || agreed.discount().rate().compareTo(own.rate()) >= 0);
        Concession concession = isAgreed ? agreed : null;
        Discount campaign = isAgreed ? null : own;
        long conceded = concession == null ? 0 : waived(list, concession.discount());
        long waived = campaign == null ? 0 : waived(list, campaign);
        long net = Math.subtractExact(list, conceded + waived);
        return new OrderPrice(
                list,
                plan.setupFen() == null ? 0 : plan.setupFen(),
                concession,
                conceded,
                campaign,
                waived,
                0,
                net,
                plan.taxRate(),
                plan.taxRate() == null ? null : Long.valueOf(withoutTax(net, plan.taxRate())));
    }

    /**
     * The same for no more than the provider has quoted: what it costs otherwise stays, and the rest is taken off.
     *
     * @param mostFen tax included, in fen; null where nothing was quoted
     */
    public OrderPrice atMost(Long mostFen) {
        if (mostFen == null || mostFen >= netFen) {
            return this;
        }
        return new OrderPrice(
                listFen,
                setupFen,
                concession,
                concessionFen,
                campaign,
                campaignFen,
                netFen - mostFen,
                mostFen,
                taxRate,
                taxRate == null ? null : Long.valueOf(withoutTax(mostFen, taxRate)));
    }

    private static long waived(long listFen, Discount discount) {
        return Fen.of(listFen).floorShare(discount.rate()).amount();
    }

    /** A discount with a condition is not counted, for nobody knows here who meets it. */
    private static boolean isForAllOn(Discount discount, LocalDate day) {
        return discount.condition() == null
                && (discount.from() == null || !discount.from().isAfter(day))
                && (discount.until() == null || !discount.until().isBefore(day));
    }

    /** What is left of a price without the tax contained in it, rounded down, in fen. */
    static long withoutTax(long netFen, BigDecimal rate) {
        return BigDecimal.valueOf(netFen)
                .divide(BigDecimal.ONE.add(rate), 0, RoundingMode.FLOOR)
                .longValueExact();
    }

    /** What is contained in the price, in fen; null where the provider does not say the rate. */
    public Long taxFen() {
        return exTaxFen == null ? null : Long.valueOf(netFen - exTaxFen);
    }

    /** Every step of it: charge, set-up, concession, campaign and quote sum up to what the provider gets. */
    public List<PriceStep> steps(long subsidyFen) {
        List<PriceStep> steps = new ArrayList<>();
        steps.add(new PriceStep(PriceStepKind.CHARGE, listFen - setupFen, null, null));
        if (setupFen > 0) {
            steps.add(new PriceStep(PriceStepKind.SETUP, setupFen, null, null));
        }
        Optional.ofNullable(concession)
                .ifPresent(found -> steps.add(new PriceStep(
                        PriceStepKind.CONCESSION,
                        -concessionFen,
                        found.discount().rate(),
                        found.discount().name())));
        Optional.ofNullable(campaign)
                .ifPresent(found ->
                        steps.add(new PriceStep(PriceStepKind.CAMPAIGN, -campaignFen, found.rate(), found.name())));
        if (quotedFen > 0) {
            steps.add(new PriceStep(PriceStepKind.QUOTE, -quotedFen, null, null));
        }
        steps.add(new PriceStep(PriceStepKind.NET, netFen, null, null));
        if (exTaxFen != null) {
            steps.add(new PriceStep(PriceStepKind.TAX, taxFen(), taxRate, null));
        }
        if (subsidyFen > 0) {
            steps.add(new PriceStep(PriceStepKind.SUBSIDY, -subsidyFen, null, null));
        }
        return steps;
    }
}
