package cn.dengyun.trade.provisioning;

/** Whether new orders are provisioned at an endpoint. What was begun there goes on either way. */
enum ProvisioningEndpointStatus {
    DISABLED,
    ENABLED
}
