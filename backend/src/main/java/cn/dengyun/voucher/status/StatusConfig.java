package cn.dengyun.voucher.status;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How vouchers are watched and proven. */
@ConfigMapping(prefix = "dengyun.voucher-status")
public interface StatusConfig {

    /** How many may watch vouchers on one node at the same time. */
    @WithDefault("10000")
    int listeners();

    /** How often a stream says that it is alive; who has not read two of them is dropped. */
    @WithDefault("15S")
    Duration heartbeat();

    /** After how long a stream ends, so that its reader comes back with a fresh token; a minute at most for agents. */
    @WithDefault("10M")
    Duration streamLifetime();

    /** How long a QR credential is good. */
    @WithDefault("5M")
    Duration credentialLifetime();

    /** After how long the key that signs credentials is replaced by a new one. */
    @WithDefault("90D")
    Duration keyLifetime();

    /** How old a status list may be when it is given out. */
    @WithDefault("30S")
    Duration listAge();

    /** How long a provider may go by a status list without a newer one. */
    @WithDefault("24H")
    Duration listLifetime();

    /** How long after a presentation without a connection it may be told to the platform. */
    @WithDefault("7D")
    Duration offlineFor();
}
