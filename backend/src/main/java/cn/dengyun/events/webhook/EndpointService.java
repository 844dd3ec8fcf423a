package cn.dengyun.events.webhook;

import cn.dengyun.events.EventCatalogue;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.mail.Mail;
import cn.dengyun.platform.outbound.TargetGuard;
import cn.dengyun.platform.outbound.TargetRefusal;
import cn.dengyun.platform.outbound.TargetRefusal.RefusedException;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Endpoints: made, changed, rotated, paused and resumed by their organisation. */
@ApplicationScoped
class EndpointService {

    private final EndpointStore store;
    private final ProgressStore progress;
    private final DeliveryStore deliveries;
    private final DeliveryDispatcher dispatcher;
    private final TargetGuard guard;
    private final EventCatalogue catalogue;
    private final EndpointRecords records;
    private final Cursors cursors;
    private final MergePatch mergePatch;
    private final Validator validator;
    private final DeliveryLimits limits;
    private final Pool pool;
    private final Clock clock;

    EndpointService(
            EndpointStore store,
            ProgressStore progress,
            DeliveryStore deliveries,
            DeliveryDispatcher dispatcher,
            TargetGuard guard,
            EventCatalogue catalogue,
            EndpointRecords records,
            Cursors cursors,
            MergePatch mergePatch,
            Validator validator,
            DeliveryLimits limits,
            Pool pool,
            Clock clock) {
        this.store = store;
        this.progress = progress;
        this.deliveries = deliveries;
        this.dispatcher = dispatcher;
        this.guard = guard;
        this.catalogue = catalogue;
        this.records = records;
        this.cursors = cursors;
        this.mergePatch = mergePatch;
        this.validator = validator;
        this.limits = limits;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Makes an endpoint; it is told of what happens from now on.
     *
     * <p>Rejects with {@code invalid-request} (400), {@code forbidden} (403), {@code webhook-endpoint-limit} (409).
     */
    Effect<WebhookEndpoint> create(Actor actor, WebhookEndpointDetails wanted) {
        UUID organization = WebhookOwner.writer(actor);
        requireAllowed(wanted, List.of());
        Instant now = now();
        WebhookEndpoint endpoint = new WebhookEndpoint(
                        Ids.next(),
                        organization,
                        actor.has(Roles.AUTHORITY) ? actor.regionCode() : null,
                        wanted.url(),
                        null,
                        List.of(),
                        null,
                        WebhookEndpoint.State.ACTIVE,
                        null,
                        SigningKeys.generate(),
                        null,
                        null,
                        -1,
                        now,
                        now)
                .with(wanted, now);
        return Effect.of(connection -> store.insert(connection, endpoint, actor.id(), limits.endpointsPerOrganization())
                .call(() -> records.write(connection, WebhookEndpointEvent.CREATED, null, endpoint, now))
                .replaceWith(endpoint));
    }

    /** Newest first. Rejects with {@code cursor-invalid} (400), {@code forbidden} (403). */
    Uni<Page<WebhookEndpoint>> list(Actor actor, String cursor, int limit) {
        UUID owner = WebhookOwner.reader(actor);
        String query = "webhook-endpoints?owner=" + owner;
        UUID before = cursors.idBehind(query, cursor, null);
        return store.page(pool, owner, before, limit + 1)
                .map(found -> cursors.pageById(query, found, limit, WebhookEndpoint::id));
    }

    /** Rejects with {@code webhook-endpoint-not-found} (404), also for another organisation's. */
    Uni<WebhookEndpoint> find(Actor actor, UUID id) {
        return store.get(pool, id, WebhookOwner.reader(actor));
    }

    /** How far it has been told, and the last position there is. Rejects like {@link #find}. */
    Uni<WebhookProgressView> progress(Actor actor, UUID id) {
        return find(actor, id)
                .chain(() -> progress.get(pool, id))
                .chain(found -> progress.head(pool).map(head -> WebhookProgressView.of(found, head)));
    }

    /**
     * Changes what the merge patch names. A patch that changes nothing keeps the version.
     *
     * <p>Rejects with {@code webhook-endpoint-not-found} (404), {@code if-match-required} (428),
     * {@code changed-meanwhile} (412), {@code invalid-request} (400).
     */
    Effect<WebhookEndpoint> edit(Actor actor, UUID id, Precondition basis, JsonNode patch) {
        UUID owner = WebhookOwner.writer(actor);
        return Effect.of(connection -> store.lock(connection, id, owner).chain(endpoint -> {
            basis.check(endpoint.tag());
            WebhookEndpointDetails details = mergePatch.apply(endpoint.details(), patch, WebhookEndpointDetails.class);
            requireValid(details, endpoint.types());
            WebhookEndpoint changed = endpoint.with(details, now());
            return changed.details().equals(endpoint.details())
                    ? Uni.createFrom().item(endpoint)
                    : changed(connection, actor, WebhookEndpointEvent.CHANGED, endpoint, changed);
        }));
    }

    /**
     * Removes the endpoint with its deliveries; what is under way may still arrive.
     *
     * <p>Rejects with {@code webhook-endpoint-not-found} (404), {@code if-match-required} (428),
     * {@code changed-meanwhile} (412).
     */
    Effect<WebhookEndpoint> delete(Actor actor, UUID id, Precondition basis) {
        UUID owner = WebhookOwner.writer(actor);
        return Effect.of(connection -> locked(connection, id, owner)
                .invoke(endpoint -> basis.check(endpoint.tag()))
                .call(endpoint -> store.delete(connection, endpoint))
                .call(endpoint -> records.write(connection, WebhookEndpointEvent.DELETED, endpoint, null, now())));
    }

    /**
     * Gives it a new secret and key; the present ones sign beside them for a while.
     *
     * <p>Rejects with {@code webhook-endpoint-not-found} (404).
     */
    Effect<WebhookEndpoint> rotate(Actor actor, UUID id, SecretRotation wanted) {
        UUID owner = WebhookOwner.writer(actor);
        SigningKeys fresh = SigningKeys.generate();
        return Effect.of(connection -> store.lock(connection, id, owner)
                .chain(endpoint -> changed(
                        connection,
                        actor,
                        WebhookEndpointEvent.SECRET_ROTATED,
                        endpoint,
                        endpoint.rotated(fresh, now().plus(Duration.ofHours(wanted.hours())), now()))));
    }

    /**
     * Stops the telling; nothing is lost, the rest is told after {@link #resume}.
     *
     * <p>Rejects with {@code webhook-endpoint-not-found} (404), {@code webhook-endpoint-not-active} (409).
     */
    Effect<WebhookEndpoint> pause(Actor actor, UUID id) {
        UUID owner = WebhookOwner.writer(actor);
        return Effect.of(connection -> store.lock(connection, id, owner)
                .invoke(EndpointService::requireActive)
                .chain(endpoint -> changed(
                        connection,
                        actor,
                        WebhookEndpointEvent.PAUSED,
                        endpoint,
                        endpoint.in(WebhookEndpoint.State.PAUSED, WebhookEndpoint.Reason.OWNER, now()))));
    }

    /**
     * Goes on where the telling stopped; what waited for another attempt is due now.
     *
     * <p>Rejects with {@code webhook-endpoint-not-found} (404), {@code webhook-endpoint-active} (409).
     */
    Effect<WebhookEndpoint> resume(Actor actor, UUID id) {
        UUID owner = WebhookOwner.writer(actor);
        Instant now = now();
        return Effect.<WebhookEndpoint>of(connection -> locked(connection, id, owner)
                        .invoke(EndpointService::requireInactive)
                        .chain(endpoint -> changed(
                                connection,
                                actor,
                                WebhookEndpointEvent.RESUMED,
                                endpoint,
                                endpoint.in(WebhookEndpoint.State.ACTIVE, null, now)))
                        .call(() -> deliveries.hurry(connection, id, now))
                        .call(() -> progress.get(connection, id)
                                .chain(present -> progress.saveDue(connection, id, present.recovered(), now))))
                .afterCommit(resumed -> dispatcher.soon());
    }

    static void requireActive(WebhookEndpoint endpoint) {
        if (endpoint.state() != WebhookEndpoint.State.ACTIVE) {
            throw Rejection.conflict("webhook-endpoint-not-active");
        }
    }

    private static void requireInactive(WebhookEndpoint endpoint) {
        if (endpoint.state() == WebhookEndpoint.State.ACTIVE) {
            throw Rejection.conflict("webhook-endpoint-active");
        }
    }

    /** Progress before endpoint: the order in which rounds of deliveries lock them. */
    private Uni<WebhookEndpoint> locked(SqlConnection connection, UUID id, UUID owner) {
        return store.get(connection, id, owner)
                .call(() -> progress.lock(connection, id))
                .chain(() -> store.lock(connection, id, owner));
    }

    private Uni<WebhookEndpoint> changed(
            SqlConnection connection,
            Actor actor,
            WebhookEndpointEvent event,
            WebhookEndpoint before,
            WebhookEndpoint after) {
        return store.update(connection, after, actor.id())
                .chain(() -> records.write(connection, event, before, after, after.updatedAt()))
                .replaceWith(after);
    }

    private void requireValid(WebhookEndpointDetails details, List<String> present) {
        List<Defect> defects = new ArrayList<>();
        validator.validate(details).stream()
                .map(violation ->
                        Defect.at("/" + violation.getPropertyPath(), "webhook-field-invalid", violation.getMessage()))
                .sorted(Comparator.comparing(Defect::pointer))
                .forEach(defects::add);
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        requireAllowed(details, present);
    }

    /** @param present the types that it has already: those may stay when there are no such events any more */
    private void requireAllowed(WebhookEndpointDetails details, List<String> present) {
        List<Defect> defects = new ArrayList<>();
        try {
            guard.requireForm(details.url());
        } catch (RefusedException e) {
            defects.add(Defect.at("/url", codeOf(e.refusal())));
        }
        List<String> types = details.types() == null ? List.of() : details.types();
        for (int i = 0; i < types.size(); i++) {
            if (!present.contains(types.get(i))) {
                catalogue.defectOf("/types/" + i, types.get(i)).ifPresent(defects::add);
            }
        }
        if (details.contactEmail() != null && !Mail.isAddress(details.contactEmail())) {
            defects.add(Defect.at("/contactEmail", "webhook-contact-invalid"));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String codeOf(TargetRefusal refusal) {
        return switch (refusal) {
            case MALFORMED -> "webhook-url-malformed";
            case NOT_HTTPS -> "webhook-url-not-https";
            case USERINFO -> "webhook-url-userinfo";
            case PORT -> "webhook-url-port";
            case HOST -> "webhook-url-host";
            case PRIVATE_ADDRESS -> "webhook-url-private-address";
            case UNRESOLVABLE -> "webhook-url-unresolvable";
        };
    }
}
