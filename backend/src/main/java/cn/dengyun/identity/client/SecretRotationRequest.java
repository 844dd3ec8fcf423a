package cn.dengyun.identity.client;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A wish for a new secret. */
@Schema(name = "SecretRotation", description = "How long the present secret stays good beside the new one")
public record SecretRotationRequest(
        @Schema(
                nullable = true,
                description =
                        "Until when the present secret stays good, at most 30 days from now; a moment that is over"
                                + " ends it at once. A day from now when absent")
        Instant oldSecretValidUntil) {}
