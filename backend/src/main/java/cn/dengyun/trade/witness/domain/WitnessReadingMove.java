package cn.dengyun.trade.witness.domain;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of what a witness has read as one table. */
public enum WitnessReadingMove implements Move<WitnessReadingStatus> {
    /** By the witness; what is right comes under another key. */
    RETRACT;

    @Override
    public Transition<WitnessReadingStatus> transition() {
        return Transition.of(WitnessReadingStatus.RETRACTED, WitnessReadingStatus.COUNTED);
    }
}
