package cn.dengyun.identity.organization;

import cn.dengyun.shared.EnterpriseSize;
import java.util.List;
import java.util.UUID;

/**
 * Who an organisation is for a decision about it, and what of it is certified.
 *
 * @param declaredRegion where it says that it is
 * @param isPending whether it has asked to be certified and waits
 * @param isRevoked whether its certification was taken away and it has none since
 * @param regionCode certified; null when nothing is certified, and the figures behind it
 * @param traits personal data: to compare, never to show
 */
public record CertifiedStanding(
        UUID organizationId,
        String creditCode,
        String nameZh,
        String declaredRegion,
        boolean isCertified,
        boolean isPending,
        boolean isFrozen,
        boolean isRevoked,
        String regionCode,
        String industryCode,
        EnterpriseSize size,
        Long revenueFen,
        Long staffCount,
        Long assetsFen,
        List<String> tags,
        OrganizationTraits traits) {

    public CertifiedStanding {
        traits = traits == null ? OrganizationTraits.NONE : traits;
    }

    /** Whether public money may be held for it: it is certified and not frozen. */
    public boolean mayHoldMoney() {
        return isCertified && !isFrozen;
    }

    /** Where it is as certified, else as it says. */
    public String region() {
        return regionCode == null ? declaredRegion : regionCode;
    }
}
