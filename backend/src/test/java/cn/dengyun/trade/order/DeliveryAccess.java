package cn.dengyun.trade.order;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** A delivery of an order of the enterprise, which others are not told of. */
@Singleton
final class DeliveryAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                "/api/v1/order-deliveries/{}", Set.of(AccessOwner.ENTERPRISE), AccessFamily.Secrecy.HIDDEN);
    }

    /** Finance pays in the end, and looks at all of them. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of("getOrderDelivery FINANCE", "yes");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestOrders.delivered(TestOrders.begun(), 1);
    }
}
