package cn.dengyun.trade.order.domain;

/** Where an amendment stands. */
public enum AmendmentStatus {
    /** The other side has to agree or to reject it. */
    PROPOSED,
    /** It holds. */
    AGREED,
    /** The other side does not want it. */
    REJECTED,
    /** Whoever proposed it has taken it back. */
    WITHDRAWN,
    /** Nobody answered in time, or the order ended meanwhile. */
    LAPSED
}
