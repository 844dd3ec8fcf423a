package cn.dengyun.trade.order.domain;

/** Where an order stands. */
public enum OrderStatus {
    /** The provider has to accept it or to reject it. */
    PLACED,
    /** There is a contract; the service has to begin. */
    ACCEPTED,
    /** The service is rendered. */
    ACTIVE,
    /** All of it is delivered, and something waits for the enterprise to accept it. */
    DELIVERED,
    /** Nothing is open any more. */
    COMPLETED,
    /** Both sides disagree, and nothing moves until an authority has decided. */
    DISPUTED,
    /** The provider does not want it. */
    REJECTED,
    /** Nobody answered, or nothing began, in time. */
    LAPSED,
    /** Called off before anything of it was accepted. */
    CANCELLED;

    /** Whether it ends by itself when its time is over: nothing was rendered yet. */
    public boolean endsByTheClock() {
        return this == PLACED || this == ACCEPTED;
    }

    /** Whether nothing can happen any more but that money is taken back. */
    public boolean isEnd() {
        return this == COMPLETED || this == REJECTED || this == LAPSED || this == CANCELLED;
    }

    /** Whether the service is rendered, so that deliveries are reported, answered and taken back. */
    public boolean isInService() {
        return this == ACTIVE || this == DELIVERED;
    }
}
