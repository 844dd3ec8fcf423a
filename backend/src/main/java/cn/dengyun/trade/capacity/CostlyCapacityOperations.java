package cn.dengyun.trade.capacity;

import cn.dengyun.platform.web.CostlyOperation;
import cn.dengyun.platform.web.CostlyOperation.Cost;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What looks for words and free time in capacities. */
class CostlyCapacityOperations {

    @Produces
    @Singleton
    CostlyOperation list() {
        return new CostlyOperation(Cost.SEARCH, "GET", CapacityResource.PATH);
    }

    @Produces
    @Singleton
    CostlyOperation calendar() {
        return new CostlyOperation(Cost.SEARCH, "GET", CapacityResource.PATH + "/{id}/calendar");
    }
}
