/** Indicators of the statistics (统计指标): what is counted, by month and region, as each recount found it. */
package cn.dengyun.monitoring.indicator;
