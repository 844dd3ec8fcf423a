package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;

/**
 * What an authority has found last.
 *
 * @param level null unless it was confirmed, as the end of its validity is
 * @param defects a list of {@link AssessmentForms.AssessmentDefect} as a text; null unless it was returned
 */
record AssessmentReview(
        AssessmentLevel level, @JsonRawValue String defects, UUID reviewedBy, Instant reviewedAt, Instant validUntil) {}
