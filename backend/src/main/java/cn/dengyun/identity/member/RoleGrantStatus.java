package cn.dengyun.identity.member;

/** Where a role grant stands; {@link RoleGrantDecision} is the table of what leads there. */
public enum RoleGrantStatus {
    /** By one person; nobody has a role by it. */
    PROPOSED,
    /** By another person, and carried out in the same moment. */
    APPROVED,
    /** By another person, or taken back by whoever proposed it. */
    REJECTED,
    /**
     * Nobody decided in time, nobody is left to get the roles, the member was changed meanwhile, or who proposed it may
     * not any more.
     */
    LAPSED
}
