package cn.dengyun.events.webhook;

/** Why an address is not delivered to. */
enum TargetRefusal {
    /** No absolute URL of printable ASCII with a host, without a fragment. */
    MALFORMED("webhook-url-malformed"),
    NOT_HTTPS("webhook-url-not-https"),
    /** A user name or a password before the host, which hides where a URL leads to. */
    USERINFO("webhook-url-userinfo"),
    PORT("webhook-url-port"),
    /** A host that is neither a plain DNS name nor an address in its usual form. */
    HOST("webhook-url-host"),
    /** One of the addresses is not public. */
    PRIVATE_ADDRESS("webhook-url-private-address"),
    /** The name has no address. */
    UNRESOLVABLE("webhook-url-unresolvable");

    private final String code;

    TargetRefusal(String code) {
        this.code = code;
    }

    /** The code of the defect. */
    String code() {
        return code;
    }

    /** The refusal on the way to a receiver. */
    static final class RefusedException extends RuntimeException {

        private final TargetRefusal refusal;

        RefusedException(TargetRefusal refusal) {
            super(refusal.name(), null, false, false);
            this.refusal = refusal;
        }

        TargetRefusal refusal() {
            return refusal;
        }
    }
}
