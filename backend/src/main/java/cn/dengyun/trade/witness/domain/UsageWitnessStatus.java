package cn.dengyun.trade.witness.domain;

/** Where the appointment of a witness stands. */
public enum UsageWitnessStatus {
    /** A second person of the province has to approve it. */
    PROPOSED,
    /** The witness reports, and what it reports is compared. */
    IN_FORCE,
    REJECTED,
    /** The province has ended it; what was compared stays. */
    ENDED
}
