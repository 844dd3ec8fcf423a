package cn.dengyun.voucher.domain;

/** Where a reservation stands; every one ends exactly once. */
public enum ReservationStatus {
    /** Money is held for an order. */
    HELD,
    /** The service was rendered and the payee is owed; what was not needed went back. */
    CAPTURED,
    /** Given up, or ended by the revocation of its voucher. */
    RELEASED,
    /** Not captured within its time. */
    EXPIRED,
    /** Of an order that is delivered in parts: two holds took its place, with its amount between them. */
    SPLIT
}
