package cn.dengyun.catalogue.domain;

/** What becomes of the measurements of a period (code list {@code aggregations}). */
public enum Aggregation {
    /** All added up; what holds where a plan says nothing. */
    SUM,
    /** The highest. */
    MAX,
    /** The latest. */
    LAST,
    /** How many different values. */
    UNIQUE,
    /** The mean, each weighted by how long it lasted. */
    TIME_WEIGHTED
}
