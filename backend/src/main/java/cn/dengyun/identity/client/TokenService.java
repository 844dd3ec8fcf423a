package cn.dengyun.identity.client;

import cn.dengyun.identity.WellKnownSecrets;
import cn.dengyun.identity.token.AccessTokens;
import cn.dengyun.identity.token.Scopes;
import cn.dengyun.platform.clock.WallClock;
import cn.dengyun.platform.startup.DengyunConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** The client credentials grant of RFC 6749 §4.4. */
@ApplicationScoped
class TokenService {

    private static final Logger LOG = Logger.getLogger(TokenService.class);

    /** Compared with when the client is unknown or has no such secret, so that the answer takes as long. */
    private static final byte[] NOBODYS_DIGEST = new byte[32];

    private final ApiClientStore clients;
    private final ClientAssertions assertions;
    private final AccessTokens tokens;
    private final DengyunConfig config;
    private final Clock clock;

    TokenService(
            ApiClientStore clients,
            ClientAssertions assertions,
            AccessTokens tokens,
            DengyunConfig config,
            @WallClock Clock clock) {
        this.clients = clients;
        this.assertions = assertions;
        this.tokens = tokens;
        this.config = config;
        this.clock = clock;
    }

    /**
     * A token for the client with the scopes asked for, or all it was granted when {@code scope} is null or blank. It
     * ends with the client, if that is sooner.
     *
     * <p>Fails with {@code invalid_client} for an unknown, expired or revoked client, a wrong secret or a bad
     * assertion, {@code invalid_scope} when it asks for more than it was granted.
     */
    Uni<Grant> grant(ClientCredentials credentials, String scope) {
        Uni<ApiClient> authenticated =
                credentials.assertion() == null ? bySecret(credentials) : byAssertion(credentials);
        return authenticated.chain(client -> {
            Set<String> granted = narrowed(client, scope);
            long seconds = seconds(client);
            return clients.use(client.id(), clock.instant())
                    .chain(() -> tokens.issue(client.toActor(granted), client.clientId(), seconds))
                    .map(token -> new Grant(token, seconds, Scopes.joined(granted)));
        });
    }

    private Uni<ApiClient> bySecret(ClientCredentials credentials) {
        return clients.byClientId(credentials.clientId()).map(found -> {
            boolean matches = matches(found.map(ApiClient::credentials), credentials.secret());
            if (!matches || !found.get().isUsable(clock.instant()) || isWorthless(credentials)) {
                throw refused();
            }
            return found.get();
        });
    }

    private Uni<ApiClient> byAssertion(ClientCredentials credentials) {
        String clientId = assertions.clientIdOf(credentials.assertion());
        if (credentials.clientId() != null && !credentials.clientId().equals(clientId)) {
            throw refused();
        }
        return clients.byClientId(clientId)
                .map(found ->
                        found.filter(client -> client.isUsable(clock.instant())).orElseThrow(TokenService::refused))
                .call(client -> assertions.verify(client, credentials.assertion()));
    }

    /** Both secrets are always compared, so that the time taken tells nothing. */
    private boolean matches(Optional<ApiClient.Credentials> found, String secret) {
        Instant now = clock.instant();
        byte[] present = found.map(ApiClient.Credentials::secretDigest).orElse(NOBODYS_DIGEST);
        byte[] previous = found.filter(
                        credentials -> credentials.previousUntil() != null && now.isBefore(credentials.previousUntil()))
                .map(ApiClient.Credentials::previousDigest)
                .orElse(NOBODYS_DIGEST);
        return WellKnownSecrets.matches(secret, present) | WellKnownSecrets.matches(secret, previous);
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

    private long seconds(ApiClient client) {
        if (client.expiresAt() == null) {
            return tokens.lifetimeSeconds();
        }
        long left = Duration.between(clock.instant(), client.expiresAt()).toSeconds();
        return Math.max(1, Math.min(left, tokens.lifetimeSeconds()));
    }

    private static OAuthError refused() {
        return new OAuthError(
                "invalid_client", "Unknown client, wrong secret, or the client has expired or was revoked.");
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
