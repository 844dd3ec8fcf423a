/**
 * By what the level of an enterprise is assessed (登云水平评估标准): dimensions and indicators with weights, levels by score,
 * and what has to be reached for a level whatever the score (domain.md §8). One is published at a time; none that was
 * published ever changes.
 */
package cn.dengyun.assessment.standard;
