package cn.dengyun.platform.aggregate;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why something is moved along its lifecycle, in the words of whoever does it. */
@Schema(name = "MoveReason", description = "Why it is done")
public record Reason(
        @NotBlank @Size(max = 2_000) @Schema(required = true, description = "Kept on record", examples = "情况属实，同意办理")
        String reason) {}
