package cn.dengyun.identity.organization.domain;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Roles;
import java.util.UUID;

/**
 * Which organisations an actor deals with: its own; an authority also those in its region and below; auditors and
 * system administrators all. What it sees of them, and what everybody sees of the certified ones, says
 * {@link OrganizationDetail}.
 *
 * @param isEverything whether there is no limit at all
 * @param ownOrganization null when the actor has none
 * @param oversight the authority's; none for everybody else
 */
public record VisibleOrganizations(boolean isEverything, UUID ownOrganization, Oversight oversight) {

    /** For what has been authorised otherwise. */
    public static final VisibleOrganizations ALL = new VisibleOrganizations(true, null, Oversight.NONE);

    public static VisibleOrganizations of(Actor actor) {
        boolean isEverything = actor.has(Roles.AUDITOR) || actor.has(Roles.SYSADMIN);
        return new VisibleOrganizations(isEverything, actor.organizationId(), Oversight.of(actor));
    }

    /** An organisation that has moved belongs to both authorities until the new one has decided. */
    public boolean includes(Organization organization) {
        return isEverything || organization.id().equals(ownOrganization) || isOverseen(organization);
    }

    /** Whether it lies in the authority's region, as it says now or as it is certified. */
    public boolean isOverseen(Organization organization) {
        return isInRegion(organization.profile().regionCode())
                || organization.isCertified()
                        && isInRegion(organization.certification().facts().regionCode());
    }

    public boolean isInRegion(String regionCode) {
        return oversight.covers(regionCode);
    }
}
