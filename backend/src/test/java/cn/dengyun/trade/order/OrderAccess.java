package cn.dengyun.trade.order;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** An order of the enterprise, which others are not told of. */
@Singleton
final class OrderAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily("/api/v1/orders/{}", Set.of(AccessOwner.ENTERPRISE), AccessFamily.Secrecy.HIDDEN);
    }

    /** Finance pays in the end, and looks at all of them. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of(
                "getOrder FINANCE", "yes",
                "listOrderSteps FINANCE", "yes",
                "listOrderDeliveries FINANCE", "yes",
                "listOrderAmendments FINANCE", "yes",
                "listOrderMeters FINANCE", "yes",
                "getOrderProvisioning FINANCE", "yes",
                "getOrderBillPreview FINANCE", "yes");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestOrders.placed();
    }
}
