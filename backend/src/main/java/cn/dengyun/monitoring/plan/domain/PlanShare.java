package cn.dengyun.monitoring.plan.domain;

/**
 * What a region has to reach of a target.
 *
 * @param set what somebody has set it to, for the reason; null, as the reason is, where the weight decides
 */
public record PlanShare(String regionCode, long weight, Long set, String reason, long amount) {}
