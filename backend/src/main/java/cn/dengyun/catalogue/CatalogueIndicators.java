package cn.dengyun.catalogue;

import cn.dengyun.platform.monitoring.IndicatorFigures;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Offerings that everybody finds, where their provider is registered. */
class CatalogueIndicators {

    private static final String PUBLISHED = """
            SELECT l.region_code, date_trunc('month', $1 AT TIME ZONE 'Asia/Shanghai')::date AS month,
                o.id AS contributor, 1 AS value
            FROM offering o JOIN provider_place l ON l.provider_id = o.provider_id WHERE o.status = 'PUBLISHED'
            """;
    private static final String APPS = PUBLISHED + " AND o.kind = 'INDUSTRIAL_APP'";

    @Produces
    @Singleton
    IndicatorFigures published() {
        return new IndicatorFigures("OFFERINGS_LISTED", PUBLISHED);
    }

    @Produces
    @Singleton
    IndicatorFigures apps() {
        return new IndicatorFigures("INDUSTRIAL_APPS", APPS);
    }
}
