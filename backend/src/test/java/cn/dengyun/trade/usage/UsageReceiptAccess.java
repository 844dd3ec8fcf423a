package cn.dengyun.trade.usage;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** A receipt of the platform, which others are not told of, authorities neither: it tells of many enterprises. */
@Singleton
final class UsageReceiptAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                "/api/v1/usage-receipts/{}", Set.of(AccessOwner.PLATFORM), AccessFamily.Secrecy.PRIVATE);
    }

    /** Finance pays in the end, and looks at all of them. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of("getUsageReceipt FINANCE", "yes", "listUsageReceiptRows FINANCE", "yes");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestUsage.receipt();
    }
}
