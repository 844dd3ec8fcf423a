package cn.dengyun.policy.domain;

/** What of a service is subsidised at one ratio; a kind of offering belongs to one layer or to none. */
public enum ServiceLayer {
    IAAS,
    PAAS,
    SAAS,
    /** Device connection (设备上云). */
    DEVICE,
    /** Design, manufacturing and testing capability. */
    CAPABILITY,
    /** Solutions and professional services. */
    SERVICE
}
