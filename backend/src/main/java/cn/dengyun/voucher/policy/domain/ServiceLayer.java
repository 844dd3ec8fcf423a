package cn.dengyun.voucher.policy.domain;

import cn.dengyun.catalogue.domain.OfferingKind;

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
    SERVICE;

    /** The layer that a kind of offering belongs to. */
    public static ServiceLayer of(OfferingKind kind) {
        return switch (kind) {
            case IAAS -> IAAS;
            case PAAS -> PAAS;
            case SAAS, INDUSTRIAL_APP -> SAAS;
            case DEVICE_CONNECTION -> DEVICE;
            case DESIGN_CAPABILITY, MANUFACTURING_CAPABILITY, TESTING_CAPABILITY -> CAPABILITY;
            case SOLUTION, PROFESSIONAL_SERVICE -> SERVICE;
        };
    }
}
