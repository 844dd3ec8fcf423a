/** The arithmetic of annual plans: targets that sum up, and what is to be expected of them. */
package cn.dengyun.monitoring.plan.domain;
