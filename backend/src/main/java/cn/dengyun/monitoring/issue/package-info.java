/** Issues to be coordinated (需统筹协调的问题): what a county or a city cannot solve by itself. */
package cn.dengyun.monitoring.issue;
