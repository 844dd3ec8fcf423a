package cn.dengyun.catalogue.domain;

import cn.dengyun.shared.Fen;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * One way to buy an offering, complete enough to compute a bill from.
 *
 * @param code the provider's own code of the plan, unique within the offering
 * @param amountFen what a one-off, one period or one package costs, in fen; null for other plans
 * @param period code list {@code billing-periods}; subscriptions only
 * @param unit code list {@code meter-units}; measured plans only
 * @param tierMode metered plans with more than one tier only
 * @param tiers ascending, the last without an end; metered plans only
 * @param minimumChargeFen least charge of a measured bill line, in fen; null for none
 * @param setupFen charged once at the start in addition, in fen; null for none
 * @param taxRate value-added tax contained in the prices, as a ratio such as 0.06; null when the provider does not say
 * @param packageSize units that a package holds, above 0; packages only. A quantity is of units, and never of packages:
 *     of 1,000 to a package, 1,001 are two packages
 * @param rate share of the amount of money, above 0 and at most 1; percentages only
 * @param maximumChargeFen highest charge of a measured bill line, in fen, not below the least; null for none
 * @param windows cover each quarter of an hour of a working day and of a day off exactly once; plans by time of day
 *     only
 * @param aggregation what becomes of the measurements of a period; measured plans only, null for their sum
 */
public record Plan(
        String code,
        String name,
        String nameEn,
        PriceModel model,
        Long amountFen,
        String period,
        String unit,
        TierMode tierMode,
        List<PriceTier> tiers,
        Long minimumChargeFen,
        Long setupFen,
        BigDecimal taxRate,
        BigDecimal packageSize,
        BigDecimal rate,
        Long maximumChargeFen,
        List<PriceWindow> windows,
        Aggregation aggregation) {

    public Plan {
        tiers = tiers == null ? List.of() : List.copyOf(tiers);
        windows = windows == null ? List.of() : List.copyOf(windows);
    }

    /**
     * What a quantity costs, as {@link #charge(Measured)}. By time of day it costs what it costs at the cheapest time:
     * a base that is counted so is never too high.
     *
     * <p>Rejects with {@code amount-out-of-range}.
     *
     * @param quantity units of a measured plan (of a percentage: fen), else periods or pieces; not negative
     */
    public Fen charge(BigDecimal quantity) {
        return charge(Measured.of(quantity));
    }

    /**
     * What was measured costs, without the set-up charge: exact over all tiers and windows, never below the minimum
     * charge nor above the maximum, rounded half-even to fen once for the line.
     *
     * <p>Rejects with {@code amount-out-of-range}.
     */
    public Fen charge(Measured measured) {
        return Fen.ofLine(BigDecimal.ONE, bounded(exact(measured)));
    }

    /**
     * The same as if there were neither a minimum nor a maximum: where {@link #charge(Measured)} is another one, a bill
     * shows the difference as a line of its own.
     *
     * <p>Rejects with {@code amount-out-of-range}, also where the maximum would have kept the charge within it.
     */
    public Fen unboundedCharge(Measured measured) {
        return Fen.ofLine(BigDecimal.ONE, exact(measured));
    }

    private BigDecimal exact(Measured measured) {
        BigDecimal quantity = measured.quantity();
        return switch (model) {
            case ONE_OFF, SUBSCRIPTION -> quantity.multiply(BigDecimal.valueOf(amountFen));
            case METERED -> tierMode == TierMode.VOLUME ? volume(quantity) : graduated(quantity);
            case PACKAGE ->
                quantity.divide(packageSize, 0, RoundingMode.CEILING).multiply(BigDecimal.valueOf(amountFen));
            case PERCENTAGE -> quantity.multiply(rate);
            case TIME_OF_USE -> inWindows(measured);
        };
    }

    /** Both bounds are whole fen, so it does not matter that they come before the rounding. */
    private BigDecimal bounded(BigDecimal exact) {
        BigDecimal least = minimumChargeFen == null ? exact : exact.max(BigDecimal.valueOf(minimumChargeFen));
        return maximumChargeFen == null ? least : least.min(BigDecimal.valueOf(maximumChargeFen));
    }

    private BigDecimal graduated(BigDecimal quantity) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal below = BigDecimal.ZERO;
        for (PriceTier tier : tiers) {
            BigDecimal end = tier.upTo() == null ? quantity : tier.upTo().min(quantity);
            if (end.compareTo(below) > 0) {
                sum = sum.add(end.subtract(below).multiply(tier.unitPriceFen()));
                below = end;
            }
        }
        return sum;
    }

    private BigDecimal volume(BigDecimal quantity) {
        for (PriceTier tier : tiers) {
            if (tier.upTo() == null || quantity.compareTo(tier.upTo()) <= 0) {
                return quantity.multiply(tier.unitPriceFen());
            }
        }
        throw new IllegalStateException("the last tier of a plan has no end");
    }

    private BigDecimal inWindows(Measured measured) {
        if (measured.byWindow().isEmpty()) {
            BigDecimal cheapest = windows.stream()
                    .map(PriceWindow::unitPriceFen)
                    .min(BigDecimal::compareTo)
                    .orElseThrow();
            return measured.quantity().multiply(cheapest);
        }
        if (measured.byWindow().size() != windows.size()) {
            throw new IllegalArgumentException("a quantity for each window of the plan is needed");
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < windows.size(); i++) {
            sum = sum.add(measured.byWindow().get(i).multiply(windows.get(i).unitPriceFen()));
        }
        return sum;
    }

    /** What an order of a quantity costs, with the set-up charge. Rejects with {@code amount-out-of-range}. */
    public Fen price(BigDecimal quantity) {
        return charge(quantity).plus(Fen.of(setupFen == null ? 0 : setupFen));
    }

    /**
     * The smallest sum this plan can be begun with, in fen: one piece, one period, one package or one unit, at the
     * cheapest time that is not free; empty where it depends on an amount of money alone.
     */
    public OptionalLong entryPriceFen() {
        boolean isOpen = model == PriceModel.PERCENTAGE && minimumChargeFen == null && setupFen == null;
        if (isOpen) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                switch (model) {
                    case PACKAGE -> price(packageSize.min(BigDecimal.ONE)).amount();
                    case TIME_OF_USE ->
                        flatAt(cheapestPaid()).price(BigDecimal.ONE).amount();
                    default -> price(BigDecimal.ONE).amount();
                });
    }

    private BigDecimal cheapestPaid() {
        return windows.stream()
                .map(PriceWindow::unitPriceFen)
                .filter(price -> price.signum() > 0)
                .min(BigDecimal::compareTo)
                .orElse(BigDecimal.ZERO);
    }

    /** The same where all of it falls into its dearest time; the plan itself where it costs the same at all times. */
    Plan atItsDearest() {
        return windows.isEmpty()
                ? this
                : flatAt(windows.stream()
                        .map(PriceWindow::unitPriceFen)
                        .max(BigDecimal::compareTo)
                        .orElseThrow());
    }

    /** The same at one price for all times of the day. */
    private Plan flatAt(BigDecimal unitPriceFen) {
        return new Plan(
                code,
                name,
                nameEn,
                model,
                amountFen,
                period,
                unit,
                tierMode,
                tiers,
                minimumChargeFen,
                setupFen,
                taxRate,
                packageSize,
                rate,
                maximumChargeFen,
                windows.stream().map(window -> window.at(unitPriceFen)).toList(),
                aggregation);
    }

    /** Whether a quantity of this plan is the same as of another version of it, so that their prices compare. */
    boolean isSameAs(Plan other) {
        return code.equals(other.code) && isCountedLike(other);
    }

    /**
     * Whether a quantity of both means the same, whatever they are called: of measured plans it is the unit that says
     * so. How large a package is, when which price holds and how tiers are cut decides what a quantity costs, not what
     * it is; so none of them makes another plan of one that is to cost more. What becomes of the measurements does say
     * what a quantity is, and is no other plan either: who counts otherwise from now on begins no new history.
     */
    boolean isCountedLike(Plan other) {
        if (model.isMeasured()) {
            return other.model.isMeasured() && Objects.equals(unit, other.unit);
        }
        return model == other.model && Objects.equals(period, other.period);
    }
}
