package cn.dengyun.events.webhook;

import cn.dengyun.platform.startup.ProductionCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Real people's data is not where webhooks may reach into the platform's own network. */
@ApplicationScoped
final class WebhookSafety implements ProductionCheck {

    private final WebhookConfig config;

    WebhookSafety(WebhookConfig config) {
        this.config = config;
    }

    @Override
    public List<String> findings() {
        return config.allowPrivateTargets()
                ? List.of("dengyun.webhooks.allow-private-targets lets receivers be inside the network: leave it off.")
                : List.of();
    }
}
