package cn.dengyun.trade.provisioning;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A call of an endpoint, as both sides see it. */
@Schema(name = "ProvisioningCall", description = "A call of a provider's endpoint")
record ProvisioningCallView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "What the endpoint was asked")
        ProvisioningCallKind kind,

        @Schema(
                required = true,
                description = "Which of the times that the service was asked for it belongs to",
                examples = "1")
        int attempt,

        @Schema(required = true, description = "When it was written, just before it was made")
        Instant begunAt,

        @Schema(
                required = true,
                nullable = true,
                description = "How long it took, in milliseconds; null while it is under way, or where nobody knows",
                examples = "84")
        Long durationMillis,

        @Schema(required = true, nullable = true, description = "What came of it; null while it is under way")
        ProvisioningOutcome outcome,

        @Schema(
                required = true,
                nullable = true,
                description = "The HTTP status; null where there was no answer",
                examples = "201")
        Integer httpStatus,

        @Schema(
                required = true,
                nullable = true,
                description = "What the endpoint said; null where it said nothing",
                examples = "quota exceeded")
        String message,

        @Schema(
                required = true,
                nullable = true,
                description = "The address of the endpoint then; null for the enterprise",
                examples = "https://provisioning.example.cn/dengyun")
        String url) {

    static ProvisioningCallView of(ProvisioningCall call) {
        return new ProvisioningCallView(
                call.id(),
                call.kind(),
                call.attempt(),
                call.begunAt(),
                call.millis(),
                call.outcome(),
                call.status(),
                call.message(),
                call.url());
    }
}
