package cn.dengyun.provider.domain;

/** Whether a provider may offer services at a moment. */
public enum ProviderStatus {
    /** It may publish and sell. */
    QUALIFIED,
    /** No qualification of it is in force, so it publishes nothing and nothing of it is shown. */
    UNQUALIFIED,
    /** An interim measure runs, or its organisation is frozen: it publishes nothing and nothing of it is shown. */
    SUSPENDED,
    /** A sanction is in force; stronger than a suspension. */
    DISQUALIFIED
}
