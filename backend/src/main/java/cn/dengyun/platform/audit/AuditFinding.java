package cn.dengyun.platform.audit;

/**
 * The first place where the chain is not as it was written.
 *
 * @param position in the chain, from 1
 */
public record AuditFinding(Wrong wrong, long position) {

    /** What was done to the chain. */
    public enum Wrong {
        /** The entry or its personal part, a link, or a signature is not what it was. */
        CHANGED,
        /** An entry, its personal part or a link is missing; what follows is there. */
        DELETED,
        /** The entry that was here stands elsewhere. */
        REORDERED,
        /** The platform did not write what stands here. */
        INSERTED,
        /** The chain ends here, before its signed end. */
        TRUNCATED
    }
}
