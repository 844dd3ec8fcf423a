package cn.dengyun.monitoring.indicator;

import cn.dengyun.platform.web.Language;
import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * One region in all indicators, for what else in monitoring shows it: what {@code /indicators} tells the same actor.
 */
@ApplicationScoped
public class RegionFigures {

    private final IndicatorService indicators;

    RegionFigures(IndicatorService indicators) {
        this.indicators = indicators;
    }

    /**
     * A region in an indicator.
     *
     * @param path of its definition
     * @param sourcePath of the list that has what is counted
     * @param months at most twelve, in order, those that the actor is told
     * @param rank see {@link IndicatorService.OfRegion}
     * @param parts the regions in it in the last of the months, by code; what lies in none of them stands under its own
     */
    public record RegionFigure(
            String code,
            String name,
            IndicatorUnit unit,
            IndicatorKind kind,
            String path,
            String sourcePath,
            List<RegionMonth> months,
            Integer rank,
            List<RegionPart> parts) {}

    /**
     * A month of a region.
     *
     * @param value null where it is protected
     */
    public record RegionMonth(YearMonth month, Long value) {}

    /**
     * A region within the one that is asked about.
     *
     * @param value null where it is protected
     */
    public record RegionPart(String regionCode, Long value) {}

    /** The moment of the last recount; empty before the first. */
    public Uni<Optional<Instant>> lastCounted() {
        return indicators.lastCounted();
    }

    /**
     * In order, of those that the actor may read; the same for as long as the recount is the same.
     *
     * @param partLevel of the regions in it; null where it is not divided
     */
    public Uni<List<RegionFigure>> of(
            Actor actor,
            String region,
            ObservationLevel level,
            ObservationLevel partLevel,
            Instant recount,
            Language language) {
        return indicators
                .ofRegion(actor, region, level, partLevel, recount)
                .map(found -> found.stream()
                        .map(each -> new RegionFigure(
                                each.indicator().code(),
                                IndicatorView.name(each.indicator(), language),
                                each.indicator().unit(),
                                each.indicator().kind(),
                                IndicatorResource.PATH + "/" + each.indicator().code(),
                                each.indicator().sourcePath(),
                                each.months().stream()
                                        .map(value -> new RegionMonth(value.month(), value.value()))
                                        .toList(),
                                each.rank(),
                                each.parts().stream()
                                        .map(value -> new RegionPart(value.regionCode(), value.value()))
                                        .toList()))
                        .toList());
    }
}
