package cn.dengyun.programme.domain;

/** Where a budget movement stands; {@link MovementDecision} is the table of what leads there. */
public enum MovementStatus {
    /** Asked for by one person; nothing has moved. */
    PROPOSED,
    /** By another person, and carried out in the same moment. */
    APPROVED,
    /** By another person, or taken back by whoever asked. */
    REJECTED
}
