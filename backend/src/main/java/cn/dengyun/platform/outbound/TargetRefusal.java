package cn.dengyun.platform.outbound;

/** Why an address is not called. */
public enum TargetRefusal {
    /** No absolute URL of printable ASCII with a host, without a fragment. */
    MALFORMED,
    NOT_HTTPS,
    /** A user name or a password before the host, which hides where a URL leads to. */
    USERINFO,
    PORT,
    /** A host that is neither a plain DNS name nor an address in its usual form. */
    HOST,
    /** One of the addresses is not public. */
    PRIVATE_ADDRESS,
    /** The name has no address. */
    UNRESOLVABLE;

    /** The refusal on the way to a receiver. */
    public static final class RefusedException extends RuntimeException {

        private final TargetRefusal refusal;

        RefusedException(TargetRefusal refusal) {
            super(refusal.name(), null, false, false);
            this.refusal = refusal;
        }

        public TargetRefusal refusal() {
            return refusal;
        }
    }
}
