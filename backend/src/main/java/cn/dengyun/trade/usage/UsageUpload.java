package cn.dengyun.trade.usage;

import cn.dengyun.platform.web.CostlyOperation;
import cn.dengyun.platform.web.CostlyOperation.Cost;
import cn.dengyun.platform.web.StreamedUpload;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The address that takes usage takes more than others, and holds a thread meanwhile. Totals count many rows. */
@ApplicationScoped
class UsageUpload implements StreamedUpload {

    private static final String PATH = "/api/v1/usage-events";

    @Override
    public boolean matches(String method, String path) {
        return method.equals("POST") && (path.equals(PATH) || path.equals(PATH + "/"));
    }

    @Override
    public long maxBytes() {
        return UsageReader.MAX_BYTES;
    }

    @Produces
    @Singleton
    CostlyOperation report() {
        return new CostlyOperation(Cost.BULK_UPLOAD, "POST", PATH);
    }

    @Produces
    @Singleton
    CostlyOperation list() {
        return new CostlyOperation(Cost.SEARCH, "GET", PATH);
    }

    @Produces
    @Singleton
    CostlyOperation meters() {
        return new CostlyOperation(Cost.SEARCH, "GET", "/api/v1/orders/{id}/meters");
    }

    @Produces
    @Singleton
    CostlyOperation meter() {
        return new CostlyOperation(Cost.SEARCH, "GET", "/api/v1/usage-meters/{id}");
    }
}
