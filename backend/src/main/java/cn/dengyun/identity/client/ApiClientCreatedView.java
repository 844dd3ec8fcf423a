package cn.dengyun.identity.client;

import cn.dengyun.platform.frame.Reply;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An API client with its new secret. */
@Schema(name = "ApiClientCreated", description = "A new API client with its secret, which is shown this once")
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

    /** The secret is shown once, and nothing of it kept. */
    static Reply<ApiClientCreatedView> reply(ApiClientService.Issued issued) {
        ApiClientView client = ApiClientView.of(issued.client());
        String location = "/api/v1/api-clients/" + issued.client().id();
        return Reply.created(new ApiClientCreatedView(client, null), location)
                .showingOnce(new ApiClientCreatedView(client, issued.secret()));
    }

    /** Without the secret, in case a log ever asks. */
    @Override
    public String toString() {
        return "ApiClientCreatedView[" + client.clientId() + "]";
    }
}
