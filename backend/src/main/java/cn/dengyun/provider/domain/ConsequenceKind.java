package cn.dengyun.provider.domain;

/** What a sanction does beside disqualifying the provider. */
public enum ConsequenceKind {
    /** Published offerings that the public does not find any more. */
    OFFERINGS_WITHHELD,
    /** Concessions that hold or were to, and end. */
    CONCESSIONS_ENDED,
    /** Unused holds with the provider that end, and the money in them. */
    HOLDS_RELEASED,
    /** Vouchers that get the money back, with the validity that they had when it was held. */
    VOUCHERS_RESTORED,
    /** Vouchers that could be used with this provider alone, and can be used with others now. */
    VOUCHERS_UNBOUND,
    /** Orders of which something is not delivered: that ends, and what it comes to. */
    ORDERS_ENDED,
    /** What was delivered and waits for its enterprise: it may be accepted afterwards; what vouchers hold for it. */
    DELIVERIES_STAND,
    /** Trials that run or were asked for, and end. */
    TRIALS_ENDED,
    /** Slots of capacities that were booked and are not over, and are free again. */
    SLOTS_FREED,
    /** Enterprises that are told that holds of theirs are free. */
    CUSTOMERS_TOLD
}
