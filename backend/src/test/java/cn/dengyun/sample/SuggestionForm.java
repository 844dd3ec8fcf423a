package cn.dengyun.sample;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a suggestion says: sent whole to make one, in part to change it. */
@Schema(name = "SuggestionRequest", description = "What is suggested")
record SuggestionForm(
        @NotBlank @Size(max = 200) @Schema(description = "In a few words", examples = "增加按镇查询")
        String title,

        @NotBlank @Size(max = 5_000) @Schema(description = "What is wanted, and why", examples = "按镇查询上云企业。")
        String description,

        @NotNull @Pattern(regexp = "^[0-9]{6}$") @Schema(description = "Its region, GB/T 2260", examples = "340123")
        String regionCode) {}
