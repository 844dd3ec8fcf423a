package cn.dengyun.adoption.record;

/** Where a record stands (code list {@code adoption-record-states}). */
public enum AdoptionRecordStatus {
    /** The enterprise may object, and the county has to accept the batch. */
    PENDING,
    /** The enterprise says that it is not so; its county has to decide. */
    OBJECTED,
    /** It counts. */
    COUNTED,
    /** Its contract is over. */
    ENDED,
    /** It is not so: an objection was upheld, or whoever looked at it did not find it confirmed. */
    REJECTED,
    /** Its batch was returned to the provider. */
    RETURNED,
    /** The provider has taken it back. */
    WITHDRAWN,
    /** It counted, and an authority has taken it out; or its order came to nothing. */
    REMOVED
}
