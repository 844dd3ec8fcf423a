package cn.dengyun.identity.session;

/** Why a session ended before its time. */
public enum EndReason {
    SIGNED_OUT,
    SIGNED_OUT_EVERYWHERE,
    /** A refresh token that was replaced already came again: one of two holders stole it. */
    REFRESH_TOKEN_REUSED,
    PASSWORD_CHANGED,
    PASSWORD_RESET,
    ROLES_CHANGED,
    ACCOUNT_DISABLED,
    SECOND_FACTOR_CHANGED
}
