package cn.dengyun.settlement.claim.rest;

import cn.dengyun.platform.web.CostlyOperation;
import cn.dengyun.platform.web.CostlyOperation.Cost;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What sorts all that claims went through in a quarter. */
class CostlyClaimOperations {

    @Produces
    @Singleton
    CostlyOperation stageTimes() {
        return new CostlyOperation(Cost.SEARCH, "GET", "/api/v1/settlement-stage-times");
    }
}
