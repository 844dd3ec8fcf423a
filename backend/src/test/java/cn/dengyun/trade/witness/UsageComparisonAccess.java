package cn.dengyun.trade.witness;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** A comparison of a meter of the enterprise, which others are not told of. */
@Singleton
final class UsageComparisonAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                TestWitnesses.COMPARISONS + "/{}", Set.of(AccessOwner.ENTERPRISE), AccessFamily.Secrecy.HIDDEN);
    }

    /** Finance pays in the end, and looks at all of them. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of("getUsageComparison FINANCE", "yes");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestWitnesses.open();
    }
}
