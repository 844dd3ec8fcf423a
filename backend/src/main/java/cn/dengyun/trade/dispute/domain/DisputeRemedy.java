package cn.dengyun.trade.dispute.domain;

/** How an authority has seen to what was paid already (code list {@code order-dispute-remedies}). */
public enum DisputeRemedy {
    /** The bank could not pay, or what it paid came back: what was decided is carried out after all. */
    CARRIED_OUT,
    /** Whoever was paid has paid it back to the budget; order and capture stay as they are. */
    RECOVERED
}
