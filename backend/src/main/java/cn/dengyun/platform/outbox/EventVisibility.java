package cn.dengyun.platform.outbox;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Roles;
import java.util.UUID;

/**
 * Which events somebody may see: public ones, its own on either side, an authority also those of its region and below,
 * auditors and administrators all.
 *
 * @param isEverything whether there is no limit at all
 * @param organizationId null when there is none
 * @param oversight an authority's; none for everybody else
 */
public record EventVisibility(boolean isEverything, UUID organizationId, Oversight oversight) {

    /** For the platform itself, which decides for each reader what it tells. */
    public static final EventVisibility ALL = new EventVisibility(true, null, Oversight.NONE);

    public static EventVisibility of(Actor actor) {
        return new EventVisibility(
                actor.has(Roles.AUDITOR) || actor.has(Roles.SYSADMIN), actor.organizationId(), Oversight.of(actor));
    }
}
