package cn.dengyun.provider.domain;

/** Where the interim suspension of a provider stands at a moment; {@link SuspensionMove} is the table of its moves. */
public enum SuspensionStatus {
    /** There was none because of this incident. */
    NONE,
    RUNNING,
    /** Its time is over. */
    ENDED,
    /** An authority has taken it back before. */
    LIFTED
}
