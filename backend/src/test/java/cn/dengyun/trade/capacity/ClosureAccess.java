package cn.dengyun.trade.capacity;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** Time of a draft of a capacity that its provider has closed, which others are not told of. */
@Singleton
final class ClosureAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                "/api/v1/capacity-closures/{}",
                Set.of(AccessOwner.PLATFORM, AccessOwner.APPLICATION),
                AccessFamily.Secrecy.HIDDEN);
    }

    @Override
    public String make(AccessOwner owner) {
        return TestCapacities.closed(owner.account());
    }
}
