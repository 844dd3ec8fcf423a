package cn.dengyun.activity;

/** Why an entry of a batch of check-ins does not count. */
enum CheckInRefusal {
    /** Altered, of another activity, or none. */
    CODE_UNFIT,
    TOO_EARLY,
    /** Later than now. */
    IN_FUTURE,
    TOO_LATE,
    NOT_SEATED,
    /** Read before it was taken back that the person has come. */
    REVOKED
}
