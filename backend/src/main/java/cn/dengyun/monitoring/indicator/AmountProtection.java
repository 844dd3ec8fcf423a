package cn.dengyun.monitoring.indicator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Which amounts of a month the public is not told, for they would tell of one enterprise. An amount is protected where
 * fewer than three enterprises contribute to it or one contributes more than 70 %. What is hidden can be had as a whole
 * by subtraction, so it is hidden together with the smallest others until that whole needs no protection either: of the
 * units in the province, and of the counties in each unit that is told. Where the whole of the province needs it,
 * nothing is told but zeros, and nothing of the counties of a unit that is hidden.
 *
 * <p>The same amounts are hidden whoever asks and in whatever order they come: of equals the lower code comes first.
 * Within a month an enterprise counts in the region of what it contributes; one that contributes in several counts in
 * each of them.
 */
final class AmountProtection {

    private static final int MIN_CONTRIBUTORS = 3;
    private static final int MAX_PERCENT = 70;
    private static final int WHOLE = 100;

    private AmountProtection() {}

    /**
     * Those of one indicator and one month that are hidden.
     *
     * @param all every level of the month
     * @param unitOf the unit of a county
     */
    static Set<Observation> hidden(Collection<Observation> all, Function<String, String> unitOf) {
        List<Observation> amounts =
                all.stream().filter(each -> each.value() != 0).toList();
        if (of(ObservationLevel.PROVINCE, amounts).stream().anyMatch(AmountProtection::isRevealing)) {
            return Set.copyOf(amounts);
        }
        Set<Observation> hidden = new HashSet<>(complemented(of(ObservationLevel.UNIT, amounts)));
        List<Observation> counties = of(ObservationLevel.COUNTY, amounts);
        for (Observation unit : of(ObservationLevel.UNIT, amounts)) {
            List<Observation> within = counties.stream()
                    .filter(each -> unit.regionCode().equals(unitOf.apply(each.regionCode())))
                    .toList();
            hidden.addAll(hidden.contains(unit) ? within : complemented(within));
        }
        return Set.copyOf(hidden);
    }

    private static List<Observation> of(ObservationLevel level, List<Observation> amounts) {
        return amounts.stream().filter(each -> each.level() == level).toList();
    }

    /** Those that are protected, and as many of the others as it takes that their sum is not. */
    private static List<Observation> complemented(List<Observation> parts) {
        List<Observation> hidden = new ArrayList<>(
                parts.stream().filter(AmountProtection::isRevealing).toList());
        if (hidden.isEmpty()) {
            return hidden;
        }
        List<Observation> others = parts.stream()
                .filter(each -> !isRevealing(each))
                .sorted(Comparator.comparingLong(Observation::value).thenComparing(Observation::regionCode))
                .toList();
        for (Observation next : others) {
            if (!isRevealing(hidden)) {
                break;
            }
            hidden.add(next);
        }
        return hidden;
    }

    private static boolean isRevealing(Observation amount) {
        return isRevealing(amount.contributors(), amount.largest(), amount.value());
    }

    private static boolean isRevealing(List<Observation> hidden) {
        return isRevealing(
                hidden.stream().mapToInt(Observation::contributors).sum(),
                hidden.stream().mapToLong(Observation::largest).max().orElse(0),
                hidden.stream().mapToLong(Observation::value).sum());
    }

    private static boolean isRevealing(int contributors, long largest, long value) {
        return contributors < MIN_CONTRIBUTORS
                || Math.multiplyExact(largest, WHOLE) > Math.multiplyExact(value, MAX_PERCENT);
    }
}
