package cn.dengyun.settlement.purchase.domain;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a stage of a contract as one table, with whose move it is. */
public enum StageMove implements Move<StageStatus> {
    DELIVER(true, Transition.of(StageStatus.DELIVERED, StageStatus.PLANNED)),
    CHECK(false, Transition.of(StageStatus.CHECKED, StageStatus.DELIVERED)),
    /** By another person than who has checked it: it is owed. */
    ACCEPT(false, Transition.of(StageStatus.ACCEPTED, StageStatus.CHECKED)),
    /** The provider delivers it anew. */
    REJECT(false, Transition.of(StageStatus.PLANNED, StageStatus.DELIVERED, StageStatus.CHECKED)),
    /** Its contract ends. */
    DROP(false, Transition.of(StageStatus.DROPPED, StageStatus.PLANNED, StageStatus.DELIVERED, StageStatus.CHECKED));

    private final boolean isOfProvider;
    private final Transition<StageStatus> transition;

    StageMove(boolean isOfProvider, Transition<StageStatus> transition) {
        this.isOfProvider = isOfProvider;
        this.transition = transition;
    }

    /** Whether the provider makes it; else the office. */
    public boolean isOfProvider() {
        return isOfProvider;
    }

    @Override
    public Transition<StageStatus> transition() {
        return transition;
    }
}
