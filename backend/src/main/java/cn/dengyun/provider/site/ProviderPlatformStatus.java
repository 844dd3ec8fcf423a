package cn.dengyun.provider.site;

/** Whether a platform is run. */
public enum ProviderPlatformStatus {
    OPERATING,
    CLOSED
}
