package cn.dengyun.activity.contest;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of an objection as one table. */
public enum ContestObjectionMove implements Move<ContestObjectionStatus> {
    UPHOLD(Transition.of(ContestObjectionStatus.UPHELD, ContestObjectionStatus.PENDING)),
    DISMISS(Transition.of(ContestObjectionStatus.DISMISSED, ContestObjectionStatus.PENDING));

    private final Transition<ContestObjectionStatus> transition;

    ContestObjectionMove(Transition<ContestObjectionStatus> transition) {
        this.transition = transition;
    }

    @Override
    public Transition<ContestObjectionStatus> transition() {
        return transition;
    }
}
