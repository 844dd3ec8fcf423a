package cn.dengyun.provider.domain;

/** Where an appeal against a sanction stands; {@link AppealMove} is the table of what leads there. */
public enum AppealStatus {
    PENDING,
    /** The sanction stays as it is. */
    UPHELD,
    /** The sanction is taken back. */
    REVOKED,
    /** The sanction ends earlier. */
    SHORTENED,
    /** The provider does not appeal any more. */
    WITHDRAWN
}
