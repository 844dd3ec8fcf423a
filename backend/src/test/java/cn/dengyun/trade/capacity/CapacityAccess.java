package cn.dengyun.trade.capacity;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** A draft of a capacity of a provider, which others are not told of. */
@Singleton
final class CapacityAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                "/api/v1/capacities/{}",
                Set.of(AccessOwner.PLATFORM, AccessOwner.APPLICATION),
                AccessFamily.Secrecy.HIDDEN);
    }

    /** An authority of elsewhere is told of a draft no more than everybody is. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of("getCapacity AUTHORITY_OTHER", "hidden", "getCapacityCalendar AUTHORITY_OTHER", "hidden");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestCapacities.drawnUpInWuhu(owner.account());
    }
}
