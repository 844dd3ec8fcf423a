package cn.dengyun.provider;

import cn.dengyun.platform.monitoring.IndicatorFigures;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Providers that may offer, where they are registered, and what was determined of the security of any. */
class ProviderIndicators {

    private static final String QUALIFIED = """
            SELECT l.region_code, date_trunc('month', $1 AT TIME ZONE 'Asia/Shanghai')::date AS month,
                p.id AS contributor, 1 AS value
            FROM provider p JOIN provider_place l ON l.provider_id = p.id
            WHERE provider_status(p.organization_frozen, p.suspended_by_hand, p.suspended_until, p.disqualified_until,
                p.qualified_from, p.qualified_until, $1) = 'QUALIFIED'
            """;

    /** What is about the same event counts once, by whichever of its determined records is the oldest. */
    private static final String DETERMINED = """
            SELECT DISTINCT ON (event_id) region_code,
                date_trunc('month', occurred_at AT TIME ZONE 'Asia/Shanghai')::date AS month, event_id AS contributor,
                1 AS value
            FROM security_incident WHERE status = 'DETERMINED' ORDER BY event_id, id
            """;

    @Produces
    @Singleton
    IndicatorFigures qualified() {
        return new IndicatorFigures("PROVIDERS_LISTED", QUALIFIED);
    }

    @Produces
    @Singleton
    IndicatorFigures determined() {
        return new IndicatorFigures("SECURITY_INCIDENTS", DETERMINED);
    }
}
