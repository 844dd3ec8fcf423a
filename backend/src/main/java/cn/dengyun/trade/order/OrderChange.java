package cn.dengyun.trade.order;

/** What became of an order, for whoever hangs on it. */
public enum OrderChange {
    /** The provider has accepted it: there is a contract, and the service has to begin. */
    ACCEPTED,
    /** The service has begun. */
    ACTIVATED,
    /** Both sides have agreed on less, on a lower price, or on another last day. */
    AMENDED,
    /** What is not delivered will not be; something may wait for the enterprise, or be still to be billed. */
    REST_ENDED,
    /** Nothing is open any more, however that came about. */
    ENDED,
    /** An authority decides, and nothing moves meanwhile. */
    DISPUTED,
    /** It has decided, and the order goes on or has ended. */
    DISPUTE_SETTLED,
    /** Its provider was disqualified while an authority decides: nothing more is rendered, and nothing else moves. */
    BARRED,
    /** The authority has decided, and the provider is not, or not any more, disqualified: it goes on. */
    UNBARRED
}
