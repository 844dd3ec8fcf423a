package cn.dengyun.adoption.enterprise;

/** Where an adopted enterprise stands (code list {@code adopted-enterprise-states}). */
public enum AdoptedStatus {
    /** It counts. */
    ADOPTED,
    /** It does not: nothing is in force any more, or nobody has confirmed it. */
    LAPSED
}
