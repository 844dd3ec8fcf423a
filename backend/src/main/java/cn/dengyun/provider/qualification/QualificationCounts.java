package cn.dengyun.provider.qualification;

import cn.dengyun.provider.ProviderKind;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many qualifications stand where. */
@Schema(
        name = "ProviderQualificationSummary",
        description = "How many qualifications the caller may know of, by where they stand")
record QualificationCounts(
        @Schema(required = true, description = "Those of which there is one at least")
        List<Count> counts) {

    @Schema(name = "ProviderQualificationCount", description = "How many of a kind are in a status")
    record Count(
            @Schema(required = true) ProviderKind kind,

            @Schema(required = true) QualificationStatus status,

            @Schema(required = true, description = "How many", examples = "3")
            int count) {}

    static QualificationCounts of(List<QualificationStore.Count> found) {
        return new QualificationCounts(found.stream()
                .map(each -> new Count(each.kind(), each.status(), each.count()))
                .toList());
    }
}
