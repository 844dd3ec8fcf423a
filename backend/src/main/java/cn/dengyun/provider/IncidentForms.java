package cn.dengyun.provider;

import cn.dengyun.provider.domain.IncidentGrade;
import cn.dengyun.provider.domain.InterimSuspension;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is decided of a security incident. */
public final class IncidentForms {

    private IncidentForms() {}

    @Schema(name = "IncidentDetermination", description = "That it happened, and how grave it is")
    public record Determination(
            @NotNull @Schema(required = true, description = "By GB/T 20986")
            IncidentGrade grade,

            @NotBlank
            @Size(max = 5_000)
            @Schema(
                    required = true,
                    description = "What was found, and on what it rests",
                    examples = "经核查属实，泄露数据 1.2 万条。")
            String finding) {}

    @Schema(
            name = "SuspensionRequest",
            description = "How long a provider offers nothing while an incident is looked into")
    public record Suspension(
            @Min(1)
            @Max(InterimSuspension.MAX_DAYS)
            @Schema(required = true, description = "Whole days behind today", examples = "30")
            int days,

            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Kept on record and told to the provider", examples = "调查期间暂停")
            String reason) {}

    @Schema(name = "SuspensionExtension", description = "How long a suspension runs after all")
    public record Extension(
            @Min(2)
            @Max(InterimSuspension.MAX_EXTENDED_DAYS)
            @Schema(required = true, description = "Whole days behind the day on which it began", examples = "60")
            int days,

            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Kept on record and told to the provider", examples = "取证尚未完成")
            String reason) {}
}
