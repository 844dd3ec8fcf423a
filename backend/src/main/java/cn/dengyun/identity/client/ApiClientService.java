package cn.dengyun.identity.client;

import cn.dengyun.identity.organization.OrganizationService;
import cn.dengyun.identity.organization.domain.OrganizationKind;
import cn.dengyun.identity.token.IssuerTrust;
import cn.dengyun.identity.token.OpaqueTokens;
import cn.dengyun.platform.idempotency.Idempotency;
import cn.dengyun.platform.outbox.Fact;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * API clients of organisations: made, listed and revoked by a system administrator or the organisation's own people.
 */
@ApplicationScoped
class ApiClientService {

    private final ApiClientStore store;
    private final OrganizationService organizations;
    private final Idempotency idempotency;
    private final Outbox outbox;
    private final Cursors cursors;
    private final IssuerTrust trust;
    private final Pool pool;
    private final Clock clock;

    ApiClientService(
            ApiClientStore store,
            OrganizationService organizations,
            Idempotency idempotency,
            Outbox outbox,
            Cursors cursors,
            IssuerTrust trust,
            Pool pool,
            Clock clock) {
        this.store = store;
        this.organizations = organizations;
        this.idempotency = idempotency;
        this.outbox = outbox;
        this.cursors = cursors;
        this.trust = trust;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Makes a client, once per key. What is stored of the answer has no secret; {@code render} tells the client with
     * the secret that it is given, or with null.
     *
     * <p>Rejects with {@code organization-not-found} (404), {@code forbidden} (403), {@code api-clients-not-for-kind}
     * (422), {@code invalid-request} (400) for unknown scopes, and what {@link Idempotency#once} rejects.
     */
    Uni<Created> create(
            Actor actor, String key, UUID organizationId, NewApiClient wanted, Function<ApiClient, Answer> render) {
        requireKeeper(actor, organizationId);
        wanted.requireKnownScopes();
        UUID id = Ids.next();
        String secret = OpaqueTokens.next();
        return idempotency
                .once(
                        actor,
                        key,
                        List.of("createApiClient", organizationId, wanted),
                        connection -> kindOf(connection, organizationId)
                                .map(kind -> client(id, organizationId, kind, wanted, secret))
                                .call(client -> store.insert(connection, client, actor.id()))
                                .call(client -> outbox.write(connection, fact("created", id, organizationId)))
                                .map(render))
                .map(answer -> new Created(answer, answer.isReplay() ? null : secret));
    }

    /** Newest first, revoked ones included. Rejects like {@link #create}, and with {@code cursor-invalid}. */
    Uni<Page<ApiClient>> list(Actor actor, UUID organizationId, String cursor, int limit) {
        requireKeeper(actor, organizationId);
        String query = "api-clients?organization=" + organizationId;
        UUID before = cursor == null
                ? Ids.NEWEST
                : UUID.fromString(cursors.open(query, cursor).get(0));
        return pool.withConnection(connection -> kindOf(connection, organizationId))
                .chain(kind -> store.page(organizationId, before, limit + 1))
                .map(found -> Page.of(
                        found,
                        limit,
                        last -> cursors.seal(query, List.of(last.id().toString()))));
    }

    /** Rejects with {@code api-client-not-found} (404), also for another organisation's. */
    Uni<ApiClient> find(Actor actor, UUID id) {
        requirePerson(actor);
        UUID owner = ownerOf(actor);
        return store.byId(id)
                .map(found -> found.filter(client -> owner == null || owner.equals(client.organizationId()))
                        .orElseThrow(() -> Rejection.notFound("api-client-not-found")));
    }

    /**
     * Revokes a client: it gets no more tokens at once, and the tokens that it has are refused within 30 seconds. A
     * client that is revoked already stays as it is.
     *
     * <p>Rejects with {@code api-client-not-found} (404), also for another organisation's.
     */
    Uni<Void> revoke(Actor actor, UUID id) {
        requirePerson(actor);
        return pool.withTransaction(connection -> store.revoke(connection, id, ownerOf(actor), now(), actor.id())
                        .call(revoked -> revoked.isNew()
                                ? outbox.write(connection, fact("revoked", id, revoked.organizationId()))
                                : Uni.createFrom().voidItem()))
                .invoke(revoked -> trust.revoke(id, revoked.at()))
                .replaceWithVoid();
    }

    /** Null for a system administrator, whose hand reaches every organisation. */
    private static UUID ownerOf(Actor actor) {
        return actor.has(Roles.SYSADMIN) ? null : actor.organizationId();
    }

    private static void requireKeeper(Actor actor, UUID organizationId) {
        requirePerson(actor);
        if (!actor.has(Roles.SYSADMIN) && !actor.actsFor(organizationId)) {
            throw Rejection.notFound("organization-not-found");
        }
    }

    /** A system must not make systems: a stolen secret could not be got rid of. */
    private static void requirePerson(Actor actor) {
        if (actor.isClient()) {
            throw Rejection.forbidden("forbidden");
        }
    }

    private Uni<OrganizationKind> kindOf(SqlConnection connection, UUID organizationId) {
        return organizations.kindOf(connection, organizationId).invoke(kind -> {
            if (kind.clientRoles().isEmpty()) {
                throw Rejection.of(Rejection.Kind.UNPROCESSABLE, "api-clients-not-for-kind");
            }
        });
    }

    private ApiClient client(UUID id, UUID organization, OrganizationKind kind, NewApiClient wanted, String secret) {
        return new ApiClient(
                id,
                id.toString(),
                organization,
                kind,
                wanted.name(),
                OpaqueTokens.digest(secret),
                Set.copyOf(wanted.scopes()),
                now(),
                null);
    }

    private Fact fact(String event, UUID id, UUID organizationId) {
        return new Fact(
                Ids.next(),
                "cn.dengyun.identity.api-client." + event,
                "/api/v1/api-clients/" + id,
                organizationId,
                false,
                new JsonObject().put("id", id.toString()).encode(),
                now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * The answer as it is stored, without the secret, and the secret.
     *
     * @param secret null when the answer is that of an earlier request
     */
    record Created(Answer answer, String secret) {}
}
