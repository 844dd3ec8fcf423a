package cn.dengyun.monitoring.indicator;

import cn.dengyun.monitoring.indicator.IndicatorService.AsCounted;
import cn.dengyun.monitoring.indicator.IndicatorService.Query;
import cn.dengyun.monitoring.indicator.IndicatorService.Value;
import cn.dengyun.monitoring.plan.PlanRegions;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.form.CsvOutput;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.platform.web.KeptLines;
import cn.dengyun.platform.web.Language;
import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * All that was counted of an indicator as a file, of one recount from the first line to the last. Two years of one
 * level are in memory at a time, whatever there is.
 */
@ApplicationScoped
class ObservationFiles {

    private static final List<String> HEADER = List.of(
            "indicator",
            "version",
            "unit",
            "countedAt",
            "level",
            "month",
            "regionCode",
            "regionNameZh",
            "regionNameEn",
            "value",
            "isProtected");

    private final IndicatorService indicators;
    private final PlanRegions regions;
    private final JsonWriter json;

    ObservationFiles(IndicatorService indicators, PlanRegions regions, JsonWriter json) {
        this.indicators = indicators;
        this.regions = regions;
        this.json = json;
    }

    /** A line of a file. */
    @Schema(name = "IndicatorObservationLine", description = "The value of a region in a month, as a line of a file")
    record Line(
            @Schema(required = true, description = "The indicator", examples = "CLOUD_ENTERPRISES")
            String indicator,

            @Schema(required = true, description = "The version of what was meant", examples = "1")
            int version,

            @Schema(required = true, description = "What the value is: a number, or an amount in fen")
            IndicatorUnit unit,

            @Schema(required = true, description = "The moment of the recount, the same in all lines")
            Instant countedAt,

            @Schema(required = true, description = "For which kind of region")
            ObservationLevel level,

            @Schema(required = true, description = "The month, Asia/Shanghai", examples = "2018-10")
            String month,

            @Schema(required = true, description = "The region", examples = "340100")
            String regionCode,

            @Schema(required = true, description = "Its name in Chinese", examples = "合肥市")
            String regionNameZh,

            @Schema(required = true, description = "Its name in English", examples = "Hefei")
            String regionNameEn,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The number, or the amount in fen; null where it is protected",
                    examples = "128")
            Long value,

            @Schema(
                    required = true,
                    description = "Whether the amount is not told, for it would reveal one enterprise",
                    examples = "false")
            boolean isProtected) {

        private List<Object> cells() {
            return Arrays.asList(
                    indicator,
                    version,
                    unit.name(),
                    countedAt.toString(),
                    level.name(),
                    month,
                    regionCode,
                    regionNameZh,
                    regionNameEn,
                    value,
                    isProtected);
        }
    }

    /** Lines that follow each other; the first piece has none. */
    private record Piece(int number, List<Line> lines) {}

    /**
     * CSV in UTF-8 with its mark. Rejects as {@link IndicatorService#observations} does, before anything is written.
     *
     * @param level null for all, the province first
     * @param region null for all
     * @param asOf null for now
     */
    Multi<byte[]> table(Actor actor, String code, ObservationLevel level, String region, Instant asOf) {
        return pieces(
                actor,
                code,
                level,
                region,
                asOf,
                piece -> piece.number() == 1
                        ? CsvOutput.MARK + CsvOutput.write(HEADER, List.of())
                        : CsvOutput.rows(piece.lines().stream().map(Line::cells).toList()));
    }

    /** JSON, a line each; the framework ends what was sent before. Rejects likewise. */
    Multi<byte[]> lines(Actor actor, String code, ObservationLevel level, String region, Instant asOf) {
        return pieces(
                actor,
                code,
                level,
                region,
                asOf,
                piece -> piece.lines().stream().map(json::write).collect(Collectors.joining("\n")));
    }

    private Multi<byte[]> pieces(
            Actor actor,
            String code,
            ObservationLevel level,
            String region,
            Instant asOf,
            Function<Piece, String> text) {
        List<ObservationLevel> levels = level == null ? List.of(ObservationLevel.values()) : List.of(level);
        return indicators.counted(actor, code, region, asOf).onItem().transformToMulti(counted -> {
            List<YearMonth> begins = begins(counted);
            return KeptLines.of(place -> piece(actor, counted, levels, begins, region, place), Piece::number, text);
        });
    }

    /** The first months of the pieces of a level. */
    private static List<YearMonth> begins(AsCounted counted) {
        YearMonth last = last(counted);
        return counted.isNothing()
                ? List.of()
                : Stream.iterate(
                                IndicatorService.FIRST_MONTH,
                                month -> !month.isAfter(last),
                                month -> month.plusMonths(IndicatorService.MAX_MONTHS))
                        .toList();
    }

    private static YearMonth last(AsCounted counted) {
        return YearMonth.from(counted.at().atZone(ClockProducer.BUSINESS_ZONE));
    }

    private Uni<Piece> piece(
            Actor actor,
            AsCounted counted,
            List<ObservationLevel> levels,
            List<YearMonth> begins,
            String region,
            int before) {
        if (before == 0) {
            return Uni.createFrom().item(new Piece(1, List.of()));
        }
        int place = before - 1;
        if (place >= levels.size() * begins.size()) {
            return Uni.createFrom().nullItem();
        }
        ObservationLevel level = levels.get(place / begins.size());
        YearMonth from = begins.get(place % begins.size());
        YearMonth end = from.plusMonths(IndicatorService.MAX_MONTHS - 1L);
        YearMonth to = end.isAfter(last(counted)) ? last(counted) : end;
        Indicator indicator = counted.indicator();
        return indicators
                .observations(actor, indicator.code(), new Query(from, to, region, level, counted.at()))
                .map(found -> new Piece(
                        before + 1,
                        found.values().stream()
                                .map(value -> line(counted, level, value))
                                .toList()));
    }

    private Line line(AsCounted counted, ObservationLevel level, Value value) {
        return new Line(
                counted.indicator().code(),
                counted.indicator().version(),
                counted.indicator().unit(),
                counted.at(),
                level,
                value.month().toString(),
                value.regionCode(),
                regions.name(value.regionCode(), Language.ZH),
                regions.name(value.regionCode(), Language.EN),
                value.value(),
                value.value() == null);
    }
}
