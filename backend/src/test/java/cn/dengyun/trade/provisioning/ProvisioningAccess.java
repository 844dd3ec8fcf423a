package cn.dengyun.trade.provisioning;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** What is provisioned for the enterprise, which others are not told of. */
@Singleton
final class ProvisioningAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                "/api/v1/provisionings/{}", Set.of(AccessOwner.ENTERPRISE), AccessFamily.Secrecy.HIDDEN);
    }

    /** Finance pays in the end, and looks at all of them. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of("getProvisioning FINANCE", "yes", "listProvisioningCalls FINANCE", "yes");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestProvisioning.made();
    }
}
