package cn.dengyun.monitoring.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is told of amounts reveals nothing of one enterprise, whatever is added and subtracted. */
class AmountProtectionTest {

    private static final int CUBES = 1_000;
    private static final LocalDate MONTH = LocalDate.of(2018, 10, 1);
    private static final BigInteger PRIME = BigInteger.valueOf(1_000_000_007);

    /** What each enterprise has contributed in its county; the unit of a county is its first four digits and 00. */
    private static List<Observation> cube(Map<String, List<Long>> contributions) {
        Map<String, List<Long>> units = new LinkedHashMap<>();
        List<Long> province = new ArrayList<>();
        List<Observation> cells = new ArrayList<>();
        contributions.forEach((county, amounts) -> {
            cells.add(cell(ObservationLevel.COUNTY, county, amounts));
            units.computeIfAbsent(unitOf(county), unit -> new ArrayList<>()).addAll(amounts);
            province.addAll(amounts);
        });
        units.forEach((unit, amounts) -> cells.add(cell(ObservationLevel.UNIT, unit, amounts)));
        cells.add(cell(ObservationLevel.PROVINCE, "340000", province));
        return cells;
    }

    private static Observation cell(ObservationLevel level, String code, List<Long> amounts) {
        return new Observation(
                level,
                MONTH,
                code,
                amounts.stream().mapToLong(Long::longValue).sum(),
                amounts.size(),
                amounts.stream().mapToLong(Long::longValue).max().orElse(0));
    }

    private static String unitOf(String county) {
        return county.substring(0, 4) + "00";
    }

    private static Set<Observation> hidden(Collection<Observation> cells) {
        return AmountProtection.hidden(cells, AmountProtectionTest::unitOf);
    }

    private static List<String> hiddenUnits(Map<String, List<Long>> contributions) {
        return hidden(cube(contributions)).stream()
                .filter(each -> each.level() == ObservationLevel.UNIT)
                .map(Observation::regionCode)
                .sorted()
                .toList();
    }

    @Test
    void whatManyContributeToIsTold() {
        assertThat(hidden(cube(Map.of(
                        "340101", List.of(10L, 11L, 12L),
                        "340201", List.of(10L, 11L, 12L)))))
                .isEmpty();
    }

    @Test
    void fewAreHiddenTogetherWithTheSmallestOthers() {
        assertThat(hiddenUnits(Map.of(
                        "340101", List.of(10L, 11L),
                        "340201", List.of(30L, 30L, 30L),
                        "340301", List.of(20L, 20L, 20L),
                        "340401", List.of(20L, 20L, 20L))))
                .containsExactly("340100", "340300");
    }

    @Test
    void sevenTenthsOfOneAreToldAndNoMore() {
        List<Long> many = List.of(100L, 100L, 100L, 100L);

        assertThat(hiddenUnits(Map.of("340101", List.of(70L, 20L, 10L), "340201", many)))
                .isEmpty();
        assertThat(hiddenUnits(Map.of("340101", List.of(71L, 20L, 9L), "340201", many, "340301", many)))
                .containsExactly("340100", "340200");
    }

    @Test
    void ofAMonthOfFewNothingIsTold() {
        List<Observation> cells = cube(Map.of("340101", List.of(10L), "340201", List.of(11L), "340301", List.of()));

        assertThat(cells.stream().filter(each -> !hidden(cells).contains(each)))
                .extracting(Observation::value)
                .containsOnly(0L);
    }

    @Test
    void theSameIsHiddenInWhateverOrder() {
        Random random = new Random(7);
        for (int i = 0; i < CUBES; i++) {
            List<Observation> cells = randomCube(random);
            List<Observation> other = new ArrayList<>(cells);
            Collections.shuffle(other, random);

            assertThat(hidden(other)).isEqualTo(hidden(cells));
        }
    }

    @Test
    void addingAndSubtractingRecoversNothing() {
        Random random = new Random(2018);
        for (int i = 0; i < CUBES; i++) {
            List<Observation> cells = randomCube(random);
            Set<Observation> hidden = hidden(cells);
            Equations known = new Equations(cells, hidden);

            for (Observation each : cells) {
                if (hidden.contains(each)) {
                    assertThat(known.tells(Map.of(each, 1)))
                            .as("%s of cube %s", each, i)
                            .isFalse();
                } else {
                    assertThat(isRevealing(List.of(each)))
                            .as("%s of cube %s", each, i)
                            .isFalse();
                }
            }
            wholes(cells, hidden)
                    .forEach(whole -> assertThat(isRevealing(whole))
                            .as("%s of cube", whole)
                            .isFalse());
        }
    }

    /**
     * Those that can be had together by subtraction: hidden units of the province, and counties of units that are told.
     */
    private static List<List<Observation>> wholes(List<Observation> cells, Set<Observation> hidden) {
        List<List<Observation>> wholes = new ArrayList<>();
        boolean isProvinceTold =
                cells.stream().anyMatch(each -> each.level() == ObservationLevel.PROVINCE && !hidden.contains(each));
        if (isProvinceTold) {
            wholes.add(hidden.stream()
                    .filter(each -> each.level() == ObservationLevel.UNIT)
                    .toList());
        }
        cells.stream()
                .filter(each -> each.level() == ObservationLevel.UNIT && !hidden.contains(each))
                .forEach(unit -> wholes.add(hidden.stream()
                        .filter(each -> each.level() == ObservationLevel.COUNTY)
                        .filter(each -> unitOf(each.regionCode()).equals(unit.regionCode()))
                        .toList()));
        wholes.removeIf(List::isEmpty);
        return wholes;
    }

    /** The rule as it is written, and not as it is carried out. */
    private static boolean isRevealing(List<Observation> together) {
        long value = together.stream().mapToLong(Observation::value).sum();
        long largest = together.stream().mapToLong(Observation::largest).max().orElse(0);
        int contributors = together.stream().mapToInt(Observation::contributors).sum();
        return value > 0 && (contributors < 3 || largest * 10 > value * 7);
    }

    private static List<Observation> randomCube(Random random) {
        Map<String, List<Long>> contributions = new HashMap<>();
        int units = 1 + random.nextInt(8);
        for (int unit = 1; unit <= units; unit++) {
            int counties = 1 + random.nextInt(5);
            for (int county = 1; county <= counties; county++) {
                List<Long> amounts = new ArrayList<>();
                int enterprises = random.nextInt(6);
                for (int i = 0; i < enterprises; i++) {
                    amounts.add(1L + (random.nextInt(4) == 0 ? random.nextInt(100_000) : random.nextInt(100)));
                }
                contributions.put("34%02d%02d".formatted(unit, county), amounts);
            }
        }
        return cube(contributions);
    }

    /** What is known to everybody: that parts sum up to their whole, and the cells that are told. */
    private static final class Equations {

        private final List<Observation> unknown;
        private final List<BigInteger[]> rows = new ArrayList<>();

        Equations(List<Observation> cells, Set<Observation> hidden) {
            unknown = List.copyOf(new HashSet<>(hidden));
            Observation province = cells.stream()
                    .filter(each -> each.level() == ObservationLevel.PROVINCE)
                    .findFirst()
                    .orElseThrow();
            Map<Observation, Integer> sum = new HashMap<>(Map.of(province, -1));
            for (Observation unit : cells) {
                if (unit.level() != ObservationLevel.UNIT) {
                    continue;
                }
                sum.put(unit, 1);
                Map<Observation, Integer> within = new HashMap<>(Map.of(unit, -1));
                cells.stream()
                        .filter(each -> each.level() == ObservationLevel.COUNTY)
                        .filter(each -> unitOf(each.regionCode()).equals(unit.regionCode()))
                        .forEach(each -> within.put(each, 1));
                reduceAndKeep(vector(within));
            }
            reduceAndKeep(vector(sum));
        }

        /** Of cells that are told the numbers are known, so they stand on the other side. */
        private BigInteger[] vector(Map<Observation, Integer> of) {
            BigInteger[] vector = new BigInteger[unknown.size()];
            for (int i = 0; i < vector.length; i++) {
                vector[i] =
                        BigInteger.valueOf(of.getOrDefault(unknown.get(i), 0)).mod(PRIME);
            }
            return vector;
        }

        private void reduceAndKeep(BigInteger[] vector) {
            reduce(vector);
            if (first(vector) >= 0) {
                rows.add(vector);
            }
        }

        /** Whether it follows from what is known. */
        boolean tells(Map<Observation, Integer> of) {
            BigInteger[] vector = vector(of);
            reduce(vector);
            return first(vector) < 0;
        }

        private void reduce(BigInteger[] vector) {
            for (BigInteger[] row : rows) {
                int at = first(row);
                if (vector[at].signum() != 0) {
                    BigInteger factor = vector[at].multiply(row[at].modInverse(PRIME));
                    for (int i = 0; i < vector.length; i++) {
                        vector[i] = vector[i].subtract(factor.multiply(row[i])).mod(PRIME);
                    }
                }
            }
        }

        private static int first(BigInteger[] vector) {
            for (int i = 0; i < vector.length; i++) {
                if (vector[i].signum() != 0) {
                    return i;
                }
            }
            return -1;
        }
    }
}
