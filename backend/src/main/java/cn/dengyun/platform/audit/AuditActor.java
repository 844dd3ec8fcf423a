package cn.dengyun.platform.audit;

import cn.dengyun.shared.Actor;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Who stands behind an entry.
 *
 * @param id the account or API client; null for {@link Kind#ANONYMOUS} and {@link Kind#SYSTEM}
 * @param roles in alphabetical order, separated by commas
 * @param organizationId the organisation it belongs to
 * @param onBehalfOf the organisation that it acted for by delegation, else null
 * @param delegationId the delegation that let it, else null
 */
record AuditActor(UUID id, Kind kind, String roles, UUID organizationId, UUID onBehalfOf, UUID delegationId) {

    /** A person, a system of an organisation, nobody who said his name, or the platform by itself. */
    enum Kind {
        PERSON,
        CLIENT,
        ANONYMOUS,
        SYSTEM
    }

    static final AuditActor SYSTEM = new AuditActor(null, Kind.SYSTEM, "", null, null, null);

    static AuditActor of(Actor actor) {
        if (actor.isAnonymous()) {
            return new AuditActor(null, Kind.ANONYMOUS, "", null, null, null);
        }
        Kind kind = actor.isClient() ? Kind.CLIENT : Kind.PERSON;
        String roles = String.join(",", new TreeSet<>(actor.roles()));
        Actor.Mandate mandate = actor.mandate();
        return mandate == null
                ? new AuditActor(actor.id(), kind, roles, actor.organizationId(), null, null)
                : new AuditActor(
                        actor.id(),
                        kind,
                        roles,
                        mandate.agentOrganizationId(),
                        actor.organizationId(),
                        mandate.delegationId());
    }
}
