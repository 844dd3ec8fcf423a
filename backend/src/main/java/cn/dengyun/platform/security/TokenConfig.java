package cn.dengyun.platform.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Access tokens: who issues them, for whom, and for how long. */
@ConfigMapping(prefix = "dengyun.tokens")
public interface TokenConfig {

    /** The {@code iss} claim that is written and demanded. */
    @WithDefault("dengyun")
    String issuer();

    /** The {@code aud} claim that is written and demanded. */
    @WithDefault("dengyun-api")
    String audience();

    /** How long an access token is valid; at most 15 minutes. */
    @WithDefault("15M")
    Duration lifetime();

    /** By how much the clocks of two nodes may differ. */
    @WithDefault("5S")
    Duration clockSkew();

    /** How long a verified token is not verified again; at most 60 seconds, and never past its expiry. */
    @WithDefault("60S")
    Duration cacheFor();

    /** How many verified tokens are remembered. */
    @WithDefault("20000")
    int cacheSize();
}
