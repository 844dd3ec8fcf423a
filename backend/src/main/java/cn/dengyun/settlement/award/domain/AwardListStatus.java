package cn.dengyun.settlement.award.domain;

/** Where a list of awards stands; {@link AwardListMove} is the table of what leads there. */
public enum AwardListStatus {
    DRAFT,
    /** A second person has granted it: its money is held. */
    GRANTED,
    /** Everybody can look at it, and say what is wrong with it. */
    NOTICED,
    /** What is left of it is owed. */
    FINAL,
    CANCELLED
}
