/** Annual plans (年度计划和目标任务分解): targets decomposed to units and counties, what they file, and how far they are. */
package cn.dengyun.monitoring.plan;
