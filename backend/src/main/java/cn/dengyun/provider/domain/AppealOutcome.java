package cn.dengyun.provider.domain;

/** What is decided on an appeal. */
public enum AppealOutcome {
    UPHOLD(AppealMove.UPHOLD),
    REVOKE(AppealMove.REVOKE),
    SHORTEN(AppealMove.SHORTEN);

    private final AppealMove move;

    AppealOutcome(AppealMove move) {
        this.move = move;
    }

    public AppealMove move() {
        return move;
    }
}
