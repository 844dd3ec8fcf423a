package cn.dengyun.settlement.award.domain;

/** Where one award of a list stands. */
public enum AwardStatus {
    /** It is on the list; its money is held once that is granted. */
    LISTED,
    /** It was struck off, or its list was cancelled: its money was let go. */
    STRUCK,
    /** It is owed: its entitlement says what becomes of it. */
    OWED
}
