package cn.dengyun.identity.client;

import cn.dengyun.shared.Hashes;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An API client, without its secret: that is shown once, when the client is made. */
@Schema(
        name = "RegisteredClient",
        description = "A program of an organisation, which gets tokens with its own id and secret or key")
public record ApiClientView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "`client_id` of the token request", examples = "platform-client")
        String clientId,

        @Schema(required = true, description = "The organisation")
        UUID organizationId,

        @Schema(required = true, description = "What its organisation calls it", examples = "目录推送")
        String name,

        @Schema(
                required = true,
                description = "What it may be used for",
                examples = "[\"catalogue:read\", \"catalogue:write\"]")
        List<String> scopes,

        @Schema(required = true, description = "Whether it has a secret")
        boolean secret,

        @Schema(
                required = true,
                nullable = true,
                description = "Until when the secret before is good; null without one")
        Instant previousSecretUntil,

        @Schema(required = true, description = "Whether it has keys to sign assertions with")
        boolean keys,

        @Schema(required = true, description = "When it was created")
        Instant createdAt,

        @Schema(required = true, nullable = true, description = "When it ends by itself; null for never")
        Instant expiresAt,

        @Schema(
                required = true,
                nullable = true,
                description = "When it last got a token, a minute late at most; null for never")
        Instant lastUsedAt,

        @Schema(required = true, nullable = true, description = "Null while the client may ask for tokens")
        Instant revokedAt) {

    private static final int TAG_DIGITS = 24;

    static ApiClientView of(ApiClient client) {
        return new ApiClientView(
                client.id(),
                client.clientId(),
                client.organizationId(),
                client.name(),
                List.copyOf(new TreeSet<>(client.scopes())),
                client.credentials().secretDigest() != null,
                client.credentials().previousUntil(),
                client.credentials().jwks() != null,
                client.createdAt(),
                client.expiresAt(),
                client.lastUsedAt(),
                client.revokedAt());
    }

    /** The entity tag of this very content, and of the keys behind it, which it does not show. */
    static String tag(ApiClient client) {
        return Hashes.sha256Hex(of(client) + " " + client.credentials().jwks()).substring(0, TAG_DIGITS);
    }
}
