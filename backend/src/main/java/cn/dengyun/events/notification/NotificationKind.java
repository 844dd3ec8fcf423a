package cn.dengyun.events.notification;

/** What somebody may choose to be told of, or not. */
enum NotificationKind {
    /** One's own account: always told. Mail about it is sent by whoever guards the accounts. */
    SECURITY(false, false),
    /** Who belongs to the organisation, and which systems act for it. */
    ACCESS(true, true),
    /** The organisation's own record. */
    ORGANIZATION(true, true),
    CERTIFICATION(true, true),
    DELEGATION(true, true),
    CATALOGUE(true, true),
    /** Vouchers, and the applications for them. */
    VOUCHER(true, true),
    /** Orders of services, for both sides. */
    ORDER(true, true),
    /** Activities that people of the organisation come to. */
    ACTIVITY(true, true),
    /** Articles that one has subscribed to. */
    ARTICLE(true, true),
    WEBHOOK(true, true),
    /** What waits for oneself. */
    WORK(true, true);

    private final boolean isOptional;
    private final boolean isMailedHere;

    NotificationKind(boolean isOptional, boolean isMailedHere) {
        this.isOptional = isOptional;
        this.isMailedHere = isMailedHere;
    }

    /** Whether it can be switched off. */
    boolean isOptional() {
        return isOptional;
    }

    boolean isMailedHere() {
        return isMailedHere;
    }
}
