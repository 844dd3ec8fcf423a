package cn.dengyun.trade.capacity;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a slot as one table, with whose move it is and when. */
enum SlotMove implements Move<SlotStatus> {
    CONFIRM(Side.PROVIDER, Phase.BEFORE_END, SlotStatus.CONFIRMED, SlotStatus.HELD),
    DECLINE(Side.PROVIDER, Phase.BEFORE_END, SlotStatus.DECLINED, SlotStatus.HELD),
    /** The enterprise lets it go while that is free. */
    CANCEL(Side.ENTERPRISE, Phase.FREE, SlotStatus.CANCELLED, SlotStatus.HELD, SlotStatus.CONFIRMED),
    /** The enterprise asks the provider to let it go. */
    ASK_CANCELLATION(Side.ENTERPRISE, Phase.LATE, SlotStatus.CANCELLATION_ASKED, SlotStatus.CONFIRMED),
    CONSENT(Side.PROVIDER, Phase.BEFORE_END, SlotStatus.CANCELLED, SlotStatus.CANCELLATION_ASKED),
    /** The provider does not consent. */
    REFUSE(Side.PROVIDER, Phase.BEFORE_END, SlotStatus.CONFIRMED, SlotStatus.CANCELLATION_ASKED),
    /** The provider cannot render it. */
    CALL_OFF(Side.PROVIDER, Phase.BEFORE_END, SlotStatus.CANCELLED, SlotStatus.CONFIRMED),
    COMPLETE(Side.ENTERPRISE, Phase.AFTER_END, SlotStatus.COMPLETED, SlotStatus.CONFIRMED),
    /** The enterprise did not come, as the provider says. */
    MISS(Side.PROVIDER, Phase.AFTER_END, SlotStatus.NO_SHOW, SlotStatus.CONFIRMED),
    /** The provider did not answer in time. */
    EXPIRE(Side.NOBODY, Phase.ANY, SlotStatus.EXPIRED, SlotStatus.HELD),
    /** The provider has not consented before the end. */
    LET_STAND(Side.NOBODY, Phase.ANY, SlotStatus.CONFIRMED, SlotStatus.CANCELLATION_ASKED),
    /** Nobody has said anything else within a week. */
    CLOSE(Side.NOBODY, Phase.ANY, SlotStatus.COMPLETED, SlotStatus.CONFIRMED),
    /** One of its sides may not enter into it any more. */
    BAR(Side.NOBODY, Phase.ANY, SlotStatus.DECLINED, SlotStatus.HELD),
    /** Its order has ended, or one of its sides was frozen or disqualified. */
    FREE(Side.NOBODY, Phase.ANY, SlotStatus.CANCELLED, SlotStatus.CONFIRMED, SlotStatus.CANCELLATION_ASKED);

    /** Who makes a move; nobody: the clock, or what became of something else. */
    enum Side {
        ENTERPRISE,
        PROVIDER,
        NOBODY
    }

    /** When a move can be made. */
    enum Phase {
        ANY,
        /** Before the end of the slot. */
        BEFORE_END,
        /** As long as it is held, or before the lead time begins. */
        FREE,
        /** From then on, before the end. */
        LATE,
        AFTER_END
    }

    private final Side side;
    private final Phase phase;
    private final Transition<SlotStatus> transition;

    SlotMove(Side side, Phase phase, SlotStatus target, SlotStatus... sources) {
        this.side = side;
        this.phase = phase;
        this.transition = Transition.of(target, sources);
    }

    Side side() {
        return side;
    }

    Phase phase() {
        return phase;
    }

    @Override
    public Transition<SlotStatus> transition() {
        return transition;
    }
}
