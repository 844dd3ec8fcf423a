package cn.dengyun.voucher.casefile.rest;

import cn.dengyun.platform.web.CostlyOperation;
import cn.dengyun.platform.web.CostlyOperation.Cost;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Case files, which are made in one piece. */
class CostlyCaseOperations {

    @Produces
    @Singleton
    CostlyOperation caseFile() {
        return new CostlyOperation(Cost.EXPORT, "GET", "/api/v1/vouchers/{id}/case-file");
    }

    @Produces
    @Singleton
    CostlyOperation caseFileArchive() {
        return new CostlyOperation(Cost.EXPORT, "GET", "/api/v1/vouchers/{id}/case-file.zip");
    }
}
