package cn.dengyun.trade.demand;

import cn.dengyun.platform.web.CostlyOperation;
import cn.dengyun.platform.web.CostlyOperation.Cost;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What looks for words in demands. */
class CostlyDemandOperations {

    @Produces
    @Singleton
    CostlyOperation list() {
        return new CostlyOperation(Cost.SEARCH, "GET", DemandResource.PATH);
    }
}
