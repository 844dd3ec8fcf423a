package cn.dengyun.monitoring.indicator;

import java.time.LocalDate;

/**
 * What an indicator means from a day on.
 *
 * @param version of the meaning, from 1
 * @param validFrom first day (Asia/Shanghai) on which that is what is meant
 * @param position in lists
 * @param sourcePath of the list that has what is counted
 */
record Indicator(
        String code,
        int version,
        LocalDate validFrom,
        int position,
        IndicatorUnit unit,
        IndicatorKind kind,
        IndicatorVisibility visibility,
        String sourcePath,
        String nameZh,
        String nameEn,
        String countedZh,
        String countedEn) {

    boolean isPublic() {
        return visibility == IndicatorVisibility.PUBLIC;
    }

    boolean isAmount() {
        return unit == IndicatorUnit.FEN;
    }

    boolean isStock() {
        return kind == IndicatorKind.STOCK;
    }
}
