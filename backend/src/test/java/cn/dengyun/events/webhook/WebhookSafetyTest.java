package cn.dengyun.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WebhookSafetyTest {

    @Test
    void privateTargetsAreNamedAsUnsafeAndTheDefaultsAreNot() {

        assertThat(new WebhookSafety(() -> true).findings())
                .singleElement()
                .asString()
                .startsWith("dengyun.webhooks.allow-private-targets");
        assertThat(new WebhookSafety(() -> false).findings()).isEmpty();
    }
}
