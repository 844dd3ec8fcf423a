package cn.dengyun.trade.order;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** What the provider of an order of the enterprise has proposed, which others are not told of. */
@Singleton
final class AmendmentAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                "/api/v1/order-amendments/{}", Set.of(AccessOwner.ENTERPRISE), AccessFamily.Secrecy.HIDDEN);
    }

    /** Finance looks at all of them; whoever has not proposed one does not take it back. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of("getOrderAmendment FINANCE", "yes", "withdrawOrderAmendment ENTERPRISE_OWN", "no");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestOrders.proposed("platform", TestOrders.begun());
    }
}
