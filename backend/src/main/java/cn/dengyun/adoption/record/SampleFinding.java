package cn.dengyun.adoption.record;

/** What somebody found who has looked at a record (code list {@code adoption-findings}). */
public enum SampleFinding {
    /** It is as the provider says. */
    CONFIRMED,
    /** It is not. */
    UNTRUE,
    /** Nobody could be reached who knows: not confirmed either. */
    UNREACHABLE;

    boolean isConfirmed() {
        return this == CONFIRMED;
    }
}
