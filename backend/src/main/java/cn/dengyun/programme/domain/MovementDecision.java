package cn.dengyun.programme.domain;

import cn.dengyun.shared.Rejection;

/** What can be decided about a budget movement, as a table: only what is proposed, and only once. */
public enum MovementDecision {
    APPROVE(MovementStatus.APPROVED),
    REJECT(MovementStatus.REJECTED);

    private final MovementStatus target;

    MovementDecision(MovementStatus target) {
        this.target = target;
    }

    public boolean isAllowedFrom(MovementStatus status) {
        return status == MovementStatus.PROPOSED;
    }

    /** Where it leads. Rejects with {@code budget-movement-decided} (409). */
    public MovementStatus from(MovementStatus status) {
        if (!isAllowedFrom(status)) {
            throw Rejection.conflict("budget-movement-decided", status);
        }
        return target;
    }
}
