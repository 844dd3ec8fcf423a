package cn.dengyun.activity;

/** What became of an entry of a batch of check-ins. */
enum CheckInOutcome {
    CHECKED_IN,
    /** The person was checked in already; the earlier moment counts. */
    REPEATED,
    REFUSED
}
