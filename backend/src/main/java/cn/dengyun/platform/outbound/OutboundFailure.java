package cn.dengyun.platform.outbound;

/** Why a call has no answer. */
public enum OutboundFailure {
    TIMEOUT,
    /** No connection, or one that broke. */
    CONNECTION,
    /** The certificate is not valid for the host. */
    TLS,
    /** The name of the host has no address. */
    UNRESOLVABLE,
    /** The guard does not allow the address. */
    REFUSED
}
