package cn.dengyun.settlement.entitlement;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import cn.dengyun.settlement.award.TestAwards;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** What is owed to the enterprise by an award, which others are not told of. */
@Singleton
final class EntitlementAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily("/api/v1/entitlements/{}", Set.of(AccessOwner.ENTERPRISE), AccessFamily.Secrecy.HIDDEN);
    }

    /**
     * Finance pays in the end, and looks at everything. The office whose programme it is takes it back, which is the
     * province's: the authority of the region looks at it.
     */
    @Override
    public Map<String, String> exceptions() {
        return Map.of(
                "getEntitlement FINANCE", "yes",
                "proposeEntitlementRevocation AUTHORITY_REGION", "no",
                "approveEntitlementRevocation AUTHORITY_REGION", "no",
                "rejectEntitlementRevocation AUTHORITY_REGION", "no");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestAwards.owedTo(owner.organizationId());
    }
}
