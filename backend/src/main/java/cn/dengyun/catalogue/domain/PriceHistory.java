package cn.dengyun.catalogue.domain;

import cn.dengyun.shared.Fen;
import cn.dengyun.shared.Rejection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an offering costs and has cost since it first was public. What was hidden for a while counts as offered.
 *
 * @param periods the newest first, the first of them the version that it is about; empty when nobody can order it
 * @param before what the offerings have cost in the place of which it came; none where it came in the place of none
 */
public record PriceHistory(List<Period> periods, List<PriceHistory> before) {

    /** How far back a price is looked for that was lower: raising it before a subsidy does not pay. */
    public static final Duration BASELINE = Duration.ofDays(90);

    public static final PriceHistory NONE = new PriceHistory(List.of());

    private static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");

    public PriceHistory {
        periods = List.copyOf(periods);
        before = List.copyOf(before);
    }

    public PriceHistory(List<Period> periods) {
        this(periods, List.of());
    }

    /**
     * A time in which plans and discounts stayed as they were.
     *
     * @param version the first with these
     * @param until null for the present; not after {@code since} when nobody ever saw it
     * @param content its plans and discounts alone
     */
    public record Period(int version, Instant since, Instant until, OfferingContent content) {

        private Period with(List<Discount> more) {
            return new Period(version, since, until, content.with(more));
        }

        private Period atListPrices() {
            return new Period(version, since, until, content.discounted(List.of()));
        }

        private Period asOf(Instant moment) {
            return until != null && until.isAfter(moment) ? new Period(version, since, null, content) : this;
        }

        /** It as long as a discount held that is over; empty where none has made it cheaper in the last 90 days. */
        private Optional<Period> beforeDiscountsEnded(Instant now) {
            LocalDate today = day(now);
            BigDecimal still = waived(today, today);
            List<Discount> ended = content.discounts().stream()
                    .filter(each -> each.endedBetween(day(now.minus(BASELINE)), today)
                            && each.rate().compareTo(still) > 0)
                    .toList();
            return ended.stream()
                    .map(Discount::until)
                    .max(LocalDate::compareTo)
                    .map(last -> last.plusDays(1).atStartOfDay(ANHUI).toInstant())
                    .filter(end -> end.isAfter(since))
                    .map(end -> new Period(version, since, end, content.discounted(ended)));
        }

        private Period endingAt(Instant end) {
            return until == null ? new Period(version, since, end, content) : this;
        }

        private boolean wasSeenSince(Instant from) {
            return until == null || until.isAfter(since.isAfter(from) ? since : from);
        }

        private Optional<Plan> plan(Plan wanted) {
            return content.plans().stream().filter(wanted::isSameAs).findFirst();
        }

        /**
         * What a quantity of one of its plans cost between two moments, with the tax that another plan says.
         *
         * @return empty when that cannot be counted
         */
        private Optional<PlanPrice> price(Plan plan, Plan wanted, BigDecimal quantity, Instant from, Instant now) {
            Instant first = since.isAfter(from) ? since : from;
            Instant last = until == null ? now : until;
            return counted(plan, wanted, quantity, waived(day(first), day(last)));
        }

        private BigDecimal waived(LocalDate first, LocalDate last) {
            return content.discounts().stream()
                    .filter(discount -> discount.isForAllBetween(first, last))
                    .map(Discount::rate)
                    .reduce(BigDecimal.ZERO, BigDecimal::max);
        }

        private static Optional<PlanPrice> counted(Plan plan, Plan wanted, BigDecimal quantity, BigDecimal waived) {
            long listed;
            try {
                listed = plan.price(quantity).amount();
            } catch (Rejection beyondAllMoney) {
                return Optional.empty();
            }
            BigDecimal paid = BigDecimal.valueOf(listed).multiply(BigDecimal.ONE.subtract(waived));
            if (wanted.taxRate() == null) {
                return Optional.of(new PlanPrice(floor(paid, BigDecimal.ONE), null));
            }
            BigDecimal rate = plan.taxRate() == null ? wanted.taxRate() : plan.taxRate();
            return Optional.of(new PlanPrice(floor(paid, BigDecimal.ONE), floor(paid, BigDecimal.ONE.add(rate))));
        }

        private static long floor(BigDecimal amount, BigDecimal divisor) {
            return amount.divide(divisor, 0, RoundingMode.FLOOR).longValueExact();
        }

        private static LocalDate day(Instant moment) {
            return LocalDate.ofInstant(moment, ANHUI);
        }
    }

    /**
     * The same with discounts beside those of the provider, each on its own days; none of them adds up with another.
     */
    public PriceHistory with(List<Discount> more) {
        return more.isEmpty()
                ? this
                : new PriceHistory(
                        periods.stream().map(period -> period.with(more)).toList(), before);
    }

    /** The same without any discount: what begins or ends with one is no other price. */
    public PriceHistory atListPrices() {
        return new PriceHistory(
                periods.stream().map(Period::atListPrices).toList(),
                before.stream().map(PriceHistory::atListPrices).toList());
    }

    /** The same as it was known at a moment. */
    public PriceHistory asOf(Instant moment) {
        return new PriceHistory(
                periods.stream()
                        .filter(period -> !period.since().isAfter(moment))
                        .map(period -> period.asOf(moment))
                        .toList(),
                before);
    }

    /** Whether nobody could order it so long ago that its own past says enough. */
    public boolean isYoungAt(Instant now) {
        return !periods.isEmpty() && periods.get(periods.size() - 1).since().isAfter(now.minus(BASELINE));
    }

    /** The same in the place of other offerings. */
    public PriceHistory inPlaceOf(List<PriceHistory> others) {
        return new PriceHistory(periods, others);
    }

    /** What it has cost before an offering came in its place: all of it until a moment, as it was taken away then. */
    public PriceHistory until(Instant end) {
        return new PriceHistory(
                periods.stream().map(period -> period.endingAt(end)).toList());
    }

    /** The same of one that can still be had: what it costs now is no past, unless a discount of it has ended. */
    public PriceHistory past(Instant now) {
        return new PriceHistory(Stream.concat(
                        periods.stream().limit(1).flatMap(each -> each.beforeDiscountsEnded(now).stream()),
                        periods.stream().skip(1))
                .toList());
    }

    /** The plans of the version that it is about. */
    public List<Plan> plans() {
        return periods.isEmpty() ? List.of() : periods.get(0).content().plans();
    }

    /** Whether it is known what everything cost since then. */
    public boolean reachesBackTo(Instant moment) {
        if (periods.isEmpty()) {
            return true;
        }
        if (!before.stream().allMatch(each -> each.reachesBackTo(moment))) {
            return false;
        }
        Period oldest = periods.get(periods.size() - 1);
        return oldest.version() == 1 || !oldest.since().isAfter(moment);
    }

    /**
     * The least that a quantity of one of the {@link #plans} has cost everybody in the last 90 days, the present day
     * included. Discounts with a condition are not counted, for nobody knows here who meets it; of several others,
     * which do not add up, the highest is. A plan is the same plan when its code is and a quantity means the same
     * ({@link Plan#isCountedLike}). A version without a tax rate counts as taxed like the present one.
     *
     * <p>A plan that is newer than that comes in the place of those of which a quantity means the same, that cost less
     * and cannot be had for as little any more: what they have cost counts for it too, so that calling a plan otherwise
     * raises no base. Nor does offering it under another key: what the offerings have cost in the place of which this
     * one came counts as its own past.
     *
     * @param quantity above 0
     * @return empty when it costs more than {@link Fen#MAX_AMOUNT}
     */
    public Optional<PlanPrice> lowest(Plan plan, BigDecimal quantity, Instant now) {
        Stream<PriceHistory> behind = before.stream()
                .map(each -> new PriceHistory(
                        Stream.concat(periods.stream(), each.periods.stream()).toList()));
        return Stream.concat(Stream.of(this), behind)
                .flatMap(each -> each.lowestOfOwn(plan, quantity, now).stream())
                .reduce(PriceHistory::lower)
                .filter(price -> price.inclTaxFen() <= Fen.MAX_AMOUNT);
    }

    private Optional<PlanPrice> lowestOfOwn(Plan plan, BigDecimal quantity, Instant now) {
        Instant from = now.minus(BASELINE);
        List<Period> seen =
                periods.stream().filter(period -> period.wasSeenSince(from)).toList();
        boolean isNew = !seen.isEmpty() && seen.get(seen.size() - 1).plan(plan).isEmpty();
        return seen.stream()
                .flatMap(period -> period.content().plans().stream()
                        .filter(each -> plan.isSameAs(each)
                                || isNew && plan.isCountedLike(each) && isGone(each, period, quantity, from, now))
                        .flatMap(each -> period.price(each, plan, quantity, from, now).stream()))
                .reduce(PriceHistory::lower);
    }

    /**
     * Whether a plan of a period cannot be had any more for what it cost then, or less: at every time of the day, and
     * of what is counted as it was. One cheap quarter of an hour keeps no past away.
     */
    private boolean isGone(Plan plan, Period then, BigDecimal quantity, Instant from, Instant now) {
        Period present = periods.get(0);
        return present.plan(plan)
                .filter(still -> still.aggregation() == plan.aggregation())
                .map(still ->
                        costs(present, still, plan, quantity, from, now) > costs(then, plan, plan, quantity, from, now)
                                || costs(present, still.atItsDearest(), plan, quantity, from, now)
                                        > costs(then, plan.atItsDearest(), plan, quantity, from, now))
                .orElse(true);
    }

    /** In fen; more than anything where it is beyond all money. */
    private static long costs(Period period, Plan plan, Plan wanted, BigDecimal quantity, Instant from, Instant now) {
        return period.price(plan, wanted, quantity, from, now)
                .map(PlanPrice::inclTaxFen)
                .orElse(Long.MAX_VALUE);
    }

    private static PlanPrice lower(PlanPrice one, PlanPrice other) {
        return new PlanPrice(
                Math.min(one.inclTaxFen(), other.inclTaxFen()),
                one.exTaxFen() == null ? null : Long.valueOf(Math.min(one.exTaxFen(), other.exTaxFen())));
    }
}
