package cn.dengyun.sample;

import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A suggestion as its caller sees it. */
@Schema(name = "Suggestion", description = "What an enterprise or an authority would have done better")
record SuggestionView(
        @Schema(description = "Its id") UUID id,

        @Schema(description = "Grows with each change") int version,

        @Schema(description = "Whose it is") UUID organizationId,

        @JsonUnwrapped SuggestionForm form,

        @Schema(description = "Where it stands") SuggestionStatus status,

        @Schema(description = "What the caller may do now", examples = "[\"PUBLISH\"]")
        List<String> availableActions,

        @Schema(description = "When it was made") Instant createdAt,

        @Schema(description = "When it was last changed") Instant updatedAt)
        implements Tagged {

    static SuggestionView of(Suggestion suggestion, Actor actor) {
        return new SuggestionView(
                suggestion.id(),
                suggestion.version(),
                suggestion.organizationId(),
                suggestion.form(),
                suggestion.status(),
                suggestion.actions(actor),
                suggestion.createdAt(),
                suggestion.updatedAt());
    }
}
