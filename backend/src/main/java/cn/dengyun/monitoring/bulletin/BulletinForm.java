package cn.dengyun.monitoring.bulletin;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Of what a bulletin is drafted. */
@Schema(name = "BulletinRequest", description = "The period of a bulletin and its indicators")
record BulletinForm(
        @NotNull
        @Pattern(regexp = BulletinForm.MONTH)
        @Schema(
                required = true,
                description = "First month of a whole month, quarter, half-year or year of the calendar",
                examples = "2030-07")
        String fromMonth,

        @NotNull
        @Pattern(regexp = BulletinForm.MONTH)
        @Schema(required = true, description = "Last month of the same", examples = "2030-07")
        String toMonth,

        @Size(max = 50)
        @Schema(
                nullable = true,
                description = "Codes of public indicators, in the order of the bulletin; all of them when absent",
                examples = "[\"CLOUD_ENTERPRISES\",\"DEEP_ENTERPRISES\"]")
        List<@NotNull @Size(max = 100) String> indicators) {

    static final String MONTH = "^20[0-9]{2}-(0[1-9]|1[0-2])$";

    BulletinForm {
        indicators = indicators == null ? List.of() : indicators;
    }
}
