package cn.dengyun.trade.usage.domain;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of what was read as one table, with whose move it is. */
public enum UsageEventMove implements Move<UsageEventStatus> {
    /** By the enterprise: it pays for it. */
    RELEASE(UsageEventStatus.ACCEPTED, UsageEventStatus.QUARANTINED),
    /** By the provider, who reported it. */
    DISMISS(UsageEventStatus.DISMISSED, UsageEventStatus.QUARANTINED),
    /** By the provider, with a correction. */
    REVERSE(UsageEventStatus.REVERSED, UsageEventStatus.ACCEPTED);

    private final Transition<UsageEventStatus> transition;

    UsageEventMove(UsageEventStatus target, UsageEventStatus source) {
        this.transition = Transition.of(target, source);
    }

    public boolean isOfEnterprise() {
        return this == RELEASE;
    }

    @Override
    public Transition<UsageEventStatus> transition() {
        return transition;
    }
}
