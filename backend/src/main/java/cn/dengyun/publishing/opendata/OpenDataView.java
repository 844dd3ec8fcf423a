package cn.dengyun.publishing.opendata;

import cn.dengyun.platform.opendata.OpenDataSource;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The catalogue; as JSON-LD it is the same below a context ({@link DcatView}). */
@Schema(name = "OpenDataCatalogue", description = "The data that the platform publishes")
record OpenDataView(
        @Schema(required = true, description = "Its address", examples = "http://localhost:8080/api/v1/open-data")
        String id,

        @Schema(required = true, description = "What it is", examples = "Catalog")
        String type,

        @Schema(required = true, description = "What it is called")
        Text title,

        @Schema(required = true, description = "What is in it")
        Text description,

        @Schema(
                required = true,
                nullable = true,
                description = "The address of the licence under which the data may be used; null where the operator"
                        + " says nothing of that",
                examples = "https://example.org/licence")
        String licence,

        @Schema(required = true, nullable = true, description = "When some of it was changed last")
        Instant modified,

        @Schema(required = true, description = "Where that is")
        Place spatial,

        @Schema(required = true, description = "The sets, those of one kind together", maxItems = 1_000)
        List<Dataset> datasets) {

    private static final String PATH = "api/v1/open-data";
    private static final Text TITLE = new Text("“皖企登云”开放数据", "Open data of Dengyun");
    private static final Text DESCRIPTION = new Text(
            "平台向所有人公开的数据，无需登录即可获取；涉及单个企业的金额已作保护。",
            "The data that the platform publishes, to be had without signing in; amounts that would reveal one"
                    + " enterprise are protected.");

    @Schema(name = "OpenDataText", description = "The same in both languages")
    record Text(
            @Schema(required = true, description = "In Chinese", examples = "登云企业数")
            String zh,

            @Schema(required = true, description = "In English", examples = "Enterprises on the cloud")
            String en) {

        private static Text of(OpenDataSource.Words words) {
            return new Text(words.zh(), words.en());
        }
    }

    @Schema(name = "OpenDataPlace", description = "A division")
    record Place(
            @Schema(required = true, description = "What it is", examples = "Location")
            String type,

            @Schema(required = true, description = "Its code of ISO 3166-2", examples = "CN-AH")
            String identifier) {

        /** The province. */
        static final Place ANHUI = new Place("Location", "CN-AH");
    }

    @Schema(name = "OpenDataPeriod", description = "Days, in Asia/Shanghai")
    record Period(
            @Schema(required = true, description = "What it is", examples = "PeriodOfTime")
            String type,

            @Schema(required = true, description = "The first one (ISO 8601)", examples = "2018-07-01")
            LocalDate startDate) {

        private static Period from(LocalDate day) {
            return day == null ? null : new Period("PeriodOfTime", day);
        }
    }

    @Schema(name = "OpenDataset", description = "A set of data")
    record Dataset(
            @Schema(
                    required = true,
                    description = "Its address, which stays",
                    examples = "http://localhost:8080/api/v1/open-data#observations-cloud-enterprises")
            String id,

            @Schema(required = true, description = "What it is", examples = "Dataset")
            String type,

            @Schema(required = true, description = "Its code, which stays", examples = "observations-cloud-enterprises")
            String identifier,

            @Schema(required = true, description = "What it is called")
            Text title,

            @Schema(required = true, description = "What is in it")
            Text description,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "As of the catalogue",
                    examples = "https://example.org/licence")
            String licence,

            @Schema(
                    required = true,
                    description = "How often it changes, as a code of the frequency vocabulary of the EU",
                    examples = "DAILY")
            String frequency,

            @Schema(required = true, nullable = true, description = "Of which days it tells; null where of none")
            Period temporal,

            @Schema(required = true, description = "Of where it tells")
            Place spatial,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "When it was changed last; null where that is not known")
            Instant modified,

            @Schema(required = true, description = "Its forms", maxItems = 1_000)
            List<Distribution> distributions) {}

    @Schema(name = "OpenDataDistribution", description = "One form of a set")
    record Distribution(
            @Schema(required = true, description = "What it is", examples = "Distribution")
            String type,

            @Schema(
                    required = true,
                    description = "Where anybody can have it",
                    examples = "http://localhost:8080/api/v1/indicators/CLOUD_ENTERPRISES/observations.csv")
            String accessUrl,

            @Schema(required = true, description = "Its media type", examples = "text/csv")
            String mediaType) {}

    /** @param base of the platform, with a slash at its end */
    static OpenDataView of(List<OpenDataSource.Dataset> found, URI licence, String base) {
        String id = base + PATH;
        String under = licence == null ? null : licence.toString();
        return new OpenDataView(
                id,
                "Catalog",
                TITLE,
                DESCRIPTION,
                under,
                found.stream()
                        .map(OpenDataSource.Dataset::modified)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                Place.ANHUI,
                found.stream().map(each -> dataset(each, under, id, base)).toList());
    }

    private static Dataset dataset(OpenDataSource.Dataset found, String licence, String catalogue, String base) {
        return new Dataset(
                catalogue + "#" + found.code(),
                "Dataset",
                found.code(),
                Text.of(found.title()),
                Text.of(found.description()),
                licence,
                found.frequency(),
                Period.from(found.from()),
                Place.ANHUI,
                found.modified(),
                found.distributions().stream()
                        .map(each -> new Distribution(
                                "Distribution", base + each.path().substring(1), each.mediaType()))
                        .toList());
    }
}
