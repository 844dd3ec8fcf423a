package cn.dengyun.adoption.record;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an enterprise says to what a provider says of it. */
@Schema(name = "AdoptionObjectionRequest", description = "Why the enterprise says that it is not so")
record NewAdoptionObjection(
        @NotNull @Schema(required = true, description = "What it is about")
        AdoptionGrounds grounds,

        @NotBlank
        @Size(max = 2_000)
        @Schema(
                required = true,
                description = "As plain text; the provider and the authorities read it",
                examples = "我单位未与该服务商签订合同。")
        String statement) {}
