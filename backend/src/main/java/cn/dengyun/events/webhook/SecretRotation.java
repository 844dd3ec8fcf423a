package cn.dengyun.events.webhook;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A rotation of an endpoint's secret and key. */
@Schema(name = "WebhookSecretRotationRequest", description = "How long the old secret stays valid")
record SecretRotation(
        @Min(0)
        @Max(168)
        @Schema(
                nullable = true,
                description = "How long the present secret and key sign beside the new ones; 24 when absent.",
                examples = "24")
        Integer overlapHours) {

    private static final int USUAL = 24;

    int hours() {
        return overlapHours == null ? USUAL : overlapHours;
    }
}
