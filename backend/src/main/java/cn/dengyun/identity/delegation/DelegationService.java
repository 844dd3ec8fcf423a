package cn.dengyun.identity.delegation;

import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.frame.Effect;
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
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Granting, revoking and watching delegations. */
@ApplicationScoped
class DelegationService {

    private final DelegationStore store;
    private final AgentBars bars;
    private final Outbox outbox;
    private final AuditTrail trail;
    private final Cursors cursors;
    private final Clock clock;

    DelegationService(
            DelegationStore store, AgentBars bars, Outbox outbox, AuditTrail trail, Cursors cursors, Clock clock) {
        this.store = store;
        this.bars = bars;
        this.outbox = outbox;
        this.trail = trail;
        this.cursors = cursors;
        this.clock = clock;
    }

    /**
     * Grants a delegation in the name of the actor's enterprise.
     *
     * <p>Rejects with {@code forbidden} (403) for whoever is no owner of the enterprise, {@code invalid-request} (400;
     * all defects, an agent that is not certified, is frozen or barred among them).
     */
    Effect<Delegation> grant(Actor actor, NewDelegation wanted) {
        if (!actor.owns(actor.organizationId())) {
            throw Rejection.forbidden("forbidden");
        }
        Instant now = now();
        Delegation delegation = new Delegation(
                Ids.next(),
                actor.organizationId(),
                wanted.agentOrganizationId(),
                wanted.scopes().stream().distinct().sorted().toList(),
                wanted.validFrom().truncatedTo(ChronoUnit.MICROS),
                wanted.validUntil().truncatedTo(ChronoUnit.MICROS),
                wanted.note(),
                now,
                null);
        return Effect.of(connection -> store.isFitAgent(connection, wanted.agentOrganizationId())
                .map(isFit -> isFit && !bars.isBarred(wanted.agentOrganizationId(), now))
                .invoke(isFit -> requireSound(wanted, actor, isFit, now))
                .chain(() -> store.insert(connection, delegation, actor.id()))
                .chain(() -> tell(connection, DelegationEvent.GRANTED, delegation, null, now))
                .replaceWith(delegation));
    }

    private static void requireSound(NewDelegation wanted, Actor actor, boolean isFitAgent, Instant now) {
        List<Defect> defects = wanted.defectsAt(now, actor.organizationId());
        if (!isFitAgent) {
            defects.add(Defect.at("/agentOrganizationId", "delegation-agent-unfit"));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    /** Rejects with {@code delegation-not-found} (404) unless it concerns the actor's organisation, or he audits. */
    Uni<Delegation> find(Actor actor, UUID id) {
        return store.byId(id)
                .map(found -> found.filter(delegation -> mayKnow(actor, delegation))
                        .orElseThrow(() -> Rejection.notFound("delegation-not-found")));
    }

    /** Those the actor may know of, newest first. Rejects with {@code cursor-invalid}. */
    Uni<Page<Delegation>> list(Actor actor, String cursor, int limit) {
        String query = "delegations";
        return store.page(Reach.of(actor, Roles.AUDITOR), cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1)
                .map(found -> cursors.pageById(query, found, limit, Delegation::id));
    }

    /**
     * Ends a delegation at once. The principal may, and the agent may lay it down.
     *
     * <p>Rejects with {@code delegation-not-found} (404), {@code forbidden} (403), {@code delegation-over-already}
     * (409).
     */
    Effect<Delegation> revoke(Actor actor, UUID id, String reason) {
        Instant now = now();
        return Effect.of(connection -> store.lock(connection, id)
                .map(found -> found.filter(delegation -> mayKnow(actor, delegation))
                        .orElseThrow(() -> Rejection.notFound("delegation-not-found")))
                .invoke(found -> requireRevocable(found, actor, now))
                .call(() -> store.revoke(connection, id, now, actor.id(), reason))
                .call(found -> tell(connection, DelegationEvent.REVOKED, found, reason, now))
                .map(found -> new Delegation(
                        id,
                        found.principalOrganizationId(),
                        found.agentOrganizationId(),
                        found.scopes(),
                        found.validFrom(),
                        found.validUntil(),
                        found.note(),
                        found.createdAt(),
                        now)));
    }

    private static void requireRevocable(Delegation delegation, Actor actor, Instant now) {
        if (!delegation.concerns(actor.organizationId())) {
            throw Rejection.forbidden("forbidden");
        }
        DelegationStatus status = delegation.statusAt(now);
        if (status == DelegationStatus.REVOKED || status == DelegationStatus.EXPIRED) {
            throw Rejection.conflict("delegation-over-already", status);
        }
    }

    /**
     * What the agent did by it, newest first, for the principal and for auditors.
     *
     * <p>Rejects with {@code delegation-not-found} (404), {@code forbidden} (403) for the agent,
     * {@code cursor-invalid}.
     */
    Uni<Page<DelegationUse>> uses(Actor actor, UUID id, String cursor, int limit) {
        String query = "delegation-uses?delegation=" + id;
        UUID before = cursors.idBehind(query, cursor, Ids.NEWEST);
        return find(actor, id)
                .invoke(found -> {
                    if (!actor.has(Roles.AUDITOR) && !actor.actsFor(found.principalOrganizationId())) {
                        throw Rejection.forbidden("forbidden");
                    }
                })
                .chain(() -> store.uses(id, before, limit + 1))
                .map(found -> cursors.pageById(query, found, limit, DelegationUse::id));
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static boolean mayKnow(Actor actor, Delegation delegation) {
        return actor.has(Roles.AUDITOR) || delegation.concerns(actor.organizationId());
    }

    private Uni<Void> tell(
            SqlConnection connection, DelegationEvent event, Delegation delegation, String reason, Instant now) {
        DomainEvent domainEvent = event.of(
                        delegation.principalOrganizationId(),
                        new DelegationEvent.Data(
                                delegation.id(),
                                delegation.principalOrganizationId(),
                                delegation.agentOrganizationId()),
                        now)
                .alsoTo(delegation.agentOrganizationId());
        AuditNote note = new AuditNote(
                "delegation." + event.act(),
                domainEvent.subject(),
                domainEvent.organizationId(),
                null,
                new JsonObject(domainEvent.data())
                        .put("scopes", new JsonArray(delegation.scopes()))
                        .encode(),
                reason);
        return outbox.write(connection, domainEvent).chain(() -> trail.write(connection, note));
    }
}
