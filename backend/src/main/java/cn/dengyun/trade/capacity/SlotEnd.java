package cn.dengyun.trade.capacity;

/** How a slot ended: who let it go, or what became of something else. */
public enum SlotEnd {
    /** The provider did not confirm it. */
    DECLINED,
    /** The provider did not answer in time. */
    EXPIRED,
    /** The enterprise let it go while that was free. */
    CANCELLED,
    /** The enterprise let it go later, and the provider consented. */
    CONSENTED,
    /** The provider could not render it. */
    CALLED_OFF,
    /** Nothing of its order will be delivered any more, or not for so long. */
    ORDER_ENDED,
    /** One of its sides may not trade any more. */
    PARTY_BARRED,
    /** The enterprise said that it was rendered. */
    COMPLETED,
    /** Nobody said anything else within a week. */
    CLOSED,
    /** The enterprise did not come. */
    NO_SHOW;

    /** What a move ends it by; null where it goes on. What frees many says more exactly why. */
    static SlotEnd of(SlotMove move) {
        return switch (move) {
            case DECLINE -> DECLINED;
            case EXPIRE -> EXPIRED;
            case CANCEL -> CANCELLED;
            case CONSENT -> CONSENTED;
            case CALL_OFF -> CALLED_OFF;
            case BAR, FREE -> PARTY_BARRED;
            case COMPLETE -> COMPLETED;
            case CLOSE -> CLOSED;
            case MISS -> NO_SHOW;
            case CONFIRM, ASK_CANCELLATION, REFUSE, LET_STAND -> null;
        };
    }
}
