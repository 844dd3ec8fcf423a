package cn.dengyun.policy.domain;

/**
 * The rules of eligibility, in the order in which they are told. Names are stable: decisions that were made stay
 * readable.
 */
public enum RuleCode {
    /** Submitted between opening and closing, not while suspended. */
    PROGRAMME_OPEN("rule-programme-open"),
    CERTIFICATION("rule-certification"),
    /** Enterprises (91…), and individually-owned businesses (92…) where they are let in. */
    LEGAL_FORM("rule-legal-form"),
    /** Certified in the region that the programme is for. */
    REGION("rule-region"),
    SIZE("rule-size"),
    INDUSTRY("rule-industry"),
    MIN_AGE("rule-min-age"),
    MIN_REVENUE("rule-min-revenue"),
    NOT_A_PROVIDER("rule-not-a-provider"),
    NO_VIOLATION("rule-no-violation"),
    /** Lines with amounts that can be true. */
    REQUEST("rule-request"),
    CONTRACT_TIMING("rule-contract-timing"),
    CONTRACTS_FROM("rule-contracts-from"),
    CONTRACTS_UNTIL("rule-contracts-until"),
    SUBSIDISED_LAYERS("rule-subsidised-layers"),
    STACKING("rule-stacking"),
    /** One provider for all lines, where providers have ceilings. */
    PROVIDER_NAMED("rule-provider-named"),
    PROVIDER_CEILING("rule-provider-ceiling"),
    ANNUAL_CAP("rule-annual-cap"),
    ORDER_CAP("rule-order-cap"),
    MIN_FACE("rule-min-face"),
    /** A voucher could still be used. */
    VALIDITY("rule-validity"),
    /** What is left in the budget that pays; when only this fails, the application waits. */
    QUOTA("rule-quota");

    private final String code;

    RuleCode(String code) {
        this.code = code;
    }

    /** Under which the problem catalogue has the rule's name. */
    public String code() {
        return code;
    }
}
