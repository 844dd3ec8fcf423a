package cn.dengyun.voucher.rest;

import cn.dengyun.platform.web.CostlyOperation;
import cn.dengyun.platform.web.CostlyOperation.Cost;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What ends a hold: whoever was given one is not told to come again because others want theirs. */
class FollowUpOperations {

    @Produces
    @Singleton
    CostlyOperation capture() {
        return new CostlyOperation(Cost.FOLLOW_UP, "POST", "/api/v1/reservations/{id}/captures");
    }

    @Produces
    @Singleton
    CostlyOperation release() {
        return new CostlyOperation(Cost.FOLLOW_UP, "POST", "/api/v1/reservations/{id}/releases");
    }

    @Produces
    @Singleton
    CostlyOperation refund() {
        return new CostlyOperation(Cost.FOLLOW_UP, "POST", "/api/v1/redemptions/{id}/refunds");
    }
}
