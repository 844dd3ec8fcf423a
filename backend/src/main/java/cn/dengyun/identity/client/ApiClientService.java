package cn.dengyun.identity.client;

import cn.dengyun.identity.organization.OrganizationService;
import cn.dengyun.identity.organization.domain.OrganizationKind;
import cn.dengyun.identity.token.IssuerTrust;
import cn.dengyun.identity.token.OpaqueTokens;
import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.clock.WallClock;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Reach;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * API clients of organisations: made, listed and revoked by a system administrator or the organisation's own people.
 */
@ApplicationScoped
class ApiClientService {

    private static final Duration USUAL_OVERLAP = Duration.ofDays(1);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private final ApiClientStore store;
    private final OrganizationService organizations;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final Cursors cursors;
    private final IssuerTrust trust;
    private final Pool pool;
    private final Clock clock;

    ApiClientService(
            ApiClientStore store,
            OrganizationService organizations,
            Outbox outbox,
            AuditTrail audit,
            Cursors cursors,
            IssuerTrust trust,
            Pool pool,
            @WallClock Clock clock) {
        this.store = store;
        this.organizations = organizations;
        this.outbox = outbox;
        this.audit = audit;
        this.cursors = cursors;
        this.trust = trust;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Makes a client.
     *
     * <p>Rejects with {@code organization-not-found} (404), {@code forbidden}, {@code owner-only} (403),
     * {@code api-client-limit} (409), {@code api-clients-not-for-kind} (422), {@code invalid-request} (400) for unknown
     * scopes.
     */
    Effect<Issued> create(Actor actor, UUID organizationId, NewApiClient wanted) {
        requireOwner(actor, organizationId);
        wanted.requireGood(now());
        UUID id = Ids.next();
        String jwks = wanted.jwks() == null ? null : ClientKeys.checked(wanted.jwks());
        String secret = jwks == null ? OpaqueTokens.next() : null;
        return Effect.of(connection -> kindOf(connection, organizationId)
                .map(kind -> client(id, organizationId, kind, wanted, secret, jwks))
                .call(client -> store.insert(connection, client, actor.id()))
                .call(client -> told(connection, ApiClientEvent.CREATED, client))
                .map(client -> new Issued(client, secret)));
    }

    /** Newest first, revoked ones included. Rejects like {@link #create}, and with {@code cursor-invalid}. */
    Uni<Page<ApiClient>> list(Actor actor, UUID organizationId, String cursor, int limit) {
        requireReader(actor, organizationId);
        String query = "api-clients?organization=" + organizationId;
        UUID before = cursors.idBehind(query, cursor, Ids.NEWEST);
        return pool.withConnection(connection -> kindOf(connection, organizationId))
                .chain(kind -> store.page(organizationId, before, limit + 1))
                .map(found -> cursors.pageById(query, found, limit, ApiClient::id));
    }

    /** Rejects with {@code api-client-not-found} (404), also for another organisation's. */
    Uni<ApiClient> find(Actor actor, UUID id) {
        return store.byId(id)
                .map(found -> found.filter(client -> reach(actor).includes(client.organizationId()))
                        .orElseThrow(() -> Rejection.notFound("api-client-not-found")));
    }

    /**
     * Revokes a client: it gets no more tokens at once, and the tokens that it has are refused within 30 seconds. A
     * client that is revoked already stays as it is.
     *
     * <p>Rejects with {@code api-client-not-found} (404), also for another organisation's.
     */
    Effect<?> revoke(Actor actor, UUID id) {
        return Effect.of(
                        () -> find(actor, id).invoke(client -> requireOwner(actor, client.organizationId())),
                        (connection, client) -> store.revoke(connection, id, reach(actor), now(), actor.id())
                                .call(revoked -> revoked.isNew()
                                        ? told(connection, ApiClientEvent.REVOKED, client)
                                        : Uni.createFrom().voidItem()))
                .afterCommit(revoked -> trust.revoke(id, revoked.at()));
    }

    /**
     * Gives a client a new secret. The secret before stays good until then, the one before that ends now.
     *
     * <p>Rejects with {@code api-client-not-found} (404), {@code owner-only}, {@code forbidden} (403),
     * {@code api-client-revoked} (409), {@code invalid-request} (400; {@code moment-too-far}).
     *
     * @param oldUntil null for a day from now; at most 30 days from now
     */
    Effect<Issued> rotate(Actor actor, UUID id, Instant oldUntil) {
        Instant now = now();
        if (oldUntil != null && oldUntil.isAfter(now.plus(LONGEST_OVERLAP))) {
            throw Rejection.invalid(
                    List.of(Defect.at("/oldSecretValidUntil", "moment-too-far", LONGEST_OVERLAP.toDays())));
        }
        Instant until = oldUntil == null ? now.plus(USUAL_OVERLAP) : oldUntil.truncatedTo(ChronoUnit.MICROS);
        String secret = OpaqueTokens.next();
        return Effect.of(connection -> usable(connection, actor, id)
                .call(client -> store.rotate(connection, id, OpaqueTokens.digest(secret), until))
                .call(client -> told(connection, ApiClientEvent.SECRET_ROTATED, client))
                .chain(() -> store.locked(connection, id))
                .map(found -> new Issued(found.orElseThrow(), secret)));
    }

    /**
     * Gives a client other keys to sign with.
     *
     * <p>Rejects with {@code api-client-not-found} (404), {@code owner-only}, {@code forbidden} (403),
     * {@code api-client-revoked} (409), {@code if-match-required} (428), {@code changed-meanwhile} (412),
     * {@code invalid-request} (400; {@code jwks-invalid}).
     */
    Effect<ApiClient> replaceKeys(Actor actor, UUID id, Precondition basis, Map<String, Object> jwks) {
        String checked = ClientKeys.checked(jwks);
        return Effect.of(connection -> usable(connection, actor, id)
                .invoke(client -> basis.check(ApiClientView.tag(client)))
                .call(client -> store.replaceKeys(connection, id, checked))
                .call(client -> told(connection, ApiClientEvent.KEYS_REPLACED, client))
                .chain(() -> store.locked(connection, id))
                .map(Optional::orElseThrow));
    }

    /** The client, locked, if the actor may change it and it was not revoked. */
    private Uni<ApiClient> usable(SqlConnection connection, Actor actor, UUID id) {
        return store.locked(connection, id).map(found -> {
            ApiClient client = found.filter(each -> reach(actor).includes(each.organizationId()))
                    .orElseThrow(() -> Rejection.notFound("api-client-not-found"));
            requireOwner(actor, client.organizationId());
            if (client.isRevoked()) {
                throw Rejection.conflict("api-client-revoked");
            }
            return client;
        });
    }

    private static Reach reach(Actor actor) {
        return Reach.of(actor, Roles.SYSADMIN);
    }

    private static void requireReader(Actor actor, UUID organizationId) {
        if (!actor.has(Roles.SYSADMIN) && !actor.actsFor(organizationId)) {
            throw Rejection.notFound("organization-not-found");
        }
    }

    private static void requireOwner(Actor actor, UUID organizationId) {
        requireReader(actor, organizationId);
        if (!actor.has(Roles.SYSADMIN) && !actor.owns(organizationId)) {
            throw Rejection.forbidden("owner-only");
        }
    }

    private Uni<OrganizationKind> kindOf(SqlConnection connection, UUID organizationId) {
        return organizations.kindOf(connection, organizationId).invoke(kind -> {
            if (kind.clientRoles().isEmpty()) {
                throw Rejection.of(Rejection.Kind.UNPROCESSABLE, "api-clients-not-for-kind");
            }
        });
    }

    private ApiClient client(
            UUID id, UUID organization, OrganizationKind kind, NewApiClient wanted, String secret, String jwks) {
        return new ApiClient(
                id,
                id.toString(),
                organization,
                kind,
                wanted.name(),
                new ApiClient.Credentials(secret == null ? null : OpaqueTokens.digest(secret), null, null, jwks),
                Set.copyOf(wanted.scopes()),
                now(),
                wanted.expiresAt() == null ? null : wanted.expiresAt().truncatedTo(ChronoUnit.MICROS),
                null,
                null);
    }

    private Uni<Void> told(SqlConnection connection, ApiClientEvent event, ApiClient client) {
        UUID organization = client.organizationId();
        String after = new JsonObject()
                .put("name", client.name())
                .put("scopes", new JsonArray(List.copyOf(new TreeSet<>(client.scopes()))))
                .encode();
        DomainEvent domainEvent = event.of(organization, new ApiClientEvent.Data(client.id(), organization), now());
        AuditNote note =
                new AuditNote("api-client." + event.act(), domainEvent.subject(), organization, null, after, null);
        return outbox.write(connection, domainEvent).chain(() -> audit.write(connection, note));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * A client and the secret that it was given, of which only a digest is kept.
     *
     * @param secret null for a client that has keys of its own
     */
    record Issued(ApiClient client, String secret) {

        /** Without the secret, in case a log ever asks. */
        @Override
        public String toString() {
            return "Issued[" + client.id() + "]";
        }
    }
}
