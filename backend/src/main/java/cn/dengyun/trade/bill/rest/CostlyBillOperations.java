package cn.dengyun.trade.bill.rest;

import cn.dengyun.platform.web.CostlyOperation;
import cn.dengyun.platform.web.CostlyOperation.Cost;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What reads all that was measured of an order in a month, or has a file in memory. */
class CostlyBillOperations {

    @Produces
    @Singleton
    CostlyOperation preview() {
        return new CostlyOperation(Cost.SEARCH, "GET", "/api/v1/orders/{id}/bill-preview");
    }

    @Produces
    @Singleton
    CostlyOperation sheet() {
        return new CostlyOperation(Cost.EXPORT, "GET", "/api/v1/bills/{id}/lines.xlsx");
    }

    @Produces
    @Singleton
    CostlyOperation events() {
        return new CostlyOperation(Cost.SEARCH, "GET", "/api/v1/bills/{id}/events");
    }
}
