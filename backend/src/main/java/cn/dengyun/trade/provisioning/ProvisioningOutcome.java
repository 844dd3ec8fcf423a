package cn.dengyun.trade.provisioning;

/** What came of a call of a provider's endpoint. */
enum ProvisioningOutcome {
    /** What was asked for is so. */
    DONE,
    /** The endpoint is at it. */
    ACCEPTED,
    /** The endpoint does not want to, and has done nothing. */
    REFUSED,
    /** The endpoint says something else of the same service than before. */
    CONFLICT,
    /** The endpoint asks to come again later, and has done nothing. */
    DEFERRED,
    /** The endpoint was at it, and could not. */
    FAILED,
    /** An answer that says nothing of what was asked. */
    BROKEN,
    /** The endpoint sends to another address, which is not followed. */
    REDIRECTED,
    /** A status of 500 or more. */
    SERVER_ERROR,
    /** No answer in ten seconds. */
    TIMED_OUT,
    /** A connection that broke; in a check also none. */
    DISCONNECTED,
    /**
     * The name of the host has no address, or none that may be called, or there was no connection: nothing was sent.
     */
    NOT_SENT,
    /** The platform stopped before it knew. */
    LOST,
    /** In a check: what is signed wrongly is taken. */
    SIGNATURE_IGNORED;

    /** Whether the endpoint works, whatever it says; one that does not is called less and less. */
    boolean isWorking() {
        return switch (this) {
            case DONE, ACCEPTED, REFUSED, CONFLICT, FAILED, LOST, SIGNATURE_IGNORED -> true;
            case DEFERRED, BROKEN, REDIRECTED, SERVER_ERROR, TIMED_OUT, DISCONNECTED, NOT_SENT -> false;
        };
    }
}
