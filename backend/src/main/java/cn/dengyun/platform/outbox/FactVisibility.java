package cn.dengyun.platform.outbox;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Roles;
import java.util.UUID;

/**
 * Which facts somebody may see: public ones, its own, an authority also those of its region and below, auditors and
 * administrators all.
 *
 * @param isEverything whether there is no limit at all
 * @param organizationId null when there is none
 * @param region an authority's region; null for everybody else
 */
public record FactVisibility(boolean isEverything, UUID organizationId, RegionCode region) {

    /** For the platform itself, which decides for each reader what it tells. */
    public static final FactVisibility ALL = new FactVisibility(true, null, null);

    public static FactVisibility of(Actor actor) {
        boolean isAuthority = actor.has(Roles.AUTHORITY) && actor.regionCode() != null;
        return new FactVisibility(
                actor.has(Roles.AUDITOR) || actor.has(Roles.SYSADMIN),
                actor.organizationId(),
                isAuthority ? new RegionCode(actor.regionCode()) : null);
    }

    /** A LIKE pattern for the region codes of facts; one that matches nothing without a region. */
    String regionPattern() {
        return region == null ? "" : region.likePattern();
    }

    /** Codes that the pattern matches but that are not the region's. */
    String[] regionExceptions() {
        return region == null ? new String[] {""} : region.likeExceptions().toArray(new String[0]);
    }
}
