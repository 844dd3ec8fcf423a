package cn.dengyun.trade.rating;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an enterprise says of a service. */
@Schema(name = "RatingRequest", description = "What the enterprise says of the service as a whole")
record RatingForm(
        @NotNull @Min(1) @Max(5) @Schema(required = true, description = "From 1, poor, to 5, very good", examples = "4")
        Integer stars,

        @Size(max = 2_000)
        @Schema(nullable = true, description = "In words, as plain text", examples = "开通及时，控制台稳定，文档还可以更细")
        String text,

        @Schema(
                nullable = true,
                description = "Whether everybody may read whose rating it is; not when absent",
                examples = "false")
        Boolean isNamed) {

    RatingForm {
        text = text == null || text.isBlank() ? null : text.strip();
        isNamed = isNamed != null && isNamed;
    }
}
