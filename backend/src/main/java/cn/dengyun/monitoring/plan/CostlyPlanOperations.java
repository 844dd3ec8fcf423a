package cn.dengyun.monitoring.plan;

import cn.dengyun.platform.web.CostlyOperation;
import cn.dengyun.platform.web.CostlyOperation.Cost;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What counts figures anew for anybody who asks. */
class CostlyPlanOperations {

    @Produces
    @Singleton
    CostlyOperation progress() {
        return new CostlyOperation(Cost.SEARCH, "GET", AnnualPlanResource.PATH + "/{id}/progress");
    }
}
