package cn.dengyun.events.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** How deliveries are made. */
@ConfigMapping(prefix = "dengyun.webhooks")
interface WebhookConfig {

    /** Whether this instance delivers at all; another one may do it. */
    @WithDefault("true")
    boolean enabled();

    /** Whether plain http, every port and private addresses are allowed. For trying things out on one machine only. */
    @WithDefault("false")
    boolean allowPrivateTargets();

    /** Ports that receivers may listen on. */
    @WithDefault("443,8443")
    Set<Integer> ports();

    /** Deliveries under way to one endpoint at once, each of another subject. */
    @WithDefault("16")
    int inFlightPerEndpoint();

    /** Deliveries of this instance under way at once. */
    @WithDefault("128")
    int inFlight();

    /** The pause after the first failed attempt; each further one doubles it. */
    @WithDefault("5S")
    Duration firstPause();

    /** The longest pause between two attempts. */
    @WithDefault("12H")
    Duration longestPause();

    /** How long a delivery is tried before it counts as dead. */
    @WithDefault("75H")
    Duration retryFor();

    /** How long every attempt at an endpoint must have failed before it is paused. */
    @WithDefault("96H")
    Duration pauseAfter();

    /** Deliveries of an endpoint that may wait; behind them the platform's own record of events is the queue. */
    @WithDefault("10000")
    int waiting();

    /** How long finished deliveries can be looked up and redelivered. */
    @WithDefault("30D")
    Duration keep();

    /** Endpoints an organisation may have. */
    @WithDefault("20")
    int endpointsPerOrganization();
}
