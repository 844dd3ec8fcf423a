package cn.dengyun.settlement.claim.domain;

/**
 * Claims that still stand somewhere although what follows should have been done.
 *
 * @param unitCode the reporting unit of their enterprises; null: all of them
 * @param longestDays the working days that the one took which has stood there longest, without pauses
 */
public record StageDelay(String unitCode, ClaimStatus status, long claims, int longestDays) {}
