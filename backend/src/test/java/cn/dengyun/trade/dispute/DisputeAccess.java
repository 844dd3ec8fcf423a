package cn.dengyun.trade.dispute;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** A dispute of the enterprise, which others are not told of. */
@Singleton
final class DisputeAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                "/api/v1/order-disputes/{}", Set.of(AccessOwner.ENTERPRISE), AccessFamily.Secrecy.HIDDEN);
    }

    /** Finance looks at all of them; only the province decides on appeals. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of(
                "getOrderDispute FINANCE", "yes",
                "listOrderDisputeMessages FINANCE", "yes",
                "decideOrderDisputeAppeal AUTHORITY_REGION", "no");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestDisputes.filed();
    }
}
