/**
 * Bulletins on the work of a period (工作评估通报): figures frozen as of one recount, a text, two approvals, and then nothing
 * but errata (domain.md §6.3).
 */
package cn.dengyun.monitoring.bulletin;
