/**
 * Assessments (登云水平评估): what an enterprise answers to a standard, what the platform knows of that, and the level that
 * an authority finds, for two years (domain.md §8).
 */
package cn.dengyun.assessment.level;
