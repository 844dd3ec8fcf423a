package cn.dengyun.trade.provisioning;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** The endpoint of a provider, which others are not told of. */
@Singleton
final class ProvisioningEndpointAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                "/api/v1/provisioning-endpoints/{}",
                Set.of(AccessOwner.PLATFORM, AccessOwner.APPLICATION),
                AccessFamily.Secrecy.HIDDEN);
    }

    @Override
    public String make(AccessOwner owner) {
        return TestProvisioning.endpointOf(owner.account());
    }
}
