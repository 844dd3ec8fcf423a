package cn.dengyun.activity.contest;

/** Where an entry stands. */
public enum ContestEntryStatus {
    NOMINATED,
    WITHDRAWN,
    /** An objection to it was upheld: it has no rank. */
    STRUCK,
    TITLED
}
