package cn.dengyun.identity.member;

import cn.dengyun.shared.Rejection;

/** What can be decided about a role grant, as a table: only what is proposed, and only once. */
enum RoleGrantDecision {
    APPROVE(RoleGrantStatus.APPROVED),
    REJECT(RoleGrantStatus.REJECTED);

    private final RoleGrantStatus target;

    RoleGrantDecision(RoleGrantStatus target) {
        this.target = target;
    }

    /** Where it leads. Rejects with {@code role-grant-decided} (409). */
    RoleGrantStatus from(RoleGrantStatus status) {
        if (status != RoleGrantStatus.PROPOSED) {
            throw Rejection.conflict("role-grant-decided", status);
        }
        return target;
    }
}
