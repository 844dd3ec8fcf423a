package cn.dengyun.platform.outbound;

/**
 * What calls are for. Names are resolved for each apart: a thread that asks for one cannot be interrupted, and whoever
 * has slow names is to hold up nobody with another purpose.
 */
public enum OutboundPurpose {
    WEBHOOK,
    PROVISIONING,
    /** Anybody may have them made of any address. */
    CHECK
}
