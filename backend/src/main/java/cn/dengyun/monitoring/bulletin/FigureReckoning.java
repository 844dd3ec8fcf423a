package cn.dengyun.monitoring.bulletin;

import cn.dengyun.monitoring.bulletin.BulletinFigures.Item;
import cn.dengyun.monitoring.bulletin.BulletinFigures.Row;
import cn.dengyun.monitoring.indicator.IndicatorKind;
import cn.dengyun.monitoring.indicator.IndicatorUnit;
import cn.dengyun.monitoring.indicator.PublicIndicators.PublicIndicator;
import cn.dengyun.monitoring.indicator.PublicIndicators.PublicValue;
import cn.dengyun.monitoring.indicator.PublicIndicators.PublicValues;
import cn.dengyun.monitoring.plan.PlanRegions;
import cn.dengyun.monitoring.plan.domain.PlanTarget;
import cn.dengyun.platform.web.Language;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What follows from the values of months: those of a period, how they have changed, how much of the target that is, and
 * who is ahead. Everything follows from what is public, so nothing is told that is not.
 */
final class FigureReckoning {

    private static final int DECIMALS = 2;
    private static final int PERCENT_DIGITS = 2;

    private final PlanRegions regions;
    private final LocalDate day;
    private final YearMonth from;
    private final YearMonth to;

    /** @param day whose divisions the figures are told of */
    FigureReckoning(PlanRegions regions, LocalDate day, YearMonth from, YearMonth to) {
        this.regions = regions;
        this.day = day;
        this.from = from;
        this.to = to;
    }

    /** A value of a period; null where it is protected, or was not counted. */
    private record Cell(Long value, boolean isProtected) {}

    /** @param target null where the plan has none */
    Item item(PublicValues found, PlanTarget target) {
        PublicIndicator indicator = found.indicator();
        Map<String, List<PublicValue>> byRegion =
                found.units().stream().collect(Collectors.groupingBy(each -> regions.inForce(each.regionCode(), day)));
        List<Row> units = regions.unitsOn(day).stream()
                .map(unit -> row(
                        unit,
                        indicator.kind(),
                        byRegion.getOrDefault(unit, List.of()),
                        target == null ? null : targetOf(target, unit)))
                .toList();
        Row province =
                row(Bulletin.PROVINCE, indicator.kind(), found.province(), target == null ? null : target.amount());
        boolean isRanked = indicator.unit() == IndicatorUnit.COUNT;
        return new Item(
                indicator.code(),
                indicator.version(),
                indicator.nameZh(),
                indicator.nameEn(),
                indicator.countedZh(),
                indicator.countedEn(),
                indicator.unit(),
                indicator.kind(),
                province,
                isRanked ? ranked(units) : units);
    }

    /** By the codes of the day, whatever they were when the plan was published. */
    private Long targetOf(PlanTarget target, String unit) {
        return target.amounts().entrySet().stream()
                .filter(share -> regions.inForce(share.getKey(), day).equals(unit))
                .map(Map.Entry::getValue)
                .reduce(Long::sum)
                .orElse(null);
    }

    private Row row(String region, IndicatorKind kind, List<PublicValue> values, Long target) {
        int months = (int) Stream.iterate(from, month -> !month.isAfter(to), month -> month.plusMonths(1))
                .count();
        Cell now = cell(kind, values, from, to);
        Cell before = cell(kind, values, from.minusMonths(months), from.minusMonths(1));
        return new Row(
                region,
                regions.name(region, Language.ZH),
                regions.name(region, Language.EN),
                now.value(),
                now.isProtected(),
                before.value(),
                now.value() == null || before.value() == null ? null : Long.valueOf(now.value() - before.value()),
                target,
                completion(now.value(), target),
                null,
                null);
    }

    private static Cell cell(IndicatorKind kind, List<PublicValue> values, YearMonth from, YearMonth to) {
        YearMonth first = kind == IndicatorKind.STOCK ? to : from;
        List<YearMonth> wanted = Stream.iterate(first, month -> !month.isAfter(to), month -> month.plusMonths(1))
                .toList();
        Map<YearMonth, List<PublicValue>> byMonth = values.stream().collect(Collectors.groupingBy(PublicValue::month));
        if (!byMonth.keySet().containsAll(wanted)) {
            return new Cell(null, false);
        }
        List<Long> told = wanted.stream()
                .flatMap(month -> byMonth.get(month).stream())
                .map(PublicValue::value)
                .toList();
        if (told.stream().anyMatch(Objects::isNull)) {
            return new Cell(null, true);
        }
        return new Cell(told.stream().mapToLong(Long::longValue).sum(), false);
    }

    /** In percent, cut off after two decimals; null where there is nothing to divide. */
    static String completion(Long value, Long target) {
        if (value == null || target == null || target == 0) {
            return null;
        }
        return BigDecimal.valueOf(value)
                .movePointRight(PERCENT_DIGITS)
                .divide(BigDecimal.valueOf(target), DECIMALS, RoundingMode.DOWN)
                .toPlainString();
    }

    /** Standard competition ranking: 1, 2, 2, 4. */
    private static List<Row> ranked(List<Row> units) {
        Map<String, Integer> byValue =
                ranks(units, Row::value, (one, other) -> Long.compare(one.value(), other.value()));
        Map<String, Integer> byCompletion = ranks(units, Row::completion, FigureReckoning::compareShares);
        return units.stream()
                .map(row -> new Row(
                        row.regionCode(),
                        row.nameZh(),
                        row.nameEn(),
                        row.value(),
                        row.isProtected(),
                        row.previous(),
                        row.change(),
                        row.target(),
                        row.completion(),
                        byValue.get(row.regionCode()),
                        byCompletion.get(row.regionCode())))
                .toList();
    }

    private static Map<String, Integer> ranks(
            List<Row> units, Function<Row, Object> has, ToIntBiFunction<Row, Row> compare) {
        List<Row> known = units.stream()
                .filter(row -> Optional.ofNullable(has.apply(row)).isPresent())
                .toList();
        return known.stream()
                .collect(Collectors.toMap(
                        Row::regionCode,
                        row -> 1
                                + (int) known.stream()
                                        .filter(other -> compare.applyAsInt(other, row) > 0)
                                        .count()));
    }

    /** Exactly, without dividing. */
    private static int compareShares(Row one, Row other) {
        return BigInteger.valueOf(one.value())
                .multiply(BigInteger.valueOf(other.target()))
                .compareTo(BigInteger.valueOf(other.value()).multiply(BigInteger.valueOf(one.target())));
    }
}
