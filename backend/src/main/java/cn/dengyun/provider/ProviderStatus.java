package cn.dengyun.provider;

/** Whether a provider may offer services now. */
public enum ProviderStatus {
    /** It may publish and sell. */
    QUALIFIED,
    /** Its offers stay visible to itself only; it publishes nothing. */
    SUSPENDED
}
