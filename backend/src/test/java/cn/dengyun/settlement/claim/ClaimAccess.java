package cn.dengyun.settlement.claim;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** A claim of what the enterprise has accepted, which others are not told of. */
@Singleton
final class ClaimAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                "/api/v1/settlement-claims/{}", Set.of(AccessOwner.ENTERPRISE), AccessFamily.Secrecy.HIDDEN);
    }

    /** Finance pays in the end, and looks at all of them. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of(
                "getSettlementClaim FINANCE", "yes",
                "listSettlementClaimSteps FINANCE", "yes",
                "getSettlementClaimClock FINANCE", "yes",
                "listSettlementClaimDocuments FINANCE", "yes");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestClaims.submitted();
    }
}
