package cn.dengyun.events.webhook;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.util.UUID;

/** Who may see and change endpoints and deliveries: their organisation; auditors and administrators see all. */
final class WebhookOwner {

    private static final String SCOPE = "events:read";

    private WebhookOwner() {}

    /**
     * The organisation whose endpoints the actor may read; null when all. Rejects with {@code scope-missing} (403), and
     * with {@code forbidden} (403) when the actor has no organisation.
     */
    static UUID reader(Actor actor) {
        return actor.has(Roles.AUDITOR) || actor.has(Roles.SYSADMIN) ? null : writer(actor);
    }

    /** The organisation whose endpoints the actor may change. Rejects like {@link #reader}. */
    static UUID writer(Actor actor) {
        actor.require(SCOPE);
        if (actor.organizationId() == null) {
            throw Rejection.forbidden("forbidden");
        }
        return actor.organizationId();
    }
}
