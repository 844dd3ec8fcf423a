package cn.dengyun.events.webhook;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.util.UUID;

/**
 * Who may see endpoints and deliveries: their organisation, auditors and administrators. Who may change them: the
 * owners of the organisation and its API clients.
 */
final class WebhookOwner {

    private WebhookOwner() {}

    /**
     * The organisation whose endpoints the actor may read; null when all. Rejects with {@code forbidden} (403) when the
     * actor has no organisation.
     */
    static UUID reader(Actor actor) {
        return actor.has(Roles.AUDITOR) || actor.has(Roles.SYSADMIN) ? null : own(actor);
    }

    /**
     * The organisation whose endpoints the actor may change: that of a person who owns it, or of an API client. Rejects
     * like {@link #reader}, and with {@code forbidden} (403) other people of the organisation.
     */
    static UUID writer(Actor actor) {
        UUID organization = own(actor);
        if (!isWriter(actor, organization)) {
            throw Rejection.forbidden("forbidden");
        }
        return organization;
    }

    static boolean isWriter(Actor actor, UUID organization) {
        return actor.isClient() ? actor.actsFor(organization) : actor.owns(organization);
    }

    private static UUID own(Actor actor) {
        if (actor.organizationId() == null) {
            throw Rejection.forbidden("forbidden");
        }
        return actor.organizationId();
    }
}
