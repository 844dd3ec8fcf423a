package cn.dengyun.reference;

import cn.dengyun.platform.web.Language;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Region", description = "An administrative division of Anhui, or a zone that only statistics know.")
record RegionView(
        @Schema(
                required = true,
                description = "GB/T 2260 code; a zone has a 7 in the fifth place.",
                examples = "340100")
        String code,

        @Schema(required = true, description = "Name in the language asked for.", examples = "合肥市")
        String name,

        @Schema(required = true, description = "Chinese name.", examples = "合肥市")
        String nameZh,

        @Schema(required = true, description = "Name in pinyin.", examples = "Hefei")
        String nameEn,

        @Schema(required = true, description = "Where it stands in the hierarchy.", examples = "CITY")
        RegionLevel level,

        @Schema(
                required = true,
                nullable = true,
                description = "Code of the region above; null for the province.",
                examples = "340000")
        String parent,

        @Schema(
                required = true,
                description = "Whether it is one of the 18 units by which the plan reports: the 16 cities, and the"
                        + " counties Susong and Guangde, which count for themselves and not for their city.",
                examples = "true")
        boolean reportingUnit,

        @Schema(
                required = true,
                nullable = true,
                description = "First day of the code: the date of the first source that shows it. Null when it is"
                        + " older than the sources.",
                examples = "2019-10-31")
        LocalDate validFrom,

        @Schema(
                required = true,
                nullable = true,
                description = "First day on which the code is no longer valid. Null while it is.",
                examples = "2021-10-31")
        LocalDate validTo,

        @Schema(required = true, description = "The codes that came directly after; empty while the code is valid.")
        List<SuccessorView> successors) {

    @Schema(name = "RegionSuccessor", description = "The code that followed a region's code.")
    record SuccessorView(
            @Schema(required = true, description = "Code of the successor.", examples = "341882")
            String code,

            @Schema(
                    required = true,
                    description = "Why: a county became a city or a district, it was merged into the successor, moved"
                            + " to another city, or only the code changed.",
                    examples = "COUNTY_TO_CITY")
            RegionChange kind,

            @Schema(
                    required = true,
                    description = "Date of the first source that shows the change; the legal date is earlier.",
                    examples = "2019-10-31")
            LocalDate effectiveOn,

            @Schema(required = true, description = "That source.", examples = "NBS list of 2019-10-31")
            String observedIn) {

        static SuccessorView of(Region.Successor successor) {
            return new SuccessorView(
                    successor.code(), successor.kind(), successor.effectiveOn(), successor.observedIn());
        }
    }

    static RegionView of(Region region, Language language) {
        return new RegionView(
                region.code(),
                region.name(language),
                region.nameZh(),
                region.nameEn(),
                region.level(),
                region.parent(),
                region.isReportingUnit(),
                region.validity().from(),
                region.validity().to(),
                region.successors().stream().map(SuccessorView::of).toList());
    }
}
