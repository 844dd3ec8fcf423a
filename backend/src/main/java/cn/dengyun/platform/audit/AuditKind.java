package cn.dengyun.platform.audit;

/** What sort of deed an entry is about. */
public enum AuditKind {
    /** Something was changed; the entry is in the unit of work of the change. */
    WRITE,
    /** Something sensitive was looked at. */
    READ,
    /** Somebody was turned away: a failed sign-in, or a call that the caller may not make. */
    REFUSAL
}
