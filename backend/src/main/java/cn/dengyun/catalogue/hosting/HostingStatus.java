package cn.dengyun.catalogue.hosting;

/** Where a hosting stands. */
enum HostingStatus {
    /** One side says so; the other has to confirm it. */
    PROPOSED,
    CONFIRMED,
    ENDED,
    /** The other side does not confirm it. */
    REJECTED,
    WITHDRAWN
}
