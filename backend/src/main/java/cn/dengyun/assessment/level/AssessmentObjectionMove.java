package cn.dengyun.assessment.level;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** What is decided on an objection, once (code list {@code assessment-objection-decisions}). */
enum AssessmentObjectionMove implements Move<AssessmentObjectionStatus> {
    UPHOLD(AssessmentObjectionStatus.UPHELD),
    DISMISS(AssessmentObjectionStatus.DISMISSED);

    private final Transition<AssessmentObjectionStatus> transition;

    AssessmentObjectionMove(AssessmentObjectionStatus target) {
        this.transition = Transition.of(target, AssessmentObjectionStatus.PENDING);
    }

    @Override
    public Transition<AssessmentObjectionStatus> transition() {
        return transition;
    }
}
