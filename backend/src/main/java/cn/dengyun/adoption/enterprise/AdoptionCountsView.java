package cn.dengyun.adoption.enterprise;

import cn.dengyun.platform.web.Language;
import cn.dengyun.reference.ReferenceService;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many enterprises have moved to the cloud. */
@Schema(
        name = "AdoptionCounts",
        description =
                "How many enterprises count, exactly: each once, however many providers it has, and its places sum up"
                        + " to the whole")
record AdoptionCountsView(
        @Schema(description = "The moment that this tells of")
        Instant asOf,

        @Schema(description = "Enterprises that have moved to the cloud (登云)", examples = "1280")
        long adopted,

        @Schema(description = "Those of them that are deeply connected (深度对接)", examples = "312")
        long deep,

        @Schema(
                description =
                        "The same as `adopted`, each counted once for each of its providers: what providers sum up"
                                + " to",
                examples = "1710")
        long byProvider,

        @Schema(description = "In the order of their codes") List<Place> places) {

    /** One reporting unit, or one region of it. */
    @Schema(name = "AdoptionCount", description = "How many enterprises of one place count")
    record Place(
            @Schema(description = "The region", examples = "340100")
            String regionCode,

            @Schema(description = "Its name", examples = "合肥市")
            String regionName,

            @Schema(description = "Enterprises that have moved to the cloud", examples = "320")
            long adopted,

            @Schema(description = "Those of them that are deeply connected", examples = "80")
            long deep,

            @Schema(description = "Each counted once for each of its providers", examples = "410")
            long byProvider) {}

    static AdoptionCountsView of(
            List<AdoptionCounts.Count> counts, ReferenceService reference, Language language, Instant now) {
        return new AdoptionCountsView(
                now,
                sum(counts, AdoptionCounts.Count::adopted),
                sum(counts, AdoptionCounts.Count::deep),
                sum(counts, AdoptionCounts.Count::byProvider),
                counts.stream()
                        .map(each -> new Place(
                                each.regionCode(),
                                reference
                                        .name(ReferenceService.REGIONS, each.regionCode(), language)
                                        .orElse(each.regionCode()),
                                each.adopted(),
                                each.deep(),
                                each.byProvider()))
                        .toList());
    }

    private static long sum(List<AdoptionCounts.Count> counts, ToLongFunction<AdoptionCounts.Count> what) {
        return counts.stream().mapToLong(what).sum();
    }
}
