package cn.dengyun.settlement.evidence.rest;

import cn.dengyun.platform.web.CostlyOperation;
import cn.dengyun.platform.web.CostlyOperation.Cost;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What has a file in memory, and takes it apart. */
class CostlyEvidenceOperations {

    @Produces
    @Singleton
    CostlyOperation reading() {
        return new CostlyOperation(Cost.EXPORT, "GET", "/api/v1/attachments/{id}/evidence-reading");
    }
}
