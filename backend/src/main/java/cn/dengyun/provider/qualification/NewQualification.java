package cn.dengyun.provider.qualification;

import cn.dengyun.provider.ProviderKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A qualification that is begun. */
@Schema(name = "ProviderQualificationRequest", description = "A qualification to be applied for")
record NewQualification(
        @NotNull @Schema(required = true, description = "What the organisation wants to provide")
        ProviderKind kind,

        @NotNull
        @Min(2000)
        @Max(2100)
        @Schema(
                required = true,
                description = "The calendar year: this one, or from 1 November on the next",
                examples = "2018")
        Integer year,

        @Valid @Schema(nullable = true, description = "What is known already")
        QualificationDossier dossier) {}
