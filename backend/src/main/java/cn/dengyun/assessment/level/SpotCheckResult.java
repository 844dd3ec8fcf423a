package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import java.time.Instant;
import java.util.UUID;

/**
 * What a checker has found.
 *
 * @param proposedLevel null where the level stands
 */
record SpotCheckResult(String findings, AssessmentLevel proposedLevel, UUID checkedBy, Instant checkedAt) {}
