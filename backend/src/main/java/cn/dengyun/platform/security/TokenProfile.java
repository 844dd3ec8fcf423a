package cn.dengyun.platform.security;

import java.time.Duration;

/** What every access token of ours says, and what is demanded of one (RFC 9068). */
public final class TokenProfile {

    /** The {@code iss} claim. */
    public static final String ISSUER = "dengyun";

    /** The {@code aud} claim. */
    public static final String AUDIENCE = "dengyun-api";

    /** How long a token is valid: so long works at most what nobody has revoked. */
    public static final Duration LIFETIME = Duration.ofMinutes(15);

    /** By how much the clocks of two nodes may differ. */
    public static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    private TokenProfile() {}
}
