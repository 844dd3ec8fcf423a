package cn.dengyun.assessment.standard;

import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A standard as its caller sees it. */
@Schema(name = "AssessmentStandard", description = "By what the level of an enterprise is assessed, by number")
record AssessmentStandardView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change")
        int version,

        @Schema(required = true, description = "By which assessments name it", examples = "1")
        int number,

        @JsonUnwrapped StandardForm form,

        @Schema(required = true, description = "Where it stands")
        AssessmentStandardStatus status,

        @Schema(required = true, nullable = true, description = "When it was published; null before")
        Instant publishedAt,

        @Schema(required = true, nullable = true, description = "When another took its place; null before")
        Instant supersededAt,

        @Schema(
                required = true,
                nullable = true,
                description = "Why the last step was taken; null where nobody said",
                examples = "情况属实，同意办理")
        String reason,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"PUBLISH\"]")
        List<String> availableActions)
        implements Tagged {

    static AssessmentStandardView of(AssessmentStandard standard, Actor actor) {
        return new AssessmentStandardView(
                standard.id(),
                standard.version(),
                standard.number(),
                standard.form(),
                standard.status(),
                standard.publishedAt(),
                standard.supersededAt(),
                standard.reason(),
                standard.actions(actor));
    }
}
