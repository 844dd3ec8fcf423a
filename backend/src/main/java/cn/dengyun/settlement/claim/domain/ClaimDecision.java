package cn.dengyun.settlement.claim.domain;

/** What an office decides on a claim. */
public enum ClaimDecision {
    APPROVE(ClaimMove.APPROVE),
    RETURN(ClaimMove.RETURN),
    REJECT(ClaimMove.REJECT);

    private final ClaimMove move;

    ClaimDecision(ClaimMove move) {
        this.move = move;
    }

    public ClaimMove move() {
        return move;
    }
}
