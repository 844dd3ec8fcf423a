package cn.dengyun.sample;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a demand says: sent whole to make one, in part to change it. */
@Schema(name = "DemandRequest", description = "What is looked for")
record DemandForm(
        @NotBlank @Size(max = 200) @Schema(description = "In a few words", examples = "寻找云上排产系统")
        String title,

        @NotBlank @Size(max = 5_000) @Schema(description = "All that a provider has to know", examples = "三条产线，两班。")
        String description,

        @NotNull @Pattern(regexp = "^[0-9]{6}$") @Schema(description = "Its region, GB/T 2260", examples = "340123")
        String regionCode) {}
