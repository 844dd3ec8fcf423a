package cn.dengyun.trade.demand;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** A quote for a demand of the enterprise that takes no more of them, which others than both sides are not told of. */
@Singleton
final class QuoteAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily("/api/v1/quotes/{}", Set.of(AccessOwner.ENTERPRISE), AccessFamily.Secrecy.HIDDEN);
    }

    @Override
    public String make(AccessOwner owner) {
        String demand = TestDemands.published();
        String quote = TestDemands.quoted(demand);
        TestDemands.closeQuoting(demand);
        return quote;
    }
}
