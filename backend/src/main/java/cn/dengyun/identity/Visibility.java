package cn.dengyun.identity;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Roles;
import java.util.Set;
import java.util.UUID;

/**
 * Which organisations an actor may know of: its own; an authority also those in its region and below; auditors and
 * system administrators all.
 *
 * @param isEverything whether there is no limit at all
 * @param ownOrganization null when the actor has none
 * @param region the authority's region; null for everybody else
 */
record Visibility(boolean isEverything, UUID ownOrganization, RegionCode region) {

    /** Susong and Guangde (old and new code) are under the province directly (design.md §1), not under their cities. */
    static final Set<String> UNDER_THE_PROVINCE = Set.of("340826", "341822", "341882");

    static Visibility of(Actor actor) {
        boolean isEverything = actor.has(Roles.AUDITOR) || actor.has(Roles.SYSADMIN);
        boolean isAuthority = actor.has(Roles.AUTHORITY) && actor.regionCode() != null;
        return new Visibility(
                isEverything, actor.organizationId(), isAuthority ? new RegionCode(actor.regionCode()) : null);
    }

    boolean includes(UUID organization, String regionCode) {
        return isEverything || organization.equals(ownOrganization) || isInRegion(regionCode);
    }

    private boolean isInRegion(String regionCode) {
        if (region == null || !region.contains(new RegionCode(regionCode))) {
            return false;
        }
        return !region.isCity() || !UNDER_THE_PROVINCE.contains(regionCode);
    }

    /** A LIKE pattern for the region codes of the authority's region; one that matches nothing for everybody else. */
    String regionPattern() {
        if (region == null) {
            return "";
        }
        if (region.isProvince()) {
            return region.value().substring(0, 2) + "%";
        }
        return region.isCity() ? region.value().substring(0, 4) + "%" : region.value();
    }

    /** Codes that the pattern matches but that are not in the region. */
    Set<String> regionExceptions() {
        return region != null && region.isCity() ? UNDER_THE_PROVINCE : Set.of("");
    }
}
