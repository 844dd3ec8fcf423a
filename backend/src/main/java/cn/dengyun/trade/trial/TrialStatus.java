package cn.dengyun.trade.trial;

/** Where a trial stands. */
public enum TrialStatus {
    /** Waits for the provider. */
    REQUESTED,
    /** Runs until its end. */
    GRANTED,
    ENDED,
    DECLINED,
    WITHDRAWN,
    /** The provider did not answer in time. */
    LAPSED;

    /** Whether nothing can happen any more. */
    boolean isEnd() {
        return this != REQUESTED && this != GRANTED;
    }
}
