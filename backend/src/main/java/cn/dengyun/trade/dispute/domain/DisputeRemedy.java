package cn.dengyun.trade.dispute.domain;

/** How an authority has seen to what was paid already (code list {@code order-dispute-remedies}). */
public enum DisputeRemedy {
    /**
     * What was decided is carried out after all: what the bank could not pay is taken back, what it paid asked back.
     */
    CARRIED_OUT,
    /** Whoever was paid had paid it back, before recoveries had a record of their own. */
    RECOVERED
}
