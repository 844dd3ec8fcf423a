package cn.dengyun.adoption.enterprise;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is said when the year of an adopted enterprise is nearly over. */
@Schema(name = "AdoptionConfirmationRequest", description = "Whether the enterprise still uses what it counts for")
record NewConfirmation(
        @NotNull
        @Schema(required = true, description = "False ends that it counts, until something new does", examples = "true")
        Boolean inUse,

        @NotBlank @Size(max = 2_000) @Schema(required = true, description = "Kept on record", examples = "仍在使用，情况属实")
        String reason) {}
