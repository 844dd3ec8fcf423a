package cn.dengyun.activity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was shown or handed out, by its address. */
@Schema(name = "ActivityMaterial", description = "What was shown or handed out")
record ActivityMaterial(
        @NotBlank @Size(max = 200) @Schema(required = true, description = "What it is called", examples = "培训课件")
        String title,

        @NotNull
        @Size(max = 500)
        @Pattern(regexp = "^https://[^\\s]+$")
        @Schema(required = true, description = "Where it is", examples = "https://files.example.org/kejian.pdf")
        String url) {}
