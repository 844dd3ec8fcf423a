package cn.dengyun.adoption.record;

/** Where a batch stands (code list {@code adoption-batch-states}). */
public enum AdoptionBatchStatus {
    /** Its county looks at what was drawn. */
    CHECKING,
    /** Its records count, each when its enterprise has not objected in time. */
    ACCEPTED,
    /** Nothing of it counts. */
    RETURNED
}
