package cn.dengyun.monitoring.bulletin;

import cn.dengyun.shared.Fen;
import cn.dengyun.shared.RegionCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is wrong with a published bulletin, and what is right. */
@Schema(name = "BulletinErratumRequest", description = "What of a published bulletin is corrected")
record ErratumForm(
        @NotBlank
        @Size(max = 2_000)
        @Schema(required = true, description = "What was wrong, and why; plain text", examples = "合肥市数据漏报，现予更正。")
        String text,

        @Min(1)
        @Schema(
                nullable = true,
                description =
                        "The number of the erratum that this one corrects; none when absent. Required where a figure"
                                + " was corrected before")
        Integer corrects,

        @Size(max = 50)
        @Schema(nullable = true, description = "Figures that are corrected; none when absent", examples = "[]")
        List<@NotNull @Valid Correction> corrections) {

    ErratumForm {
        corrections = corrections == null ? List.of() : List.copyOf(corrections);
    }

    /** One figure. */
    @Schema(name = "BulletinCorrection", description = "A figure of a bulletin that is corrected")
    record Correction(
            @NotNull
            @Size(max = 100)
            @Schema(required = true, description = "The indicator, which counts", examples = "CLOUD_ENTERPRISES")
            String indicator,

            @NotNull
            @Pattern(regexp = RegionCode.PATTERN)
            @Schema(required = true, description = "A reporting unit, or the province", examples = "340100")
            String regionCode,

            @Min(0)
            @Max(Fen.MAX_FIGURE)
            @Schema(required = true, description = "What was told until now", examples = "128")
            long oldValue,

            @Min(0) @Max(Fen.MAX_FIGURE) @Schema(required = true, description = "What is right", examples = "130")
            long newValue) {}
}
