package cn.dengyun.trade.provisioning;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An endpoint with its new secret. */
@Schema(name = "ProvisioningSecret", description = "A secret with which calls are signed; it is shown this once")
record ProvisioningSecretView(
        @Schema(required = true, description = "The endpoint")
        ProvisioningEndpointView endpoint,

        @Schema(
                required = true,
                nullable = true,
                description = "What signatures are checked with: `prsec_` and Base64 of 32 bytes, shown this once. Null"
                        + " when the answer is a repetition: who lost it rotates the secret.",
                examples = "prsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=")
        String secret) {

    static final String PREFIX = "prsec_";

    /** Without the secret, in case a log ever asks. */
    @Override
    public String toString() {
        return "ProvisioningSecretView[" + endpoint.id() + "]";
    }
}
