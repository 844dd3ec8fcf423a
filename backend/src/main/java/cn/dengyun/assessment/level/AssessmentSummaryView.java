package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.platform.web.Language;
import cn.dengyun.reference.ReferenceService;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many enterprises hold which level where. */
@Schema(
        name = "AssessmentSummary",
        description =
                "How many enterprises hold which level, each counted once, of those that the caller oversees or sees"
                        + " all of")
record AssessmentSummaryView(
        @Schema(required = true, description = "The moment that this tells of")
        Instant asOf,

        @Schema(required = true, description = "All together", examples = "121")
        long total,

        @Schema(required = true, description = "By region and level; what there is none of is left out")
        List<Entry> counts) {

    @Schema(name = "AssessmentSummaryEntry", description = "How many enterprises of a region hold a level")
    record Entry(
            @Schema(required = true, description = "Where they are, GB/T 2260", examples = "340123")
            String regionCode,

            @Schema(required = true, description = "What that is called", examples = "肥西县")
            String regionName,

            @Schema(required = true, description = "The level; `UNRATED` where a downgrade left none")
            AssessmentLevel level,

            @Schema(required = true, description = "How many", examples = "12")
            long count) {}

    static AssessmentSummaryView of(
            List<AssessmentStore.LevelCount> counts, ReferenceService reference, Language language, Instant now) {
        return new AssessmentSummaryView(
                now,
                counts.stream().mapToLong(AssessmentStore.LevelCount::count).sum(),
                counts.stream()
                        .map(each -> new Entry(
                                each.regionCode(),
                                nameOf(each.regionCode(), reference, language),
                                each.level(),
                                each.count()))
                        .toList());
    }

    static String nameOf(String regionCode, ReferenceService reference, Language language) {
        return reference.name(ReferenceService.REGIONS, regionCode, language).orElse(regionCode);
    }
}
