package cn.dengyun.provider.domain;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of an appeal as one table: it is decided once. */
public enum AppealMove implements Move<AppealStatus> {
    /** The effect of the sanction is suspended until it is decided. */
    STAY(AppealStatus.PENDING),
    UPHOLD(AppealStatus.UPHELD),
    REVOKE(AppealStatus.REVOKED),
    SHORTEN(AppealStatus.SHORTENED),
    WITHDRAW(AppealStatus.WITHDRAWN);

    private final Transition<AppealStatus> transition;

    AppealMove(AppealStatus target) {
        this.transition = Transition.of(target, AppealStatus.PENDING);
    }

    @Override
    public Transition<AppealStatus> transition() {
        return transition;
    }
}
