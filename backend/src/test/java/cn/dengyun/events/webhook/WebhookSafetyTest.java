package cn.dengyun.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookSafetyTest {

    @Test
    void privateTargetsAreNamedAsUnsafeAndTheDefaultsAreNot() {
        WebhookConfig open = TestWebhookConfig.with(Map.of("dengyun.webhooks.allow-private-targets", "true"));

        assertThat(new WebhookSafety(open).findings())
                .singleElement()
                .asString()
                .startsWith("dengyun.webhooks.allow-private-targets");
        assertThat(new WebhookSafety(TestWebhookConfig.defaults()).findings()).isEmpty();
    }
}
