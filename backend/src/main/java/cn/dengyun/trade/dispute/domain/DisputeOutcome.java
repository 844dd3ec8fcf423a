package cn.dengyun.trade.dispute.domain;

/** What is decided in a dispute (code list {@code order-dispute-outcomes}). */
public enum DisputeOutcome {
    /** The order goes on as it was. */
    DISMISSED,
    /** The delivery that waits is not accepted; the provider may deliver again. */
    DELIVERY_REJECTED,
    /** Less was delivered, or it costs less; what vouchers paid too much of it is taken back. */
    DELIVERY_LOWERED,
    /** What is not delivered will not be. */
    REST_ENDED;

    /** Whether it is about the delivery that the dispute names. */
    public boolean isOfDelivery() {
        return this == DELIVERY_REJECTED || this == DELIVERY_LOWERED;
    }
}
