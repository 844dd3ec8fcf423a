package cn.dengyun.events.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where deliveries may go, and all other calls of addresses that others have given. */
@ConfigMapping(prefix = "dengyun.webhooks")
interface WebhookConfig {

    /** Whether plain http, every port and private addresses are allowed. For trying things out on one machine only. */
    @WithDefault("false")
    boolean allowPrivateTargets();
}
