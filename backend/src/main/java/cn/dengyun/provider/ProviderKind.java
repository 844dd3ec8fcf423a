package cn.dengyun.provider;

/** What a provider offers, as the action plan distinguishes them; one provider may be several. */
public enum ProviderKind {
    /** 云平台服务商 */
    CLOUD_PLATFORM,
    /** 云应用服务商 */
    CLOUD_APPLICATION,
    /** 基础电信运营商 */
    TELECOM,
    /** 服务机构: standards, integration and consulting. */
    SERVICE_INSTITUTION
}
