package cn.dengyun.policy.domain.fraud;

/** The fraud rules that an application is judged by; names are stable, ids are those of domain.md §4. */
public enum FraudRule {
    /**
     * A contract, an invoice or a bank serial of one party counts only once, across all years, programmes and cities.
     */
    EVIDENCE_USED_BEFORE("F1", "fraud-evidence-used-before"),
    /** Applicant and provider are the same people. */
    RELATED_PARTIES("F2", "fraud-related-parties"),
    /** A provider, or somebody of its group, is the beneficiary. */
    PROVIDER_AS_BENEFICIARY("F3", "fraud-provider-as-beneficiary"),
    /** Many applications from one place or through one person. */
    PROXY_APPLICATIONS("F4", "fraud-proxy-applications"),
    /** More is bought than an enterprise of that size needs. */
    DISPROPORTIONATE_AMOUNT("F5", "fraud-disproportionate-amount"),
    /** Nothing to the enterprise but its registration. */
    SHELL("F6", "fraud-shell"),
    /** Another industry was declared than is registered, and with it another size. */
    DECLARED_INDUSTRY("F7", "fraud-declared-industry"),
    /** A provider's vouchers come from one city, week or agent. */
    PROVIDER_CONCENTRATION("F10", "fraud-provider-concentration"),
    /** What is one contract was split to stay below the threshold of another review. */
    SPLIT_CONTRACTS("F12", "fraud-split-contracts");

    private final String id;
    private final String code;

    FraudRule(String id, String code) {
        this.id = id;
        this.code = code;
    }

    public String id() {
        return id;
    }

    /** Under which the problem catalogue has its name, and what to do about a hit. */
    public String code() {
        return code;
    }
}
