package cn.dengyun.events.webhook;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An endpoint with its new secret. */
@Schema(name = "WebhookSecret", description = "A secret with which deliveries are signed; it is shown this once")
record WebhookSecretView(
        @Schema(required = true) WebhookEndpointView endpoint,

        @Schema(
                required = true,
                nullable = true,
                description =
                        "What `v1` signatures are checked with: `whsec_` and Base64 of 32 bytes, shown this once. Null"
                                + " when the answer is a repetition: who lost it rotates the secret.",
                examples = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=")
        String secret) {

    /** Without the secret, in case a log ever asks. */
    @Override
    public String toString() {
        return "WebhookSecretView[" + endpoint.id() + "]";
    }
}
