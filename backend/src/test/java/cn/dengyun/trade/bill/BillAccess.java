package cn.dengyun.trade.bill;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** A bill of the enterprise, which others are not told of. */
@Singleton
final class BillAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily("/api/v1/bills/{}", Set.of(AccessOwner.ENTERPRISE), AccessFamily.Secrecy.HIDDEN);
    }

    /** Finance pays in the end, and looks at all of them. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of(
                "getBill FINANCE", "yes",
                "listBillEvents FINANCE", "yes",
                "getBillSpreadsheet FINANCE", "yes",
                "getBillTable FINANCE", "yes",
                "getBillFocusTable FINANCE", "yes");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestBills.locked();
    }
}
