package cn.dengyun.monitoring.plan;

import cn.dengyun.monitoring.plan.domain.Forecast;
import cn.dengyun.monitoring.plan.domain.TargetOutlook;
import cn.dengyun.platform.monitoring.PlanFigures.DayFigure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How far a target is: the whole, its parts, and what is counted in none of them, so that parts and rest sum up to the
 * whole.
 *
 * @param rest what is counted in the whole and in none of its parts
 * @param rows the parts, by code
 */
record PlanProgress(ProgressRow whole, ProgressRow rest, List<ProgressRow> rows) {

    /**
     * Days that count.
     *
     * @param startsOn the first day of the plan
     * @param endsOn its last
     * @param on the day that is asked for
     */
    record Days(LocalDate startsOn, LocalDate endsOn, LocalDate on) {

        /** How many are looked back on, the day included. */
        int lately() {
            return (int) Math.max(0, Math.min(Forecast.WINDOW_DAYS, ChronoUnit.DAYS.between(startsOn, on) + 1));
        }

        /** Less than 0 once the last is over. */
        long left() {
            return ChronoUnit.DAYS.between(on, endsOn);
        }

        /** What of a target should be there by the day, if it went evenly. */
        long expected(long target) {
            long all = ChronoUnit.DAYS.between(startsOn, endsOn) + 1;
            long passed = Math.max(0, Math.min(all, ChronoUnit.DAYS.between(startsOn, on) + 1));
            return BigInteger.valueOf(target)
                    .multiply(BigInteger.valueOf(passed))
                    .divide(BigInteger.valueOf(Math.max(1, all)))
                    .longValueExact();
        }
    }

    /** What has come together of one part. */
    private record Sum(long actual, long lately) {

        static final Sum NOTHING = new Sum(0, 0);

        Sum plus(Sum more) {
            return new Sum(actual + more.actual, lately + more.lately);
        }
    }

    /**
     * Adds figures up.
     *
     * @param whole the code of the whole
     * @param target of the whole; null where it has none
     * @param parts the target of each part, by code
     * @param figures of the whole and all in it; null where nobody counts them
     * @param joined what codes share that are told together
     * @param place the code of the part that a figure of a region is of, as old as that region; null where there is
     *     none
     */
    static PlanProgress of(
            String whole,
            Long target,
            Map<String, Long> parts,
            List<DayFigure> figures,
            Function<String, String> joined,
            Function<String, String> place,
            Days days) {
        Map<String, List<String>> codes = new TreeMap<>();
        new TreeMap<>(parts)
                .keySet()
                .forEach(code -> codes.computeIfAbsent(joined.apply(code), key -> new ArrayList<>())
                        .add(code));
        Map<String, Sum> sums = new HashMap<>();
        Sum rest = Sum.NOTHING;
        Sum all = Sum.NOTHING;
        LocalDate since = days.on().minusDays(days.lately());
        for (DayFigure figure : figures == null ? List.<DayFigure>of() : figures) {
            if (figure.day().isAfter(days.on())) {
                continue;
            }
            Sum one = new Sum(figure.added(), figure.day().isAfter(since) ? figure.added() : 0);
            String part = place.apply(figure.regionCode());
            String key = part == null ? null : joined.apply(part);
            all = all.plus(one);
            if (key == null || !codes.containsKey(key)) {
                rest = rest.plus(one);
            } else {
                sums.merge(key, one, Sum::plus);
            }
        }
        boolean isCounted = figures != null;
        List<ProgressRow> rows = new ArrayList<>();
        codes.forEach((key, each) -> rows.add(row(
                each,
                each.stream().mapToLong(parts::get).sum(),
                isCounted ? sums.getOrDefault(key, Sum.NOTHING) : null,
                days)));
        rows.sort(Comparator.comparing(row -> row.regionCodes().get(0)));
        return new PlanProgress(
                row(List.of(whole), target, isCounted ? all : null, days),
                row(List.of(), null, isCounted ? rest : null, days),
                ranked(rows));
    }

    private static ProgressRow row(List<String> codes, Long target, Sum sum, Days days) {
        Forecast forecast = sum == null || target == null
                ? Forecast.NONE
                : Forecast.of(sum.actual(), sum.lately(), days.lately(), days.left());
        Long actual = sum == null ? null : sum.actual();
        TargetOutlook outlook = target == null || actual == null
                ? TargetOutlook.UNKNOWN
                : TargetOutlook.of(target, actual, forecast, days.left());
        return new ProgressRow(
                codes,
                target,
                actual,
                target == null ? null : (Long) days.expected(target),
                completion(target, actual),
                forecast,
                outlook,
                null,
                null);
    }

    private static BigDecimal completion(Long target, Long actual) {
        if (target == null || target == 0 || actual == null) {
            return null;
        }
        return BigDecimal.valueOf(actual).divide(BigDecimal.valueOf(target), 4, RoundingMode.DOWN);
    }

    private static List<ProgressRow> ranked(List<ProgressRow> rows) {
        return rows.stream()
                .map(row -> row.ranked(rank(rows, row, ProgressRow::actual), rank(rows, row, ProgressRow::completion)))
                .toList();
    }

    /** How many have more, and one; null for one that has nothing to compare. */
    private static <T extends Comparable<T>> Integer rank(
            List<ProgressRow> rows, ProgressRow row, Function<ProgressRow, T> value) {
        T own = value.apply(row);
        if (own == null) {
            return null;
        }
        return 1
                + (int) rows.stream()
                        .map(value)
                        .filter(Objects::nonNull)
                        .filter(other -> other.compareTo(own) > 0)
                        .count();
    }
}
