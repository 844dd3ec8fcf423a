package cn.dengyun.provider.domain;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.util.UUID;

/** Who supervises providers: the cities, the counties that the province administers directly, and the province. */
public final class Supervision {

    private Supervision() {}

    /** The region of the authority that acts on a provider of a region: its own, but for counties of a city. */
    public static String supervisorOf(String regionCode) {
        RegionCode own = new RegionCode(regionCode);
        boolean isItself = own.isProvince() || own.isCity() || own.isUnderTheProvince();
        return isItself ? regionCode : own.parent().orElseThrow().value();
    }

    /** Whether the actor belongs to an authority that may act on a provider of the region; counties only look. */
    static boolean handles(Actor actor, String regionCode) {
        return Oversight.of(actor).covers(regionCode) && !isOfCounty(actor);
    }

    /** Whose hands a matter is in after the actor has acted on it: those of the higher authority of the two. */
    static String higher(String authorityCode, Actor actor) {
        return handles(actor, authorityCode) ? actor.regionCode() : authorityCode;
    }

    /**
     * Only the authority in whose hands a matter is, or one above it, undoes what was done of it. Rejects with
     * {@code decided-by-superior} (403).
     */
    static void requireUndoable(Actor actor, String authorityCode) {
        if (!handles(actor, authorityCode)) {
            throw Rejection.forbidden("decided-by-superior");
        }
    }

    /** Whether it is the provincial authority. */
    static boolean isProvincial(Actor actor) {
        return actor.has(Roles.AUTHORITY)
                && actor.regionCode() != null
                && new RegionCode(actor.regionCode()).isProvince();
    }

    /** Whether the actor is the provider's, oversees its region, or looks at everything. */
    static boolean knows(Actor actor, UUID organizationId, String regionCode) {
        return actor.actsFor(organizationId) || Oversight.of(actor).covers(regionCode) || Aggregate.seesAll(actor);
    }

    private static boolean isOfCounty(Actor actor) {
        RegionCode own = new RegionCode(actor.regionCode());
        return !own.isProvince() && !own.isCity() && !own.isUnderTheProvince();
    }
}
