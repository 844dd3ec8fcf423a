package cn.dengyun.monitoring.indicator;

import cn.dengyun.monitoring.indicator.IndicatorService.Observations;
import cn.dengyun.monitoring.plan.PlanRegions;
import cn.dengyun.platform.web.Language;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was counted of an indicator. */
@Schema(name = "IndicatorObservations", description = "What was counted of an indicator, as of one recount")
record ObservationsView(
        @Schema(required = true, description = "The indicator", examples = "CLOUD_ENTERPRISES")
        String code,

        @Schema(required = true, description = "Its name", examples = "登云企业数")
        String name,

        @Schema(required = true, description = "The version of what was meant then", examples = "1")
        int version,

        @Schema(required = true, description = "What the values are")
        IndicatorUnit unit,

        @Schema(
                required = true,
                nullable = true,
                description = "The moment of the recount. `asOf` with this moment has the same answer for ever; null"
                        + " before the first recount")
        Instant countedAt,

        @Schema(required = true, description = "For which regions")
        ObservationLevel level,

        @Schema(required = true, description = "The first month asked for, Asia/Shanghai", examples = "2018-07")
        String fromMonth,

        @Schema(required = true, description = "The last month asked for", examples = "2018-12")
        String toMonth,

        @Schema(
                required = true,
                description = "By month, then by code of the region. Months that were not counted are absent; so are,"
                        + " of amounts, those that are not over, unless the caller oversees the region",
                maxItems = 10_000)
        List<Row> observations) {

    @Schema(name = "IndicatorObservation", description = "The value of a region in a month")
    record Row(
            @Schema(required = true, description = "The month", examples = "2018-10")
            String month,

            @Schema(
                    required = true,
                    description = "The region; among counties, the code of a unit is what is counted in the unit and"
                            + " in none of its counties",
                    examples = "340100")
            String regionCode,

            @Schema(required = true, description = "Its name", examples = "合肥市")
            String regionName,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The number, or the amount in fen; null where it is protected",
                    examples = "128")
            Long value,

            @Schema(
                    required = true,
                    description = "Whether the amount is not told, for it would reveal one enterprise, by itself or"
                            + " by subtraction",
                    examples = "false")
            boolean isProtected) {}

    static ObservationsView of(Observations found, PlanRegions regions, Language language) {
        return new ObservationsView(
                found.indicator().code(),
                IndicatorView.name(found.indicator(), language),
                found.indicator().version(),
                found.indicator().unit(),
                found.countedAt(),
                found.level(),
                found.from().toString(),
                found.to().toString(),
                found.values().stream()
                        .map(value -> new Row(
                                value.month().toString(),
                                value.regionCode(),
                                regions.name(value.regionCode(), language),
                                value.value(),
                                value.value() == null))
                        .toList());
    }
}
