package cn.dengyun.catalogue.rest;

import cn.dengyun.platform.web.CostlyOperation;
import cn.dengyun.platform.web.CostlyOperation.Cost;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Searches, what is counted for obligations and of prices, pushes, and what comes as a stream. */
class CostlyCatalogueOperations {

    @Produces
    @Singleton
    CostlyOperation search() {
        return new CostlyOperation(Cost.SEARCH, "GET", "/api/v1/offerings");
    }

    @Produces
    @Singleton
    CostlyOperation priceHistory() {
        return new CostlyOperation(Cost.SEARCH, "GET", "/api/v1/offerings/{id}/price-history");
    }

    @Produces
    @Singleton
    CostlyOperation obligations() {
        return new CostlyOperation(Cost.SEARCH, "GET", "/api/v1/obligations");
    }

    @Produces
    @Singleton
    CostlyOperation obligation() {
        return new CostlyOperation(Cost.SEARCH, "GET", "/api/v1/obligations/{id}");
    }

    @Produces
    @Singleton
    CostlyOperation evidence() {
        return new CostlyOperation(Cost.SEARCH, "GET", "/api/v1/obligations/{id}/evidence");
    }

    @Produces
    @Singleton
    CostlyOperation push() {
        return new CostlyOperation(Cost.BULK_UPLOAD, "POST", "/api/v1/providers/{providerId}/catalogue-pushes");
    }

    @Produces
    @Singleton
    CostlyOperation progress() {
        return new CostlyOperation(Cost.STREAM, "GET", "/api/v1/catalogue-pushes/{id}/progress");
    }

    @Produces
    @Singleton
    CostlyOperation results() {
        return new CostlyOperation(Cost.STREAM, "GET", "/api/v1/catalogue-pushes/{id}/results");
    }
}
