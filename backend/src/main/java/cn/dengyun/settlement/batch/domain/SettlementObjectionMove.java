package cn.dengyun.settlement.batch.domain;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** What is decided on an objection to a settlement line, once. */
public enum SettlementObjectionMove implements Move<SettlementObjectionStatus> {
    UPHOLD(SettlementObjectionStatus.UPHELD),
    DISMISS(SettlementObjectionStatus.DISMISSED);

    private final Transition<SettlementObjectionStatus> transition;

    SettlementObjectionMove(SettlementObjectionStatus target) {
        this.transition = Transition.of(target, SettlementObjectionStatus.OPEN);
    }

    @Override
    public Transition<SettlementObjectionStatus> transition() {
        return transition;
    }
}
