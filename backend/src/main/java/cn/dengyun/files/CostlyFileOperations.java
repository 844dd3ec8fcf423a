package cn.dengyun.files;

import cn.dengyun.platform.web.CostlyOperation;
import cn.dengyun.platform.web.CostlyOperation.Cost;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Attachments that come in. */
class CostlyFileOperations {

    @Produces
    @Singleton
    CostlyOperation attachment() {
        return new CostlyOperation(Cost.FILE_UPLOAD, "POST", "/api/v1/attachments");
    }
}
