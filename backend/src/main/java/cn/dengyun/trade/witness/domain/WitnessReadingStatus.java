package cn.dengyun.trade.witness.domain;

/** Where something that a witness has read stands. */
public enum WitnessReadingStatus {
    /** It is compared. */
    COUNTED,
    /** The witness has taken it back; it stays on record. */
    RETRACTED
}
