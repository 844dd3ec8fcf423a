package cn.dengyun.monitoring.bulletin;

import cn.dengyun.monitoring.indicator.IndicatorKind;
import cn.dengyun.monitoring.indicator.IndicatorUnit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The figures of a bulletin as they are kept and told, word for word, for ever.
 *
 * @param planId of the annual plan whose targets they are held against; null, as its year, where there was none
 */
@Schema(name = "BulletinFigures", description = "The figures of a bulletin: the same bytes for ever")
record BulletinFigures(
        @Schema(required = true, description = "The bulletin")
        UUID bulletinId,

        @Schema(required = true, description = "How much time it is of")
        BulletinPeriod period,

        @Schema(required = true, description = "Its first month, Asia/Shanghai", examples = "2018-07")
        String fromMonth,

        @Schema(required = true, description = "Its last month", examples = "2018-12")
        String toMonth,

        @Schema(required = true, description = "The first month of the period before", examples = "2018-01")
        String priorFromMonth,

        @Schema(required = true, description = "The last month of the period before", examples = "2018-06")
        String priorToMonth,

        @Schema(
                required = true,
                description = "The recount that all of it is of: `asOf` of `listObservations` answers the same")
        Instant asOf,

        @Schema(
                required = true,
                nullable = true,
                description = "The edition of the annual plan that it is held against; null where the year had none")
        UUID planId,

        @Schema(required = true, nullable = true, description = "The year of that plan", examples = "2018")
        Integer planYear,

        @Schema(required = true, description = "In the order of the bulletin", maxItems = 50)
        List<Item> indicators) {

    /** One indicator. */
    @Schema(name = "BulletinIndicator", description = "One indicator of a bulletin")
    record Item(
            @Schema(required = true, description = "Its code", examples = "CLOUD_ENTERPRISES")
            String code,

            @Schema(required = true, description = "The version of what was meant", examples = "1")
            int version,

            @Schema(required = true, description = "Its name in Chinese", examples = "登云企业数")
            String nameZh,

            @Schema(required = true, description = "Its name in English", examples = "Enterprises on the cloud")
            String nameEn,

            @Schema(required = true, description = "How it is counted, in Chinese", examples = "统计时点有效的登云企业。")
            String countedZh,

            @Schema(
                    required = true,
                    description = "How it is counted, in English",
                    examples = "Enterprises that count.")
            String countedEn,

            @Schema(required = true, description = "Numbers, or amounts in fen")
            IndicatorUnit unit,

            @Schema(
                    required = true,
                    description = "`STOCK`: the value is that of the last month. `FLOW`: it is the sum of the months")
            IndicatorKind kind,

            @Schema(required = true, description = "The province")
            Row province,

            @Schema(required = true, description = "The 18 reporting units, by code", maxItems = 30)
            List<Row> units) {

        Stream<Row> rows() {
            return Stream.concat(Stream.of(province), units.stream());
        }

        boolean ofAmounts() {
            return unit == IndicatorUnit.FEN;
        }
    }

    /**
     * One region.
     *
     * @param completion null where there is no target, or no value
     */
    @Schema(name = "BulletinFigure", description = "One region of an indicator")
    record Row(
            @Schema(required = true, description = "Its code", examples = "340100")
            String regionCode,

            @Schema(required = true, description = "Its name in Chinese", examples = "合肥市")
            String nameZh,

            @Schema(required = true, description = "Its name in English", examples = "Hefei")
            String nameEn,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The number, or the amount in fen; null where it is protected, or was not counted",
                    examples = "128")
            Long value,

            @Schema(
                    required = true,
                    description = "Whether the amount is not told, for it would reveal one enterprise",
                    examples = "false")
            boolean isProtected,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The same of the period before; null where that is not told, or was not counted",
                    examples = "100")
            Long previous,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The value less the one before; null where one of them is",
                    examples = "28")
            Long change,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "What the annual plan sets; null where it sets nothing",
                    examples = "200")
            Long target,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The value in percent of the target, cut off after two decimals; null where one of"
                            + " them is, or the target is 0",
                    examples = "64.00")
            String completion,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Its rank by value among the units, 1 for the largest; equal ones share the better"
                            + " rank, and the next ones are left out (1, 2, 2, 4). Null for the province, amounts, and"
                            + " where there is no value",
                    examples = "1")
            Integer rank,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The same by value divided by target, which is not cut off",
                    examples = "3")
            Integer completionRank) {}

    Optional<Item> indicator(String code) {
        return indicators.stream().filter(each -> each.code().equals(code)).findFirst();
    }
}
