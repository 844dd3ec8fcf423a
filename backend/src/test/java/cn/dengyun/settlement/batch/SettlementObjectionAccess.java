package cn.dengyun.settlement.batch;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** An objection of the enterprise to a payment, which finance decides. */
@Singleton
final class SettlementObjectionAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                "/api/v1/settlement-objections/{}", Set.of(AccessOwner.ENTERPRISE), AccessFamily.Secrecy.HIDDEN);
    }

    /** It is about a batch of the province, which the authority of a city knows nothing of; finance decides it. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of(
                "getSettlementObjection AUTHORITY_REGION", "hidden",
                "getSettlementObjection FINANCE", "yes",
                "decideSettlementObjection FINANCE", "yes");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestSettlement.objected();
    }
}
