package cn.dengyun.trade.demand;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** A draft of a demand of the enterprise, which others are not told of. */
@Singleton
final class DemandAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily("/api/v1/demands/{}", Set.of(AccessOwner.ENTERPRISE), AccessFamily.Secrecy.HIDDEN);
    }

    /** An authority of elsewhere is told of a draft no more than everybody is. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of("getDemand AUTHORITY_OTHER", "hidden");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestDemands.drawnUp("PUBLIC");
    }
}
