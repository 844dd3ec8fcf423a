package cn.dengyun.settlement.purchase;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** A concluded contract of the office of the province with the platform. */
@Singleton
final class PurchaseAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                "/api/v1/purchase-contracts/{}", Set.of(AccessOwner.PLATFORM), AccessFamily.Secrecy.HIDDEN);
    }

    /** Finance looks at everything that it pays in the end; no city's authority is told of what the province buys. */
    @Override
    public Map<String, String> exceptions() {
        return Map.ofEntries(
                Map.entry("getPurchaseContract FINANCE", "yes"),
                Map.entry("listPurchaseContractDocuments FINANCE", "yes"),
                Map.entry("getPurchaseContract AUTHORITY_REGION", "hidden"),
                Map.entry("listPurchaseContractDocuments AUTHORITY_REGION", "hidden"),
                Map.entry("concludePurchaseContract AUTHORITY_REGION", "hidden"),
                Map.entry("checkPurchaseStage AUTHORITY_REGION", "hidden"),
                Map.entry("acceptPurchaseStage AUTHORITY_REGION", "hidden"),
                Map.entry("rejectPurchaseStage AUTHORITY_REGION", "hidden"),
                Map.entry("terminatePurchaseContract AUTHORITY_REGION", "hidden"));
    }

    @Override
    public String make(AccessOwner owner) {
        return TestPurchases.concluded().contract();
    }
}
