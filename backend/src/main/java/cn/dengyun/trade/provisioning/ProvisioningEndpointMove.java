package cn.dengyun.trade.provisioning;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of an endpoint as one table; all of it is its provider's. */
enum ProvisioningEndpointMove implements Move<ProvisioningEndpointStatus> {
    ENABLE(ProvisioningEndpointStatus.ENABLED, ProvisioningEndpointStatus.DISABLED),
    DISABLE(ProvisioningEndpointStatus.DISABLED, ProvisioningEndpointStatus.ENABLED);

    private final Transition<ProvisioningEndpointStatus> transition;

    ProvisioningEndpointMove(ProvisioningEndpointStatus target, ProvisioningEndpointStatus source) {
        transition = Transition.of(target, source);
    }

    @Override
    public Transition<ProvisioningEndpointStatus> transition() {
        return transition;
    }
}
