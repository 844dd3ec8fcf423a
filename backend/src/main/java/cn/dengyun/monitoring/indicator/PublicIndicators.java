package cn.dengyun.monitoring.indicator;

import cn.dengyun.monitoring.indicator.IndicatorService.Query;
import cn.dengyun.monitoring.indicator.IndicatorService.Value;
import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** What everybody is told of indicators, as of one recount: never more than {@code /indicators} tells a stranger. */
@ApplicationScoped
public class PublicIndicators {

    private final IndicatorService indicators;

    PublicIndicators(IndicatorService indicators) {
        this.indicators = indicators;
    }

    /** A public indicator as it is meant, see {@link Indicator}. */
    public record PublicIndicator(
            String code,
            int version,
            IndicatorUnit unit,
            IndicatorKind kind,
            String nameZh,
            String nameEn,
            String countedZh,
            String countedEn) {}

    /**
     * A value of a region in a month.
     *
     * @param value null where it is protected
     */
    public record PublicValue(YearMonth month, String regionCode, Long value) {}

    /** By month and region; nothing of months that were not counted, and of amounts of those that are not over. */
    public record PublicValues(PublicIndicator indicator, List<PublicValue> units, List<PublicValue> province) {}

    /** The moment of the last recount; empty before the first. */
    public Uni<Optional<Instant>> lastCounted() {
        return indicators.lastCounted();
    }

    /** As they are meant now, in order. */
    public Uni<List<PublicIndicator>> all() {
        return indicators
                .indicators(Actor.ANONYMOUS)
                .map(found -> found.stream().map(PublicIndicators::told).toList());
    }

    /**
     * What was known of one at a recount. Rejects as {@link IndicatorService#observations} does.
     *
     * @param to at most 24 months with the first
     */
    public Uni<PublicValues> values(PublicIndicator indicator, YearMonth from, YearMonth to, Instant recount) {
        return of(indicator, from, to, ObservationLevel.UNIT, recount)
                .chain(units -> of(indicator, from, to, ObservationLevel.PROVINCE, recount)
                        .map(province -> new PublicValues(indicator, units, province)));
    }

    private Uni<List<PublicValue>> of(
            PublicIndicator indicator, YearMonth from, YearMonth to, ObservationLevel level, Instant recount) {
        return indicators
                .observations(Actor.ANONYMOUS, indicator.code(), new Query(from, to, null, level, recount))
                .map(found ->
                        found.values().stream().map(PublicIndicators::told).toList());
    }

    private static PublicValue told(Value found) {
        return new PublicValue(found.month(), found.regionCode(), found.value());
    }

    private static PublicIndicator told(Indicator found) {
        return new PublicIndicator(
                found.code(),
                found.version(),
                found.unit(),
                found.kind(),
                found.nameZh(),
                found.nameEn(),
                found.countedZh(),
                found.countedEn());
    }
}
