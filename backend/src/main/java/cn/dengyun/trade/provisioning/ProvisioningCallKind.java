package cn.dengyun.trade.provisioning;

/** What a provider's endpoint is asked. */
enum ProvisioningCallKind {
    /** To make it: PUT. */
    PROVISION("PUT"),
    /** How far it is: GET. */
    POLL("GET"),
    /** To remove it: DELETE. */
    REMOVE("DELETE");

    private final String method;

    ProvisioningCallKind(String method) {
        this.method = method;
    }

    /** Of HTTP. */
    String method() {
        return method;
    }
}
