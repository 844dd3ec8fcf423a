package cn.dengyun.settlement.batch.domain;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a line of a settlement batch as one table. */
public enum LineMove implements Move<LineStatus> {
    REMOVE(LineStatus.REMOVED, LineStatus.INCLUDED),
    INSTRUCT(LineStatus.INSTRUCTED, LineStatus.INCLUDED),
    PAY(LineStatus.PAID, LineStatus.INSTRUCTED),
    FAIL(LineStatus.FAILED, LineStatus.INSTRUCTED),
    RETURN(LineStatus.RETURNED, LineStatus.PAID);

    private final Transition<LineStatus> transition;

    LineMove(LineStatus target, LineStatus source) {
        this.transition = Transition.of(target, source);
    }

    @Override
    public Transition<LineStatus> transition() {
        return transition;
    }
}
