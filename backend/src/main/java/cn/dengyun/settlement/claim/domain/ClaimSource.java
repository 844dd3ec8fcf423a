package cn.dengyun.settlement.claim.domain;

/** Of what a claim is (ADR 0074): the three ways in which the plan pays. */
public enum ClaimSource {
    /** A capture of a voucher (前补): the other side confirms the claim. */
    CAPTURE,
    /** An award that became final (奖补). */
    AWARD,
    /** A stage of a contract of an office that was accepted (政府购买服务). */
    PURCHASE;

    /** Whether the other side confirms the claim: else it has spoken when it became owed. */
    public boolean isConfirmed() {
        return this == CAPTURE;
    }
}
