package cn.dengyun.settlement.recovery;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** What the platform was paid too much, which others are not told of. */
@Singleton
final class RecoveryAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily("/api/v1/recoveries/{}", Set.of(AccessOwner.PLATFORM), AccessFamily.Secrecy.HIDDEN);
    }

    /**
     * The office that has paid sees to it; the enterprise whose order it was lies in Feixi, which Hefei oversees. The
     * authority of the provider's own region has nothing to do with it.
     */
    @Override
    public Map<String, String> exceptions() {
        return Map.ofEntries(
                Map.entry("getRecovery FINANCE", "yes"),
                Map.entry("getRecovery AUTHORITY_OTHER", "yes"),
                Map.entry("getRecovery AUTHORITY_REGION", "hidden"),
                Map.entry("listRecoverySteps FINANCE", "yes"),
                Map.entry("listRecoverySteps AUTHORITY_OTHER", "yes"),
                Map.entry("listRecoverySteps AUTHORITY_REGION", "hidden"),
                Map.entry("recordRecoveryReceipt FINANCE", "yes"),
                Map.entry("reverseRecoveryReceipt FINANCE", "yes"),
                Map.entry("proposeRecoveryPlan FINANCE", "yes"),
                Map.entry("agreeRecoveryPlan FINANCE", "yes"),
                Map.entry("declineRecoveryPlan FINANCE", "yes"),
                Map.entry("proposeRecoveryWriteOff FINANCE", "yes"),
                Map.entry("approveRecoveryWriteOff FINANCE", "yes"),
                Map.entry("rejectRecoveryWriteOff FINANCE", "yes"));
    }

    @Override
    public String make(AccessOwner owner) {
        return TestRecoveries.demanded();
    }
}
