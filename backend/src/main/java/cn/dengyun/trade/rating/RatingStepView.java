package cn.dengyun.trade.rating;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something that was said or done about a rating. */
@Schema(name = "RatingStep", description = "Something that was said or done about a rating")
record RatingStepView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "A move of its lifecycle, `RATE` for the first", examples = "ANSWER")
        String move,

        @Schema(required = true, description = "When") Instant at,

        @Schema(
                required = true,
                nullable = true,
                description = "The stars that were given then; null where none were",
                minimum = "1",
                maximum = "5")
        Integer stars,

        @Schema(
                required = true,
                nullable = true,
                description =
                        "What was said then, or why; null where nothing was, or where it is concealed from the caller",
                examples = "感谢反馈，文档将于本月更新")
        String text,

        @Schema(
                required = true,
                nullable = true,
                description =
                        "Whether everybody might read whose rating it is from then on; null where that was not said")
        Boolean isNamed) {

    static RatingStepView of(RatingStep step) {
        return new RatingStepView(step.id(), step.move(), step.at(), step.stars(), step.text(), step.isNamed());
    }
}
