package cn.dengyun.identity.client;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An API client with its new secret. */
@Schema(name = "ApiClientCreated")
public record ApiClientCreatedView(
        @Schema(required = true) ApiClientView client,

        @Schema(
                required = true,
                nullable = true,
                description = "`client_secret` of the token request: 256 random bits, shown this once and stored only"
                        + " as a digest. Null when the answer is a repetition: who lost it rotates it. Null also for a client"
                        + " that signs with keys of its own.",
                examples = "kq3vJ2mXh0cTq7pZ1sYw9uB4nD6eF8aR5gL0iO2tVxE")
        String clientSecret) {

    /** Without the secret, in case a log ever asks. */
    @Override
    public String toString() {
        return "ApiClientCreatedView[" + client.clientId() + "]";
    }
}
