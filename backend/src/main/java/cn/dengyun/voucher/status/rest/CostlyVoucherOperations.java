package cn.dengyun.voucher.status.rest;

import cn.dengyun.platform.web.CostlyOperation;
import cn.dengyun.platform.web.CostlyOperation.Cost;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Changes of a voucher, told as they happen. */
class CostlyVoucherOperations {

    @Produces
    @Singleton
    CostlyOperation events() {
        return new CostlyOperation(Cost.STREAM, "GET", "/api/v1/vouchers/{id}/events");
    }
}
