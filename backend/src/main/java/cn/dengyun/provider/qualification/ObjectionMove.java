package cn.dengyun.provider.qualification;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** What is decided on an objection, once. */
enum ObjectionMove implements Move<ObjectionStatus> {
    UPHOLD(ObjectionStatus.UPHELD),
    DISMISS(ObjectionStatus.DISMISSED);

    private final Transition<ObjectionStatus> transition;

    ObjectionMove(ObjectionStatus target) {
        this.transition = Transition.of(target, ObjectionStatus.PENDING);
    }

    @Override
    public Transition<ObjectionStatus> transition() {
        return transition;
    }
}
