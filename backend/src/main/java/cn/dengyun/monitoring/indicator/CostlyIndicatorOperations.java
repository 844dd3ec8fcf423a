package cn.dengyun.monitoring.indicator;

import cn.dengyun.platform.web.CostlyOperation;
import cn.dengyun.platform.web.CostlyOperation.Cost;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What reads many observations for anybody who asks. */
class CostlyIndicatorOperations {

    @Produces
    @Singleton
    CostlyOperation observations() {
        return new CostlyOperation(Cost.SEARCH, "GET", IndicatorResource.PATH + "/{code}/observations");
    }

    @Produces
    @Singleton
    CostlyOperation table() {
        return new CostlyOperation(Cost.SEARCH, "GET", IndicatorResource.PATH + "/{code}/observations.csv");
    }

    @Produces
    @Singleton
    CostlyOperation lines() {
        return new CostlyOperation(Cost.SEARCH, "GET", IndicatorResource.PATH + "/{code}/observations.ndjson");
    }
}
