package cn.dengyun.settlement.claim.domain;

/**
 * How long claims stood somewhere that left there within a period, in working days without those in which nothing could
 * move.
 *
 * @param unitCode the reporting unit of their enterprises; null: all of them
 * @param claims how many did
 * @param parties of how many enterprises those were at least, and of how many whom they waited for
 * @param halfDays the least number of days such that half of the times were no longer
 * @param mostDays the same of nine tenths of them
 */
public record StageTime(String unitCode, ClaimStatus status, long claims, long parties, int halfDays, int mostDays) {}
