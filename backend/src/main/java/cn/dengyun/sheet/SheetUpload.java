package cn.dengyun.sheet;

import cn.dengyun.platform.sheet.SheetLimits;
import cn.dengyun.platform.web.CostlyOperation;
import cn.dengyun.platform.web.CostlyOperation.Cost;
import cn.dengyun.platform.web.StreamedUpload;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The address that takes sheets takes more than others, and holds a thread while it looks them through. */
@ApplicationScoped
class SheetUpload implements StreamedUpload {

    private static final String PATH = "/api/v1/sheet-imports";

    @Override
    public boolean matches(String method, String path) {
        return method.equals("POST") && (path.equals(PATH) || path.equals(PATH + "/"));
    }

    @Override
    public long maxBytes() {
        return SheetLimits.MAX_BYTES;
    }

    @Produces
    @Singleton
    CostlyOperation upload() {
        return new CostlyOperation(Cost.BULK_UPLOAD, "POST", PATH);
    }

    @Produces
    @Singleton
    CostlyOperation template() {
        return new CostlyOperation(Cost.EXPORT, "GET", "/api/v1/sheet-kinds/{kind}/template");
    }

    @Produces
    @Singleton
    CostlyOperation progress() {
        return new CostlyOperation(Cost.STREAM, "GET", PATH + "/{id}/progress");
    }

    @Produces
    @Singleton
    CostlyOperation results() {
        return new CostlyOperation(Cost.STREAM, "GET", PATH + "/{id}/results");
    }
}
