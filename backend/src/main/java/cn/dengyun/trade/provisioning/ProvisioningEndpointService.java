package cn.dengyun.trade.provisioning;

import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.outbound.SharedSecret;
import cn.dengyun.platform.outbound.TargetGuard;
import cn.dengyun.platform.outbound.TargetRefusal.RefusedException;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * Endpoints: registered, changed, checked, enabled and disabled by their organisation. What is not there for the actor
 * is refused with {@code provisioning-endpoint-not-found} (404), and with {@code not-yours} (403) who is neither an
 * owner nor a system of it.
 */
@ApplicationScoped
class ProvisioningEndpointService {

    private static final RowMapper<ProvisioningEndpoint> ENDPOINTS = RowMapper.of(ProvisioningEndpoint.class);
    private static final Statement OF_ORGANIZATION = Statement.of(
            "SELECT %s FROM provisioning_endpoint WHERE organization_id = $1".formatted(ENDPOINTS.columns()));
    private static final Statement BY_ID =
            Statement.of("SELECT %s FROM provisioning_endpoint WHERE id = $1".formatted(ENDPOINTS.columns()));

    /** How long the secret before the last rotation signs beside the new one. */
    private static final Duration OVERLAP = Duration.ofHours(24);

    /** Longer than the two calls of a check take. */
    private static final Duration CHECK = Duration.ofSeconds(30);

    private final AggregateStore<ProvisioningEndpoint> endpoints;
    private final ProvisioningSecrets secrets;
    private final ProvisioningStore store;
    private final ProvisioningCaller caller;
    private final CertifiedStandings standings;
    private final TargetGuard guard;
    private final MergePatch patches;
    private final Pool pool;
    private final Clock clock;

    ProvisioningEndpointService(
            Aggregates aggregates,
            ProvisioningSecrets secrets,
            ProvisioningStore store,
            ProvisioningCaller caller,
            CertifiedStandings standings,
            TargetGuard guard,
            MergePatch patches,
            Pool pool,
            Clock clock) {
        this.endpoints = aggregates.of(ProvisioningEndpoint.class, "false");
        this.secrets = secrets;
        this.store = store;
        this.caller = caller;
        this.standings = standings;
        this.guard = guard;
        this.patches = patches;
        this.pool = pool;
        this.clock = clock;
    }

    /** An endpoint with its new secret. */
    record Disclosed(ProvisioningEndpoint endpoint, SharedSecret secret) {}

    Uni<ProvisioningEndpoint> find(Actor actor, UUID id) {
        return endpoints.find(actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid}. */
    Uni<Page<ProvisioningEndpoint>> list(Actor actor, String cursor, int limit) {
        return endpoints.page(actor, new Filter(), cursor, limit);
    }

    /** The endpoint of an organisation; null where it has none. */
    static Uni<ProvisioningEndpoint> of(SqlClient client, UUID organization) {
        return OF_ORGANIZATION.execute(client, organization).map(ENDPOINTS::first);
    }

    static Uni<ProvisioningEndpoint> get(SqlClient client, UUID id) {
        return BY_ID.execute(client, id).map(ENDPOINTS::first);
    }

    /**
     * Registers the endpoint of an organisation, which has to be checked and enabled then. Rejects with
     * {@code invalid-request} (400), {@code not-yours} (403) and {@code provisioning-endpoint-exists} (409).
     */
    Effect<Disclosed> register(Actor actor, ProvisioningEndpointForm wanted) {
        if (!ProvisioningEndpoint.isHandler(actor, actor.organizationId())) {
            throw Rejection.forbidden("not-yours");
        }
        requireAllowed(wanted);
        SharedSecret secret = SharedSecret.generate();
        return Effect.of(connection -> standings
                .of(connection, List.of(actor.organizationId()))
                .map(found -> found.get(actor.organizationId()))
                .chain(owner -> register(connection, actor, owner, wanted, secret)));
    }

    private Uni<Disclosed> register(
            SqlConnection connection,
            Actor actor,
            CertifiedStanding owner,
            ProvisioningEndpointForm wanted,
            SharedSecret secret) {
        Instant now = now();
        ProvisioningEndpoint made = new ProvisioningEndpoint(
                Ids.next(),
                0,
                actor.organizationId(),
                owner.nameZh(),
                owner.region(),
                wanted.url(),
                wanted.offerings(),
                ProvisioningEndpointStatus.DISABLED,
                null,
                null,
                null,
                actor.id(),
                now,
                now);
        return of(connection, actor.organizationId())
                .invoke(present -> {
                    if (present != null) {
                        throw Rejection.conflict("provisioning-endpoint-exists");
                    }
                })
                .chain(() -> endpoints
                        .create(actor, made, ProvisioningEndpointEvent.REGISTERED.told(made))
                        .prepare())
                .chain(prepared -> prepared.in(connection))
                .onFailure(Rows.broken("provisioning_endpoint_one"))
                .transform(other -> Rejection.conflict("provisioning-endpoint-exists"))
                .call(() -> secrets.insert(connection, made.id(), secret))
                .call(() -> store.begin(connection, new ProvisioningPace(made.id(), 0, null, now, 0)))
                .map(registered -> new Disclosed(registered, secret));
    }

    /**
     * Changes what the merge patch names. At another address it has to be checked again; while it is enabled it stays
     * where it is.
     *
     * <p>Rejects with {@code invalid-request} (400), {@code provisioning-endpoint-enabled} (409) and as the
     * precondition does.
     */
    Effect<ProvisioningEndpoint> edit(Actor actor, UUID id, Precondition precondition, JsonNode patch) {
        return endpoints.change(actor, id, precondition, found -> {
            ProvisioningEndpointForm says = patches.valid(found.form(), patch, ProvisioningEndpointForm.class);
            requireAllowed(says);
            if (says.equals(found.form())) {
                return Change.none(found);
            }
            boolean isMoved = !says.url().equals(found.url());
            if (isMoved && found.status() == ProvisioningEndpointStatus.ENABLED) {
                throw Rejection.conflict("provisioning-endpoint-enabled");
            }
            return changed(ProvisioningEndpointEvent.CHANGED, found.edited(says, now()));
        });
    }

    /** Gives it a new secret; the present one signs beside it for 24 hours. */
    Effect<Disclosed> rotate(Actor actor, UUID id) {
        SharedSecret fresh = SharedSecret.generate();
        return endpoints
                .change(actor, id, found -> changed(ProvisioningEndpointEvent.SECRET_ROTATED, found.touched(now())))
                .then((connection, after) -> secrets.lock(connection, id)
                        .chain(present -> secrets.update(
                                connection,
                                id,
                                present.rotated(fresh, after.updatedAt().plus(OVERLAP), after.updatedAt())))
                        .replaceWith(new Disclosed(after, fresh)));
    }

    /**
     * Calls it, before the unit of work begins: it has to know what is signed well, and to refuse what is not. It does
     * nothing there that could matter if it were done again. Rejects with {@code provisioning-checks-too-many} (409;
     * how many an hour) while another is under way, and behind so many.
     */
    Effect<ProvisioningEndpoint> check(Actor actor, UUID id) {
        return Effect.of(
                () -> endpoints
                        .find(actor, id)
                        .invoke(found -> {
                            if (!found.isHandledBy(actor)) {
                                throw Rejection.forbidden("not-yours");
                            }
                        })
                        .call(() -> beginCheck(id))
                        .chain(found -> secrets.get(pool, id)
                                .chain(known -> caller.check(found.url(), known))
                                .map(answer -> new Checked(found.url(), answer)))
                        .call(() -> store.endCheck(id)),
                (connection, checked) -> endpoints
                        .lock(connection, actor, id)
                        .chain(locked -> endpoints.carryOut(
                                connection,
                                locked,
                                locked.url().equals(checked.url())
                                        ? changed(
                                                ProvisioningEndpointEvent.CHECKED,
                                                locked.checked(checked.answer(), now()))
                                        : Change.none(locked))));
    }

    private Uni<Void> beginCheck(UUID id) {
        Instant now = now();
        return store.beginCheck(id, now, now.plus(CHECK))
                .invoke(mayBegin -> {
                    if (!mayBegin) {
                        throw Rejection.conflict("provisioning-checks-too-many", ProvisioningPace.CHECKS_AN_HOUR);
                    }
                })
                .replaceWithVoid();
    }

    /** What was checked where. */
    private record Checked(String url, ProvisioningAnswer answer) {}

    /** Rejects with {@code transition-not-allowed} and {@code provisioning-endpoint-unchecked} (409). */
    Effect<ProvisioningEndpoint> move(Actor actor, UUID id, ProvisioningEndpointMove move) {
        return endpoints.change(
                actor, id, found -> changed(ProvisioningEndpointEvent.of(move), found.moved(move, now())));
    }

    private static Change<ProvisioningEndpoint> changed(ProvisioningEndpointEvent event, ProvisioningEndpoint after) {
        return new Change<>(after, event.told(after), null);
    }

    private void requireAllowed(ProvisioningEndpointForm wanted) {
        String why = null;
        try {
            guard.requireForm(wanted.url());
        } catch (RefusedException e) {
            why = e.refusal().name();
        }
        if (why == null && wanted.url().contains("?")) {
            why = "QUERY";
        }
        if (why != null) {
            throw Rejection.invalid(List.of(Defect.at("/url", "provisioning-url-unfit", why)));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
