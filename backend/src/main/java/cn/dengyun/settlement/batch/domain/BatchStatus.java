package cn.dengyun.settlement.batch.domain;

/** Where a settlement batch stands; {@link BatchMove} is the table of what leads there. */
public enum BatchStatus {
    DRAFT,
    /** A second person has checked it: number, sum and digest of its lines are frozen. */
    APPROVED,
    /** Everybody can look at it and object. */
    NOTICED,
    /** The bank is told to pay. */
    INSTRUCTED,
    /** The bank has said of each line what became of it. */
    SETTLED,
    CANCELLED
}
