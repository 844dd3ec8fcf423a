package cn.dengyun.events.webhook;

import cn.dengyun.platform.outbound.OutboundRules;
import jakarta.inject.Singleton;
import java.util.Set;

/** Webhooks were the first to leave the platform: what its administrator allows them holds for every call. */
@Singleton
class WebhookRules implements OutboundRules {

    private static final Set<Integer> PORTS = Set.of(443, 8443);

    private final WebhookConfig config;

    WebhookRules(WebhookConfig config) {
        this.config = config;
    }

    @Override
    public boolean allowsPrivateTargets() {
        return config.allowPrivateTargets();
    }

    @Override
    public Set<Integer> ports() {
        return PORTS;
    }
}
