package cn.dengyun.events.webhook;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The settings of webhooks with their defaults, and some of them otherwise. */
final class TestWebhookConfig {

    private TestWebhookConfig() {}

    static WebhookConfig defaults() {
        return with(Map.of());
    }

    static WebhookConfig with(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(WebhookConfig.class, "dengyun.webhooks")
                .withDefaultValues(settings)
                .withValidateUnknown(false)
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(WebhookConfig.class, "dengyun.webhooks");
    }
}
