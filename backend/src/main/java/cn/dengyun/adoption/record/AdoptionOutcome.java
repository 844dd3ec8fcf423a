package cn.dengyun.adoption.record;

/** What became of a line of an import (code list {@code adoption-outcomes}). */
public enum AdoptionOutcome {
    /** It is on record, or on record anew. */
    CREATED,
    /** What it says is on record in the place of what was said before. */
    CHANGED,
    /** It was said before. */
    UNCHANGED,
    /** It has defects. */
    REJECTED,
    /** It contradicts what is on record. */
    CONFLICT
}
