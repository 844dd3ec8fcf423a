package cn.dengyun.trade.witness.domain;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of an appointment as one table; all moves are of the province. */
public enum UsageWitnessMove implements Move<UsageWitnessStatus> {
    /** By another person than the one who proposed it. */
    APPROVE(UsageWitnessStatus.IN_FORCE, UsageWitnessStatus.PROPOSED),
    /** By anybody of the province, so that whoever proposed it can take it back. */
    REJECT(UsageWitnessStatus.REJECTED, UsageWitnessStatus.PROPOSED),
    END(UsageWitnessStatus.ENDED, UsageWitnessStatus.IN_FORCE);

    private final Transition<UsageWitnessStatus> transition;

    UsageWitnessMove(UsageWitnessStatus target, UsageWitnessStatus source) {
        this.transition = Transition.of(target, source);
    }

    public boolean isOfAnother() {
        return this == APPROVE;
    }

    @Override
    public Transition<UsageWitnessStatus> transition() {
        return transition;
    }
}
