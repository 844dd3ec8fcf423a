package cn.dengyun.settlement.batch.domain;

/** Where a line of a settlement batch stands; {@link LineMove} is the table of what leads there. */
public enum LineStatus {
    INCLUDED,
    /** Its claim is paid with another batch, if at all. */
    REMOVED,
    INSTRUCTED,
    PAID,
    /** The bank could not pay it. */
    FAILED,
    /** It was paid, and the money came back. */
    RETURNED
}
