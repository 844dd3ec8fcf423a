package cn.dengyun.trade.complaint;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something that was said or done about a complaint. */
@Schema(name = "ComplaintStep", description = "Something that was said or done about a complaint")
record ComplaintStepView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "A move of its lifecycle, `FILE` for the first", examples = "ANSWER")
        String move,

        @Schema(required = true, description = "When") Instant at,

        @Schema(required = true, description = "Whether the clock did it and nobody else")
        boolean isByTheClock,

        @Schema(
                required = true,
                nullable = true,
                description = "What was said, or why; null where nothing was",
                examples = "费用未按答复减免，客服仍无法接通。")
        String text) {

    static ComplaintStepView of(ComplaintStep step) {
        return new ComplaintStepView(step.id(), step.move(), step.at(), step.byId() == null, step.text());
    }
}
