package cn.dengyun.activity.contest;

/** Where an objection stands. */
public enum ContestObjectionStatus {
    PENDING,
    UPHELD,
    DISMISSED
}
