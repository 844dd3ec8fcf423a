package cn.dengyun.settlement.claim.domain;

/**
 * How many claims stand where.
 *
 * @param colour null of those that the rules have not judged
 * @param overdue of those, what was not done in time
 */
public record ClaimCount(ClaimStatus status, ClaimColour colour, long claims, long amountFen, long overdue) {}
