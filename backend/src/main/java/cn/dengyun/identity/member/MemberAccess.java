package cn.dengyun.identity.member;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.util.UUID;

/** Who may see and manage the people of an organisation. */
final class MemberAccess {

    private MemberAccess() {}

    /** Rejects with {@code organization-not-found} (404) for whoever may not know who belongs to it. */
    static void requireReader(Actor actor, UUID organization) {
        boolean sees = actor.actsFor(organization) || actor.has(Roles.SYSADMIN) || actor.has(Roles.AUDITOR);
        if (!sees) {
            throw Rejection.notFound("organization-not-found");
        }
    }

    /**
     * Rejects with {@code organization-not-found} (404) like {@link #requireReader}, {@code owner-only} (403) for those
     * who see the members but do not manage them.
     */
    static void requireOwner(Actor actor, UUID organization) {
        requireReader(actor, organization);
        if (!manages(actor, organization)) {
            throw Rejection.forbidden("owner-only");
        }
    }

    /** Whether this is an owner of the organisation, or a system administrator. */
    static boolean manages(Actor actor, UUID organization) {
        return actor.owns(organization) || actor.has(Roles.SYSADMIN);
    }
}
