package cn.dengyun.monitoring.indicator;

import cn.dengyun.monitoring.indicator.IndicatorService.Query;
import cn.dengyun.monitoring.indicator.IndicatorService.Value;
import cn.dengyun.monitoring.plan.PlanRegions;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.sheet.SheetColumn;
import cn.dengyun.platform.sheet.SheetKind;
import cn.dengyun.platform.sheet.SheetPage;
import cn.dengyun.platform.sheet.SheetResult;
import cn.dengyun.platform.sheet.SheetRow;
import cn.dengyun.platform.sheet.SheetTask;
import cn.dengyun.platform.sheet.SheetWords;
import cn.dengyun.platform.web.Language;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Fen;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What was counted, as a sheet that is only read: all indicators that its reader may read, by month and region at all
 * three levels, as of one recount from the first row to the last. What he is told of an amount is what the observations
 * of the indicator tell him.
 */
@ApplicationScoped
class ObservationSheetKind implements SheetKind {

    static final SheetColumn INDICATOR =
            SheetColumn.code("indicator", "指标代码", "Indicator", 40).required();
    static final SheetColumn NAME_ZH = SheetColumn.text("nameZh", "指标名称", "Name in Chinese", 200);
    static final SheetColumn NAME_EN = SheetColumn.text("nameEn", "指标英文名称", "Name in English", 200);
    static final SheetColumn MONTH = SheetColumn.code("month", "月份", "Month", 7);
    static final SheetColumn LEVEL = SheetColumn.choice("level", "层级", "Level", "ObservationLevel");
    static final SheetColumn REGION = SheetColumn.code("regionCode", "区划代码", "Region", 6);
    static final SheetColumn REGION_NAME = SheetColumn.text("regionName", "区划名称", "Name of the region", 100);
    static final SheetColumn NUMBER = SheetColumn.integer("number", "数量", "Number");
    static final SheetColumn AMOUNT = SheetColumn.amount("amountFen", "金额（元）", "Amount (yuan)");
    static final SheetColumn PROTECTED = SheetColumn.yesNo("isProtected", "是否保护", "Protected");

    private static final int MONTHS_AT_ONCE = 12;

    private final IndicatorService indicators;
    private final PlanRegions regions;

    ObservationSheetKind(IndicatorService indicators, PlanRegions regions) {
        this.indicators = indicators;
        this.regions = regions;
    }

    @Override
    public String code() {
        return "OBSERVATIONS";
    }

    @Override
    public SheetWords title() {
        return new SheetWords("指标统计值", "Observations");
    }

    @Override
    public SheetWords about() {
        return new SheetWords(
                "导出各项指标分月、分地区的统计值；只能导出。", "What was counted of indicators, by month and region; for export alone.");
    }

    @Override
    public List<SheetColumn> columns() {
        return List.of(INDICATOR, NAME_ZH, NAME_EN, MONTH, LEVEL, REGION, REGION_NAME, NUMBER, AMOUNT, PROTECTED);
    }

    /** Nobody types what is counted. */
    @Override
    public Set<String> importRoles() {
        return Set.of();
    }

    @Override
    public Set<String> exportRoles() {
        return Set.of(Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN);
    }

    /** The roles say it all. */
    @Override
    public Uni<Void> check(Actor actor, UUID targetId) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public String identity(SheetRow row) {
        return null;
    }

    @Override
    public Effect<List<SheetResult>> carryOut(SheetTask task, List<SheetRow> rows) {
        throw new UnsupportedOperationException(code() + " is not imported");
    }

    /** Where a page begins: the recount, the indicator by its place in the list, the first month. */
    private record Place(Instant at, int indicator, YearMonth from) {

        static Place of(String after) {
            String[] parts = after.split(" ", -1);
            return new Place(Instant.parse(parts[0]), Integer.parseInt(parts[1]), YearMonth.parse(parts[2]));
        }

        String written() {
            return at + " " + indicator + " " + from;
        }
    }

    /** A year of an indicator, whatever rows are asked for. */
    @Override
    public Uni<SheetPage> page(Actor actor, UUID targetId, String after, int rows) {
        Uni<Place> place = after == null
                ? indicators
                        .lastCounted()
                        .map(at -> at.map(moment -> new Place(moment, 0, IndicatorService.FIRST_MONTH))
                                .orElse(null))
                : Uni.createFrom().item(Place.of(after));
        return place.chain(begin -> begin == null
                ? Uni.createFrom().item(new SheetPage(List.of(), null))
                : indicators.indicators(actor).chain(all -> page(actor, all, begin)));
    }

    private Uni<SheetPage> page(Actor actor, List<Indicator> all, Place begin) {
        Indicator indicator = all.get(begin.indicator());
        YearMonth last = YearMonth.from(begin.at().atZone(ClockProducer.BUSINESS_ZONE));
        YearMonth end = begin.from().plusMonths(MONTHS_AT_ONCE - 1L);
        YearMonth to = end.isAfter(last) ? last : end;
        Place next = to.isBefore(last)
                ? new Place(begin.at(), begin.indicator(), to.plusMonths(1))
                : begin.indicator() + 1 < all.size()
                        ? new Place(begin.at(), begin.indicator() + 1, IndicatorService.FIRST_MONTH)
                        : null;
        return Multi.createFrom()
                .items(ObservationLevel.values())
                .onItem()
                .transformToUniAndConcatenate(level -> indicators
                        .observations(actor, indicator.code(), new Query(begin.from(), to, null, level, begin.at()))
                        .map(found -> found.values().stream()
                                .map(value -> row(indicator, level, value))
                                .toList()))
                .collect()
                .asList()
                .map(levels -> new SheetPage(
                        levels.stream().flatMap(List::stream).toList(), next == null ? null : next.written()));
    }

    private Map<SheetColumn, Object> row(Indicator indicator, ObservationLevel level, Value value) {
        Map<SheetColumn, Object> row = new HashMap<>(Map.of(
                INDICATOR, indicator.code(),
                NAME_ZH, indicator.nameZh(),
                NAME_EN, indicator.nameEn(),
                MONTH, value.month().toString(),
                LEVEL, level.name(),
                REGION, value.regionCode(),
                REGION_NAME, regions.name(value.regionCode(), Language.ZH),
                PROTECTED, value.value() == null));
        if (value.value() != null) {
            row.put(
                    indicator.isAmount() ? AMOUNT : NUMBER,
                    indicator.isAmount() ? Fen.of(value.value()) : value.value());
        }
        return row;
    }
}
