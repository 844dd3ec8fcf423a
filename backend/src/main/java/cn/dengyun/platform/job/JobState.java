package cn.dengyun.platform.job;

/** Where a job stands. */
public enum JobState {
    /** Its input is still arriving, or stopped arriving. */
    PREPARING,
    /** Complete and waiting for its turn. */
    QUEUED,
    /** In the hands of a node, or of one that died and whose lease is running out. */
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    public boolean isFinal() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
