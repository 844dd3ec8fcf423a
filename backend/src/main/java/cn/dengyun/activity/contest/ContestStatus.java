package cn.dengyun.activity.contest;

/** Where a contest stands. */
public enum ContestStatus {
    DRAFT,
    /** Enterprises nominate themselves in its time. */
    ANNOUNCED,
    JUDGING,
    /** Everybody reads the scores, entrants object. */
    NOTICE,
    /** Titles are granted. */
    CONCLUDED,
    CANCELLED
}
