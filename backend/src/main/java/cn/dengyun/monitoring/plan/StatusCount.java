package cn.dengyun.monitoring.plan;

/**
 * How many stand somewhere.
 *
 * @param overdue of those: how many somebody should have acted on by now
 */
public record StatusCount(String status, long count, long overdue) {}
