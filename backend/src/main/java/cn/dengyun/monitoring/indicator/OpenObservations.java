package cn.dengyun.monitoring.indicator;

import cn.dengyun.monitoring.indicator.PublicIndicators.PublicIndicator;
import cn.dengyun.platform.opendata.OpenDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What everybody is told of the statistics: the page, and all that was counted of each indicator. */
@ApplicationScoped
class OpenObservations implements OpenDataSource {

    private static final LocalDate FROM = IndicatorService.FIRST_MONTH.atDay(1);

    private final PublicIndicators indicators;

    OpenObservations(PublicIndicators indicators) {
        this.indicators = indicators;
    }

    @Override
    public Uni<List<Dataset>> datasets() {
        return indicators
                .lastCounted()
                .chain(counted -> indicators
                        .all()
                        .map(all -> Stream.concat(
                                        Stream.of(page(counted.orElse(null))),
                                        all.stream().map(each -> dataset(each, counted.orElse(null))))
                                .toList()));
    }

    private static Dataset page(Instant counted) {
        return new Dataset(
                "statistics",
                new Words("登云统计", "Statistics"),
                new Words(
                        "全省及 18 个统计单位的各项公开指标：最近一个月及近十二个月。",
                        "The public indicators of the province and its 18 reporting units: the last month, and twelve months."),
                DAILY,
                FROM,
                counted,
                List.of(new Distribution(StatisticsResource.PATH, JSON)));
    }

    private static Dataset dataset(PublicIndicator indicator, Instant counted) {
        String path = IndicatorResource.PATH + "/" + indicator.code() + "/observations";
        return new Dataset(
                "observations-" + indicator.code().toLowerCase(Locale.ROOT).replace('_', '-'),
                new Words(indicator.nameZh(), indicator.nameEn()),
                new Words(indicator.countedZh(), indicator.countedEn()),
                DAILY,
                FROM,
                counted,
                List.of(
                        new Distribution(path + ".csv", "text/csv"),
                        new Distribution(path + ".ndjson", "application/x-ndjson"),
                        new Distribution(path, JSON)));
    }
}
