package cn.dengyun.trade.bill.domain;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;
import java.util.Set;

/** The lifecycle of a bill as one table, with whose move it is. */
public enum BillMove implements Move<BillStatus> {
    /** Its month is over. */
    END_MONTH(Side.NOBODY, Transition.of(BillStatus.GRACE, BillStatus.OPEN)),
    /** The time for late usage is over. */
    LOCK(Side.NOBODY, Transition.of(BillStatus.LOCKED, BillStatus.GRACE)),
    /** It locked without a line, so it asks nothing of anybody. */
    CLOSE_EMPTY(Side.NOBODY, Transition.of(BillStatus.FINAL, BillStatus.LOCKED)),
    ACCEPT(Side.ENTERPRISE, Transition.of(BillStatus.ACCEPTED, BillStatus.LOCKED)),
    DISPUTE(Side.ENTERPRISE, Transition.of(BillStatus.DISPUTED, BillStatus.LOCKED)),
    /** The provider confirms its readings. */
    CONFIRM(Side.PROVIDER, Transition.of(BillStatus.FINAL, BillStatus.ACCEPTED)),
    /** The provider has said nothing against its own readings in time. */
    CLOSE(Side.NOBODY, Transition.of(BillStatus.FINAL, BillStatus.ACCEPTED)),
    /** The provider takes something off it. */
    CONCEDE(Side.PROVIDER, Transition.of(BillStatus.FINAL, BillStatus.DISPUTED)),
    /** The provider stands by it, so an authority decides. */
    REJECT_DISPUTE(Side.PROVIDER, stays(BillStatus.DISPUTED)),
    DECIDE(Side.AUTHORITY, Transition.of(BillStatus.FINAL, BillStatus.DISPUTED)),
    /** The provider takes something off it; the bill itself stays as it is. */
    CREDIT(Side.PROVIDER, stays(BillStatus.DISPUTED, BillStatus.FINAL));

    /** Who makes a move; nobody: it follows from the clock. */
    public enum Side {
        ENTERPRISE,
        PROVIDER,
        AUTHORITY,
        NOBODY
    }

    private final Side side;
    private final Transition<BillStatus> transition;

    BillMove(Side side, Transition<BillStatus> transition) {
        this.side = side;
        this.transition = transition;
    }

    private static Transition<BillStatus> stays(BillStatus... sources) {
        return new Transition<>(Set.of(sources), null);
    }

    public Side side() {
        return side;
    }

    /** Its target is null where the status stays as it is. */
    @Override
    public Transition<BillStatus> transition() {
        return transition;
    }

    @Override
    public BillStatus from(BillStatus status) {
        BillStatus target = Move.super.from(status);
        return target == null ? status : target;
    }
}
