package cn.dengyun.assessment.level;

import java.time.Instant;
import java.util.UUID;

/**
 * What experts are asked about of an assessment: each has experts of its own.
 *
 * @param submittedAt of the submission that they judge
 * @param appealId the appeal that is to be decided on; null in a review
 */
record AssessmentMatter(Instant submittedAt, UUID appealId) {

    static AssessmentMatter review(Assessment of) {
        return new AssessmentMatter(of.submission().submittedAt(), null);
    }

    static AssessmentMatter appeal(Assessment of, UUID appeal) {
        return new AssessmentMatter(of.submission().submittedAt(), appeal);
    }
}
