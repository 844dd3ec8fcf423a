package cn.dengyun.catalogue.domain;

/** What became of one declared offering. */
public enum DeclarationOutcome {
    CREATED,
    UPDATED,
    /** Exactly what is on record: nothing was written. */
    UNCHANGED,
    RETIRED,
    /** It has defects; what is on record stays as it is. */
    REJECTED,
    /** It contradicts something else: the same key earlier in the push, or another version than the caller expected. */
    CONFLICT
}
