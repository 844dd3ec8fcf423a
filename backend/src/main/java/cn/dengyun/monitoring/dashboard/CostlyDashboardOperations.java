package cn.dengyun.monitoring.dashboard;

import cn.dengyun.platform.web.CostlyOperation;
import cn.dengyun.platform.web.CostlyOperation.Cost;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What asks many lists at once. */
class CostlyDashboardOperations {

    @Produces
    @Singleton
    CostlyOperation dashboard() {
        return new CostlyOperation(Cost.SEARCH, "GET", DashboardResource.PATH + "/{regionCode}");
    }
}
