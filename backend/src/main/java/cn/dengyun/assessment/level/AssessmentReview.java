package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;

/**
 * What an authority has found last.
 *
 * @param level null unless one was found
 * @param loweredFrom the level before it was lowered; null unless it was
 * @param defects a list of {@link AssessmentForms.AssessmentDefect} as a text; null unless it was returned
 * @param validUntil null before the level holds
 */
record AssessmentReview(
        AssessmentLevel level,
        AssessmentLevel loweredFrom,
        @JsonRawValue String defects,
        UUID reviewedBy,
        Instant reviewedAt,
        Instant validUntil) {

    /** Of a level that everybody is shown before it holds. */
    static AssessmentReview found(AssessmentLevel level, UUID by, Instant now) {
        return new AssessmentReview(level, null, null, by, now, null);
    }

    /** Of none. */
    static AssessmentReview none(String defects, UUID by, Instant now) {
        return new AssessmentReview(null, null, defects, by, now, null);
    }

    AssessmentReview valid(Instant until) {
        return new AssessmentReview(level, loweredFrom, defects, reviewedBy, reviewedAt, until);
    }

    /** The same without a level, which nobody is shown any more. */
    AssessmentReview withoutLevel() {
        return none(defects, reviewedBy, reviewedAt);
    }
}
