package cn.dengyun.monitoring.plan.domain;

/** What an annual plan sets targets of. What is counted of each is told by whoever counts it, under the same name. */
public enum PlanIndicator {
    /** Enterprises on the cloud (登云企业). */
    CLOUD_ENTERPRISES(Span.STANDING),
    /** Enterprises deeply connected with cloud resources (与云资源深度对接). */
    DEEP_ENTERPRISES(Span.STANDING),
    REGISTERED_ENTERPRISES(Span.STANDING),
    VOUCHERS_ISSUED(Span.IN_YEAR),
    VOUCHERS_USED(Span.IN_YEAR),
    ORDERS_ACCEPTED(Span.IN_YEAR),
    TRAINING_EVENTS(Span.IN_YEAR),
    TRAINED_PEOPLE(Span.IN_YEAR),
    PILOT_ENTERPRISES(Span.IN_YEAR);

    /** From when on something counts. */
    public enum Span {
        /** Ever since, as the plan says: 1,000 by the end of 2018, 10,000 by 2020. */
        STANDING,
        /** From the first day of the year of the plan. */
        IN_YEAR
    }

    private final Span span;

    PlanIndicator(Span span) {
        this.span = span;
    }

    public Span span() {
        return span;
    }
}
