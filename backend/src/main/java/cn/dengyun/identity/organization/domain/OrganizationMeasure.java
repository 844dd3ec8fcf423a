package cn.dengyun.identity.organization.domain;

import cn.dengyun.shared.Rejection;

/** What an authority may do to an organisation beside deciding on its certifications. */
public enum OrganizationMeasure {
    /** Its people and systems may read, but not write. */
    FREEZE,
    /** They may write again. */
    UNFREEZE,
    /** The certification in force ends. */
    REVOKE;

    public boolean isPossibleFor(Organization organization) {
        return switch (this) {
            case FREEZE -> organization.kind().isCertifiable() && !organization.isFrozen();
            case UNFREEZE -> organization.isFrozen();
            case REVOKE -> organization.isCertified();
        };
    }

    /** Rejects with {@code organization-measure-not-possible} (409) when there is nothing to freeze, free or revoke. */
    public void requirePossibleFor(Organization organization) {
        if (!isPossibleFor(organization)) {
            throw Rejection.conflict("organization-measure-not-possible", name());
        }
    }
}
