package cn.dengyun.assessment.level;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** What is decided on an appeal, once (code list {@code assessment-appeal-decisions}). */
enum AssessmentAppealMove implements Move<AssessmentAppealStatus> {
    UPHOLD(AssessmentAppealStatus.UPHELD),
    REVOKE(AssessmentAppealStatus.CHANGED);

    private final Transition<AssessmentAppealStatus> transition;

    AssessmentAppealMove(AssessmentAppealStatus target) {
        this.transition = Transition.of(target, AssessmentAppealStatus.PENDING);
    }

    @Override
    public Transition<AssessmentAppealStatus> transition() {
        return transition;
    }
}
