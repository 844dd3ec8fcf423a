package cn.dengyun.assessment.level;

import cn.dengyun.assessment.level.AssessmentStore.ComparedLevel;
import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.platform.web.Language;
import cn.dengyun.reference.ReferenceService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where an enterprise stands among others whose levels hold, all of which everybody may read one by one. */
@Schema(name = "AssessmentComparison", description = "Where an enterprise stands among others whose levels hold")
record AssessmentComparisonView(
        @Schema(required = true, description = "The moment that this tells of")
        Instant asOf,

        @Schema(
                required = true,
                nullable = true,
                description = "What is compared: the level that was found, or that by its own answers before; null of a"
                        + " draft")
        AssessmentLevel level,

        @Schema(
                required = true,
                description = "The province, the unit of the enterprise, its industry in the province and in the unit;"
                        + " the first two alone where none is certified")
        List<Group> groups) {

    @Schema(name = "AssessmentComparisonGroup", description = "Enterprises that one is compared with")
    record Group(
            @Schema(required = true, description = "Where they are, GB/T 2260", examples = "340100")
            String regionCode,

            @Schema(required = true, description = "What that is called", examples = "合肥市")
            String regionName,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Of which industry, GB/T 4754; null for all",
                    examples = "34")
            String industryCode,

            @Schema(
                    required = true,
                    description = "How many hold a level, the enterprise too if it does",
                    examples = "57")
            long total,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "How many of them hold a lower one; null of a draft",
                    examples = "31")
            Long lower,

            @Schema(required = true, description = "By level, lowest first; what there is none of is left out")
            List<LevelCount> counts) {}

    @Schema(name = "AssessmentLevelCount", description = "How many enterprises hold a level")
    record LevelCount(
            @Schema(required = true, description = "The level", examples = "L2")
            AssessmentLevel level,

            @Schema(required = true, description = "How many", examples = "12")
            long count) {}

    static AssessmentComparisonView of(
            AssessmentService.Comparison found, ReferenceService reference, Language language, Instant now) {
        AssessmentLevel level = found.assessment().comparedLevel();
        List<Group> groups = new ArrayList<>();
        String industry = found.assessment().enterprise().industryCode();
        String province = Assessment.PROVINCE;
        String unit = found.unit();
        groups.add(group(found.counts(), ComparedLevel::province, level, province, null, reference, language));
        groups.add(group(found.counts(), ComparedLevel::unit, level, unit, null, reference, language));
        if (industry != null) {
            groups.add(group(found.counts(), ComparedLevel::industry, level, province, industry, reference, language));
            groups.add(group(found.counts(), ComparedLevel::unitIndustry, level, unit, industry, reference, language));
        }
        return new AssessmentComparisonView(now, level, groups);
    }

    private static Group group(
            List<ComparedLevel> counts,
            ToLongFunction<ComparedLevel> count,
            AssessmentLevel level,
            String regionCode,
            String industryCode,
            ReferenceService reference,
            Language language) {
        return new Group(
                regionCode,
                AssessmentSummaryView.nameOf(regionCode, reference, language),
                industryCode,
                counts.stream().mapToLong(count).sum(),
                level == null
                        ? null
                        : counts.stream()
                                .filter(each -> each.level().compareTo(level) < 0)
                                .mapToLong(count)
                                .sum(),
                counts.stream()
                        .filter(each -> count.applyAsLong(each) > 0)
                        .map(each -> new LevelCount(each.level(), count.applyAsLong(each)))
                        .toList());
    }
}
