package cn.dengyun.identity.client;

import cn.dengyun.identity.WellKnownSecrets;
import cn.dengyun.identity.token.AccessTokens;
import cn.dengyun.identity.token.Scopes;
import cn.dengyun.platform.startup.DengyunConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** The client credentials grant of RFC 6749 §4.4. */
@ApplicationScoped
class TokenService {

    private static final Logger LOG = Logger.getLogger(TokenService.class);

    /** Compared with when the client is unknown, so that the answer takes as long. */
    private static final byte[] NOBODYS_DIGEST = new byte[32];

    private final ApiClientStore clients;
    private final AccessTokens tokens;
    private final DengyunConfig config;

    TokenService(ApiClientStore clients, AccessTokens tokens, DengyunConfig config) {
        this.clients = clients;
        this.tokens = tokens;
        this.config = config;
    }

    /**
     * A token for the client with the scopes asked for, or all it was granted when {@code scope} is null or blank.
     *
     * <p>Fails with {@code invalid_client} for an unknown or revoked client or a wrong secret, {@code invalid_scope}
     * when it asks for more than it was granted.
     */
    Uni<Grant> grant(ClientCredentials credentials, String scope) {
        return clients.byClientId(credentials.clientId())
                .map(found -> authenticated(found, credentials))
                .chain(client -> {
                    Set<String> granted = narrowed(client, scope);
                    return tokens.issue(client.toActor(granted), client.clientId(), tokens.lifetimeSeconds())
                            .map(token -> new Grant(token, tokens.lifetimeSeconds(), Scopes.joined(granted)));
                });
    }

    private ApiClient authenticated(Optional<ApiClient> found, ClientCredentials credentials) {
        byte[] digest = found.map(ApiClient::secretDigest).orElse(NOBODYS_DIGEST);
        boolean matches = WellKnownSecrets.matches(credentials.secret(), digest);
        if (!matches || found.isEmpty() || found.get().isRevoked() || isWorthless(credentials)) {
            throw new OAuthError("invalid_client", "Unknown client, wrong secret, or the client was revoked.");
        }
        return found.get();
    }

    private boolean isWorthless(ClientCredentials credentials) {
        if (config.demo() || !WellKnownSecrets.isClientSecret(credentials.secret())) {
            return false;
        }
        LOG.warnf(
                "API client %s still has a demo secret; it gets no token while dengyun.demo is off.",
                credentials.clientId());
        return true;
    }

    private static Set<String> narrowed(ApiClient client, String scope) {
        if (scope == null || scope.isBlank()) {
            return client.scopes();
        }
        Set<String> wanted = Scopes.split(scope);
        if (!client.scopes().containsAll(wanted)) {
            throw new OAuthError("invalid_scope", "The client was not granted one of these scopes.");
        }
        return wanted;
    }

    /** A fresh access token and what it may be used for. */
    record Grant(String accessToken, long expiresInSeconds, String scope) {}
}
