/**
 * When an enterprise counts as having moved to the cloud (登云), and as deeply connected (深度对接): rules of the province,
 * numbered, of which each holds from its first day until that of the next (domain.md §6.1 is the first).
 */
package cn.dengyun.adoption.rule;
