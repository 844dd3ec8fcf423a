package cn.dengyun.trade.provisioning;

/** Where the service of an order stands at the provider's endpoint. */
enum ProvisioningStatus {
    /** There is nothing at the endpoint; it will be asked for. */
    PENDING,
    /** It is being asked for: there may be something. */
    CALLING,
    /** The endpoint is making it, and is asked how far it is. */
    IN_PROGRESS,
    /** It is there. */
    PROVISIONED,
    /** Nobody knows whether it is there, or it is of no use: it is removed before anything else is done. */
    ROLLING_BACK,
    /** There is nothing at the endpoint, and nothing will be asked for unless the provider wants so. */
    FAILED,
    /** The order has ended: it is removed. */
    DEPROVISIONING,
    /** There is nothing at the endpoint, and nobody wants anything. */
    GONE,
    /** The endpoint did not confirm that it is removed: the provider has to see to it. */
    STUCK
}
