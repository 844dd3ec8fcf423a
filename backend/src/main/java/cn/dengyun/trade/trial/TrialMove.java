package cn.dengyun.trade.trial;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a trial as one table, with whose move it is. */
enum TrialMove implements Move<TrialStatus> {
    GRANT(Side.PROVIDER, TrialStatus.GRANTED, TrialStatus.REQUESTED),
    DECLINE(Side.PROVIDER, TrialStatus.DECLINED, TrialStatus.REQUESTED),
    WITHDRAW(Side.ENTERPRISE, TrialStatus.WITHDRAWN, TrialStatus.REQUESTED),
    /** The provider did not answer in time. */
    LAPSE(Side.NOBODY, TrialStatus.LAPSED, TrialStatus.REQUESTED),
    /** Its provider may not grant it any more. */
    BAR(Side.NOBODY, TrialStatus.DECLINED, TrialStatus.REQUESTED),
    /** The enterprise ends it before its time is over. */
    END(Side.ENTERPRISE, TrialStatus.ENDED, TrialStatus.GRANTED),
    /** Its time is over. */
    RUN_OUT(Side.NOBODY, TrialStatus.ENDED, TrialStatus.GRANTED),
    /** One of its sides was frozen, or its provider disqualified. */
    STOP(Side.NOBODY, TrialStatus.ENDED, TrialStatus.GRANTED);

    /** Who makes a move; nobody: the clock, or what an authority has done to one of the sides. */
    enum Side {
        ENTERPRISE,
        PROVIDER,
        NOBODY
    }

    private final Side side;
    private final Transition<TrialStatus> transition;

    TrialMove(Side side, TrialStatus target, TrialStatus source) {
        this.side = side;
        this.transition = Transition.of(target, source);
    }

    Side side() {
        return side;
    }

    @Override
    public Transition<TrialStatus> transition() {
        return transition;
    }
}
