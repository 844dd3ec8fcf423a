package cn.dengyun.provider.domain;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of an interim suspension as one table: there is one for an incident, and the clock ends it. */
public enum SuspensionMove implements Move<SuspensionStatus> {
    SUSPEND(SuspensionStatus.RUNNING, SuspensionStatus.NONE),
    /** Once, and while it runs. */
    EXTEND_SUSPENSION(SuspensionStatus.RUNNING, SuspensionStatus.RUNNING),
    LIFT_SUSPENSION(SuspensionStatus.LIFTED, SuspensionStatus.RUNNING);

    private final Transition<SuspensionStatus> transition;

    SuspensionMove(SuspensionStatus target, SuspensionStatus source) {
        this.transition = Transition.of(target, source);
    }

    @Override
    public Transition<SuspensionStatus> transition() {
        return transition;
    }
}
