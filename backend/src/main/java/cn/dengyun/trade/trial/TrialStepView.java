package cn.dengyun.trade.trial;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something that was done with a trial. */
@Schema(name = "TrialStep", description = "Something that was done with a trial")
record TrialStepView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(
                required = true,
                description = "A move of its lifecycle, `REQUEST` for the first, `REMIND` when the enterprise was told"
                        + " that it ends soon",
                examples = "GRANT")
        String move,

        @Schema(required = true, description = "When") Instant at,

        @Schema(
                required = true,
                nullable = true,
                description = "Why; null where nobody had to say",
                examples = "试用名额已满")
        String reason) {

    static TrialStepView of(TrialStep step) {
        return new TrialStepView(step.id(), step.move(), step.at(), step.reason());
    }
}
