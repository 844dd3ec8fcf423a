package cn.dengyun.adoption.record;

import cn.dengyun.platform.web.CostlyOperation;
import cn.dengyun.platform.web.CostlyOperation.Cost;
import cn.dengyun.platform.web.StreamedUpload;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The address that takes imports takes them as a stream, up to 1 GiB, and holds a thread meanwhile. */
@ApplicationScoped
class AdoptionUpload implements StreamedUpload {

    @Override
    public boolean matches(String method, String path) {
        return method.equals("POST")
                && (path.equals(AdoptionImportResource.PATH) || path.equals(AdoptionImportResource.PATH + "/"));
    }

    @Override
    public long maxBytes() {
        return AdoptionImportService.MAX_BYTES;
    }

    @Produces
    @Singleton
    CostlyOperation receive() {
        return new CostlyOperation(Cost.BULK_UPLOAD, "POST", AdoptionImportResource.PATH);
    }

    @Produces
    @Singleton
    CostlyOperation results() {
        return new CostlyOperation(Cost.STREAM, "GET", AdoptionImportResource.PATH + "/{id}/results");
    }

    @Produces
    @Singleton
    CostlyOperation list() {
        return new CostlyOperation(Cost.SEARCH, "GET", AdoptionRecordResource.PATH);
    }
}
