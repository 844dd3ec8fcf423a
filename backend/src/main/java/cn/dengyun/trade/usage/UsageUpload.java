package cn.dengyun.trade.usage;

import cn.dengyun.platform.web.CostlyOperation;
import cn.dengyun.platform.web.CostlyOperation.Cost;
import cn.dengyun.platform.web.StreamedUpload;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The addresses that take usage take more than others, and hold a thread meanwhile. Totals count many rows. */
@ApplicationScoped
class UsageUpload implements StreamedUpload {

    private static final String PATH = "/api/v1/usage-events";
    private static final String OF_WITNESSES = "/api/v1/usage-witness-readings";

    @Override
    public boolean matches(String method, String path) {
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return method.equals("POST") && (bare.equals(PATH) || bare.equals(OF_WITNESSES));
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
    CostlyOperation reportOfWitness() {
        return new CostlyOperation(Cost.BULK_UPLOAD, "POST", OF_WITNESSES);
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
