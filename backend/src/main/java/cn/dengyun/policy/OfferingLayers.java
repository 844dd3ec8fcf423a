package cn.dengyun.policy;

import cn.dengyun.catalogue.domain.OfferingKind;
import cn.dengyun.policy.domain.ServiceLayer;

/** Which layer of subsidies a kind of offering belongs to. */
public final class OfferingLayers {

    private OfferingLayers() {}

    public static ServiceLayer of(OfferingKind kind) {
        return switch (kind) {
            case IAAS -> ServiceLayer.IAAS;
            case PAAS -> ServiceLayer.PAAS;
            case SAAS, INDUSTRIAL_APP -> ServiceLayer.SAAS;
            case DEVICE_CONNECTION -> ServiceLayer.DEVICE;
            case DESIGN_CAPABILITY, MANUFACTURING_CAPABILITY, TESTING_CAPABILITY -> ServiceLayer.CAPABILITY;
            case SOLUTION, PROFESSIONAL_SERVICE -> ServiceLayer.SERVICE;
        };
    }
}
