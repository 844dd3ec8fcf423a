package cn.dengyun.identity;

import cn.dengyun.platform.idempotency.Idempotency;
import cn.dengyun.platform.outbox.Fact;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** The door of the identity slice for organisations. */
@ApplicationScoped
public class OrganizationService {

    private static final String OPERATION = "createOrganization";

    private final Mutiny.SessionFactory sessions;
    private final OrganizationStore store;
    private final Idempotency idempotency;
    private final Outbox outbox;
    private final Cursors cursors;
    private final MergePatch mergePatch;
    private final Validator validator;
    private final ReferenceService reference;
    private final Clock clock;

    OrganizationService(
            Mutiny.SessionFactory sessions,
            OrganizationStore store,
            Idempotency idempotency,
            Outbox outbox,
            Cursors cursors,
            MergePatch mergePatch,
            Validator validator,
            ReferenceService reference,
            Clock clock) {
        this.sessions = sessions;
        this.store = store;
        this.idempotency = idempotency;
        this.outbox = outbox;
        this.cursors = cursors;
        this.mergePatch = mergePatch;
        this.validator = validator;
        this.reference = reference;
        this.clock = clock;
    }

    /**
     * The organisation, if the actor may know of it.
     *
     * <p>Rejects with {@code organization-not-found} (404).
     */
    public Uni<Organization> find(UUID id, Actor actor) {
        return sessions.withSession(
                session -> store.get(session, id, Visibility.of(actor)).map(OrganizationEntity::toOrganization));
    }

    /**
     * What kind of organisation it is, read through the connection that holds the caller's unit of work; the caller
     * says who may know of it.
     *
     * <p>Rejects with {@code organization-not-found} (404).
     */
    public Uni<OrganizationKind> kindOf(SqlConnection connection, UUID id) {
        return store.kindOf(connection, id);
    }

    /**
     * Registers an organisation, once per key, and tells it with {@code render}.
     *
     * <p>Rejects with {@code credit-code-taken} (409) and what {@link Idempotency#once} rejects.
     */
    Uni<Answer> register(Actor actor, String key, NewOrganization wanted, Function<Organization, Answer> render) {
        requireKnownCodes(wanted);
        Organization organization = wanted.toOrganization(Ids.next(), now());
        return idempotency.once(
                actor,
                key,
                List.of(OPERATION, wanted),
                connection -> insert(connection, actor, organization).replaceWith(() -> render.apply(organization)));
    }

    /** Organisations that the actor may know of, newest first. Rejects with {@code cursor-invalid}. */
    Uni<Page<Organization>> list(Actor actor, OrganizationKind kind, String cursor, int limit) {
        String query = "organizations?kind=" + kind;
        UUID before = cursor == null
                ? OrganizationStore.NEWEST
                : UUID.fromString(cursors.open(query, cursor).get(0));
        return sessions.withSession(session -> store.page(session, Visibility.of(actor), kind, before, limit + 1))
                .map(rows ->
                        rows.stream().map(OrganizationEntity::toOrganization).toList())
                .map(found -> Page.of(
                        found,
                        limit,
                        last -> cursors.seal(query, List.of(last.id().toString()))));
    }

    /**
     * Changes the descriptive fields that the merge patch names. A patch that changes nothing keeps the version.
     *
     * <p>Rejects with {@code organization-not-found} (404), {@code forbidden} (403) when the actor sees the
     * organisation but neither acts for it nor administers the platform, {@code if-match-required} (428),
     * {@code changed-meanwhile} (412), {@code invalid-request} (400).
     */
    Uni<Organization> edit(UUID id, Actor actor, String ifMatch, JsonNode patch) {
        return sessions.withTransaction(session -> store.get(session, id, Visibility.of(actor))
                .call(row -> {
                    requireEditor(actor, id);
                    EntityTags.requireMatch(ifMatch, String.valueOf(row.version));
                    return changed(session, row, actor, patch);
                })
                .map(OrganizationEntity::toOrganization));
    }

    private void requireKnownCodes(NewOrganization wanted) {
        List<Defect> defects = new ArrayList<>(wanted.creditCodeDefects());
        if (!reference.isRegion(wanted.regionCode(), LocalDate.now(clock))) {
            defects.add(Defect.at("/regionCode", "organization-region-unknown", wanted.regionCode()));
        }
        defects.addAll(industryDefects(wanted.industryCode()));
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    private List<Defect> industryDefects(String code) {
        return code == null || reference.isIndustry(code)
                ? List.of()
                : List.of(Defect.at("/industryCode", "organization-industry-unknown", code));
    }

    private Uni<Void> changed(Mutiny.Session session, OrganizationEntity row, Actor actor, JsonNode patch) {
        OrganizationDetails before = row.details();
        OrganizationDetails after = mergePatch.apply(before, patch, OrganizationDetails.class);
        requireValid(after);
        if (after.equals(before)) {
            return Uni.createFrom().voidItem();
        }
        row.accept(after, now(), actor.id());
        // Flushed here, so that the version is the new one when the answer is made.
        return session.flush().call(() -> outbox.write(session, fact("changed", row.id, after)));
    }

    private Uni<Void> insert(SqlConnection connection, Actor actor, Organization organization) {
        return store.insert(connection, organization, actor.id())
                .call(() -> outbox.write(connection, fact("registered", organization.id(), organization.details())));
    }

    private static void requireEditor(Actor actor, UUID id) {
        if (actor.isClient() || !(actor.has(Roles.SYSADMIN) || actor.actsFor(id))) {
            throw Rejection.forbidden("forbidden");
        }
    }

    private void requireValid(OrganizationDetails details) {
        List<Defect> defects = new ArrayList<>(industryDefects(details.industryCode()));
        validator.validate(details).stream()
                .map(violation -> Defect.at(
                        "/" + violation.getPropertyPath(), "organization-field-invalid", violation.getMessage()))
                .sorted(Comparator.comparing(Defect::pointer))
                .forEach(defects::add);
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    private Fact fact(String event, UUID id, OrganizationDetails details) {
        String data = new JsonObject()
                .put("id", id.toString())
                .put("nameZh", details.nameZh())
                .encode();
        return new Fact(
                Ids.next(),
                "cn.dengyun.identity.organization." + event,
                "/api/v1/organizations/" + id,
                id,
                false,
                data,
                now());
    }

    /** As precise as the database keeps it, so that an answer and a later read agree. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
