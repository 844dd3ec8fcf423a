package cn.dengyun.catalogue.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * However a provider raises what a quantity costs before it is subsidised, by the amount, the package, the rate, the
 * times of the day, the bounds, another model or another name, with a decoy beside it that is still cheap for a quarter
 * of an hour, whatever was conceded meanwhile: the base is what it cost on the cheapest day of 90, to the fen. That is
 * counted here day by day in whole numbers, and shares no line with what counts it.
 */
class PriceTruthPropertyTest {

    private static final Instant START = Instant.parse("2018-07-01T00:00:00Z");
    private static final List<PriceModel> MEASURED =
            List.of(PriceModel.METERED, PriceModel.PACKAGE, PriceModel.TIME_OF_USE, PriceModel.PERCENTAGE);
    private static final Comparator<BigDecimal> CHEAPEST = Comparator.naturalOrder();
    private static final Comparator<BigDecimal> DEAREST = Comparator.reverseOrder();

    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    void noHikeRaisesABase(@ForAll Random random) {
        World world = new World(random);
        PriceHistory prices = world.prices();
        BigDecimal quantity = BigDecimal.valueOf(1L + random.nextInt(5_000));

        for (Plan wanted : prices.plans()) {
            PlanPrice base = prices.lowest(wanted, quantity, world.now).orElseThrow();

            assertThat(base.inclTaxFen())
                    .as("%s of %s at %s, in %s", quantity, wanted, world.now, world.versions)
                    .isEqualTo(world.least(wanted, quantity));
            assertThat(base.exTaxFen()).isBetween(untaxed(base.inclTaxFen()), untaxed(base.inclTaxFen() + 1));
        }
    }

    private static long untaxed(long fen) {
        return BigDecimal.valueOf(fen)
                .divide(new BigDecimal("1.06"), 0, RoundingMode.FLOOR)
                .longValueExact();
    }

    /** @param until null for the present */
    private record Version(Instant since, Instant until, List<Plan> plans) {

        Plan called(String code) {
            return plans.stream()
                    .filter(plan -> plan.code().equals(code))
                    .findFirst()
                    .orElse(null);
        }
    }

    private record Conceded(int percent, LocalDate from, LocalDate until) {}

    /** What an offering has cost, one or two plans a version, and what was conceded of it. */
    private static final class World {

        private final List<Version> versions = new ArrayList<>();
        private final List<Conceded> conceded = new ArrayList<>();
        private final Instant now;
        private final Instant from;

        World(Random random) {
            MadeUpPlans plans = new MadeUpPlans(random);
            Instant at = START;
            List<Plan> before = List.of();
            for (int version = 0; version < 2 + random.nextInt(5); version++) {
                Instant since = at.plus(Duration.ofDays(1 + random.nextInt(60)));
                if (version > 0) {
                    versions.set(version - 1, new Version(at, since, before));
                }
                before = next(plans, random, version, before);
                versions.add(new Version(since, null, before));
                at = since;
            }
            now = at.plus(Duration.ofDays(random.nextInt(100)));
            from = now.minus(Duration.ofDays(90));
            for (int i = random.nextInt(4); i > 0; i--) {
                LocalDate first = day(START).plusDays(random.nextInt(250));
                conceded.add(new Conceded(1 + random.nextInt(100), first, first.plusDays(random.nextInt(60))));
            }
        }

        private static List<Plan> next(MadeUpPlans plans, Random random, int version, List<Plan> before) {
            String code = random.nextInt(3) == 0 ? "renamed-" + version : "a";
            Plan plan = plans.next(code, MEASURED.get(random.nextInt(MEASURED.size())), "CNY_FEN");
            Plan old = before.isEmpty() ? null : before.get(random.nextInt(before.size()));
            boolean isDecoyPossible = old != null && !old.code().equals(code);
            return switch (random.nextInt(4)) {
                case 0 -> List.of(plan);
                case 1 -> List.of(plan, plans.next("b", MEASURED.get(random.nextInt(MEASURED.size())), "CNY_FEN"));
                case 2 -> isDecoyPossible ? List.of(decoy(old, random), plan) : List.of(plan);
                default -> isDecoyPossible ? List.of(plan, old) : List.of(plan);
            };
        }

        /** As cheap as before in the first quarter of an hour, and dear for the rest of the day. */
        private static Plan decoy(Plan old, Random random) {
            BigDecimal cheap = switch (old.model()) {
                case METERED -> old.tiers().get(0).unitPriceFen();
                case TIME_OF_USE ->
                    old.windows().stream()
                            .map(PriceWindow::unitPriceFen)
                            .min(CHEAPEST)
                            .orElseThrow();
                default -> BigDecimal.valueOf(random.nextInt(3));
            };
            BigDecimal dear = cheap.add(BigDecimal.valueOf(random.nextInt(50)));
            return PlanFixture.aPlan(PriceModel.TIME_OF_USE)
                    .called(old.code(), old.name())
                    .per("CNY_FEN")
                    .taxed(new BigDecimal("0.06"))
                    .between(old.minimumChargeFen(), old.maximumChargeFen())
                    .setUpFor(old.setupFen())
                    .counting(old.aggregation())
                    .in(List.of(
                            new PriceWindow(WindowDays.EVERY_DAY, "00:00", "00:15", cheap),
                            new PriceWindow(WindowDays.EVERY_DAY, "00:15", "24:00", dear)))
                    .plan();
        }

        PriceHistory prices() {
            PriceHistory prices = PriceHistory.NONE;
            for (Version version : versions) {
                prices = TestPrices.then(prices, version.since(), version.plans());
            }
            return prices.with(conceded.stream()
                    .map(each -> new Discount(
                            "优惠", BigDecimal.valueOf(each.percent(), 2), each.from(), each.until(), null, null))
                    .toList());
        }

        /**
         * What the plan cost at the least on a day of the last 90. One whose name was not there at their beginning came
         * in the place of all that cannot be had as it was.
         */
        long least(Plan wanted, BigDecimal quantity) {
            List<Version> seen = versions.stream()
                    .filter(version ->
                            version.until() == null || version.until().isAfter(from))
                    .toList();
            boolean isNew = seen.get(0).called(wanted.code()) == null;
            long least = Long.MAX_VALUE;
            for (Version version : seen) {
                for (Plan plan : version.plans()) {
                    if (plan.code().equals(wanted.code()) || isNew && isGone(version, plan, quantity)) {
                        least = Math.min(least, cost(version, plan, quantity, CHEAPEST));
                    }
                }
            }
            return least;
        }

        private boolean isGone(Version then, Plan plan, BigDecimal quantity) {
            Version present = versions.get(versions.size() - 1);
            Plan still = present.called(plan.code());
            return still == null
                    || still.aggregation() != plan.aggregation()
                    || cost(present, still, quantity, CHEAPEST) > cost(then, plan, quantity, CHEAPEST)
                    || cost(present, still, quantity, DEAREST) > cost(then, plan, quantity, DEAREST);
        }

        /** With the best concession of its best day. */
        private long cost(Version version, Plan plan, BigDecimal quantity, Comparator<BigDecimal> time) {
            long listed = listed(plan, quantity, time);
            Instant first = version.since().isAfter(from) ? version.since() : from;
            Instant last = version.until() == null ? now : version.until();
            long least = listed;
            for (LocalDate day = day(first); !day.isAfter(day(last)); day = day.plusDays(1)) {
                least = Math.min(least, listed * (100 - percentOn(day)) / 100);
            }
            return least;
        }

        private int percentOn(LocalDate day) {
            int most = 0;
            for (Conceded each : conceded) {
                if (!day.isBefore(each.from()) && !day.isAfter(each.until())) {
                    most = Math.max(most, each.percent());
                }
            }
            return most;
        }

        /** All of it at one time of the day. */
        private static long listed(Plan plan, BigDecimal quantity, Comparator<BigDecimal> time) {
            long setup = plan.setupFen() == null ? 0 : plan.setupFen();
            if (plan.windows().isEmpty()) {
                return PriceModelPropertyTest.counted(plan, Measured.of(quantity)) + setup;
            }
            PriceWindow chosen = plan.windows().stream()
                    .min(Comparator.comparing(PriceWindow::unitPriceFen, time))
                    .orElseThrow();
            List<BigDecimal> parts = plan.windows().stream()
                    .map(window -> window.equals(chosen) ? quantity : BigDecimal.ZERO)
                    .toList();
            return PriceModelPropertyTest.counted(plan, Measured.inWindows(parts)) + setup;
        }

        private static LocalDate day(Instant moment) {
            return LocalDate.ofInstant(moment, ZoneId.of("Asia/Shanghai"));
        }
    }
}
