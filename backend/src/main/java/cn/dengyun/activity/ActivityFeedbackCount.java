package cn.dengyun.activity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;

/**
 * What the feedback on an activity comes to.
 *
 * @param stars of all answers together
 */
record ActivityFeedbackCount(UUID activityId, long answers, long stars) {

    /** From so many answers on everybody may know: of fewer one could tell who has said what. */
    static final int MIN_PUBLIC = 5;

    static ActivityFeedbackCount none(UUID activityId) {
        return new ActivityFeedbackCount(activityId, 0, 0);
    }

    boolean isPublic() {
        return answers >= MIN_PUBLIC;
    }

    /** Rounded half up to one decimal; null where there are no answers. */
    BigDecimal mean() {
        return answers == 0
                ? null
                : BigDecimal.valueOf(stars).divide(BigDecimal.valueOf(answers), 1, RoundingMode.HALF_UP);
    }
}
