package cn.dengyun.settlement.purchase.domain;

/** Where a stage of a contract stands; {@link StageMove} is the table of what leads there. */
public enum StageStatus {
    /** It is yet to be delivered. */
    PLANNED,
    /** The provider says that it is. */
    DELIVERED,
    /** One person of the office has looked at it and wants it accepted. */
    CHECKED,
    /** Another person has accepted it: it is owed. */
    ACCEPTED,
    /** Its contract ended before it was accepted. */
    DROPPED
}
