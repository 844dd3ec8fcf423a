package cn.dengyun.provider;

import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.provider.domain.AppealOutcome;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is sent of appeals. */
public final class AppealForms {

    private AppealForms() {}

    @Schema(name = "SanctionAppealRequest", description = "What a provider has against a sanction")
    public record Appeal(
            @NotBlank
            @Size(max = 10_000)
            @Schema(required = true, description = "Facts, reasons and evidence", examples = "认定依据的评测报告已被评测机构更正。")
            String grounds) {}

    @Schema(name = "SanctionAppealDecision", description = "What is decided on an appeal")
    public record Decision(
            @NotNull @Schema(required = true, description = "What becomes of the sanction")
            AppealOutcome outcome,

            @Schema(
                    nullable = true,
                    description =
                            "With `SHORTEN`, and only with it: the last day of the sanction, from today on and earlier"
                                    + " than it was")
            @PlausibleDay
            LocalDate lastDay,

            @NotBlank
            @Size(max = 5_000)
            @Schema(required = true, description = "Told to the provider", examples = "认定事实清楚，依据充分，维持原决定。")
            String reason) {}
}
