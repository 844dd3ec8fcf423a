package cn.dengyun.monitoring.indicator;

import cn.dengyun.platform.web.Language;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an indicator means. */
@Schema(name = "Indicator", description = "What the statistics count, as it is meant now")
record IndicatorView(
        @Schema(required = true, description = "Its code, which never changes", examples = "CLOUD_ENTERPRISES")
        String code,

        @Schema(required = true, description = "Its name", examples = "登云企业数")
        String name,

        @Schema(required = true, description = "The version of what is meant, from 1", examples = "1")
        int version,

        @Schema(
                required = true,
                description = "The first day (Asia/Shanghai) on which that is meant",
                examples = "2018-07-01")
        LocalDate validFrom,

        @Schema(required = true, description = "What its values are: numbers, or amounts in fen")
        IndicatorUnit unit,

        @Schema(
                required = true,
                description = "`STOCK`: what there is; a month keeps what was counted in it last. `FLOW`: what has"
                        + " happened in a month, and may be found to be more or less later")
        IndicatorKind kind,

        @Schema(required = true, description = "Who may read it")
        IndicatorVisibility visibility,

        @Schema(
                required = true,
                description = "How it is counted, in words",
                examples = "统计时点有效的登云企业，按统一社会信用代码去重，计入认定时所在地区。")
        String counted,

        @Schema(
                required = true,
                description = "The list that has what is counted, for whoever may read that",
                examples = "/api/v1/adopted-enterprises?status=ADOPTED")
        String sourcePath) {

    /** All that the caller may read. */
    @Schema(name = "Indicators", description = "What the statistics count")
    record All(
            @Schema(required = true, description = "In the order of the public page", maxItems = 100)
            List<IndicatorView> indicators) {}

    static IndicatorView of(Indicator found, Language language) {
        return new IndicatorView(
                found.code(),
                name(found, language),
                found.version(),
                found.validFrom(),
                found.unit(),
                found.kind(),
                found.visibility(),
                language == Language.ZH ? found.countedZh() : found.countedEn(),
                found.sourcePath());
    }

    static String name(Indicator found, Language language) {
        return language == Language.ZH ? found.nameZh() : found.nameEn();
    }
}
