package cn.dengyun.trade.complaint;

import cn.dengyun.platform.web.CostlyOperation;
import cn.dengyun.platform.web.CostlyOperation.Cost;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What counts complaints anew for anybody who asks. */
class CostlyComplaintOperations {

    @Produces
    @Singleton
    CostlyOperation ofOffering() {
        return new CostlyOperation(Cost.SEARCH, "GET", "/api/v1/offerings/{id}/complaint-summary");
    }

    @Produces
    @Singleton
    CostlyOperation ofProvider() {
        return new CostlyOperation(Cost.SEARCH, "GET", "/api/v1/providers/{id}/complaint-summary");
    }
}
