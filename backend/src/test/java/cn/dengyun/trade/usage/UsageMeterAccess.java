package cn.dengyun.trade.usage;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** A meter of an order of the enterprise, which others are not told of. */
@Singleton
final class UsageMeterAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily("/api/v1/usage-meters/{}", Set.of(AccessOwner.ENTERPRISE), AccessFamily.Secrecy.HIDDEN);
    }

    /** Finance pays in the end, and looks at all of them. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of("getUsageMeter FINANCE", "yes");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestUsage.shared().id();
    }
}
