package cn.dengyun.identity.client;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An API client, without its secret: that is shown once, when the client is made. */
@Schema(name = "ApiClient")
public record ApiClientView(
        @Schema(required = true) UUID id,

        @Schema(required = true, description = "`client_id` of the token request", examples = "platform-client")
        String clientId,

        @Schema(required = true) UUID organizationId,
        @Schema(required = true, examples = "目录推送") String name,

        @Schema(required = true, examples = "[\"catalogue:read\", \"catalogue:write\"]")
        List<String> scopes,

        @Schema(required = true) Instant createdAt,

        @Schema(required = true, nullable = true, description = "Null while the client may ask for tokens")
        Instant revokedAt) {

    static ApiClientView of(ApiClient client) {
        return new ApiClientView(
                client.id(),
                client.clientId(),
                client.organizationId(),
                client.name(),
                List.copyOf(new TreeSet<>(client.scopes())),
                client.createdAt(),
                client.revokedAt());
    }
}
