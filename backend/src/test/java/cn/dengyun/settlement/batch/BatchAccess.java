package cn.dengyun.settlement.batch;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** A settlement batch that the bank was told of, which belongs to an office of finance. */
@Singleton
final class BatchAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily("/api/v1/settlement-batches/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    /**
     * The programme is the province's, so its authority looks at it and no city's; finance pays claims of everybody.
     */
    @Override
    public Map<String, String> exceptions() {
        return Map.of(
                "getSettlementBatch AUTHORITY_REGION", "hidden",
                "listSettlementLines AUTHORITY_REGION", "hidden",
                "reinstateSettlementClaim FINANCE", "yes");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestSettlement.instructed().batch();
    }
}
