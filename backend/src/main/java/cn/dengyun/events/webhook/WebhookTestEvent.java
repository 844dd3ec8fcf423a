package cn.dengyun.events.webhook;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a test of an endpoint sends: it is in no feed. */
@Events(family = "cn.dengyun.events.webhook.", subject = "/api/v1/webhook-endpoints/{endpointId}")
enum WebhookTestEvent implements EventType<WebhookTestEvent.Data> {
    TESTED;

    @Schema(name = "WebhookTestEventData", description = "Which endpoint is tested.")
    record Data(@Schema(description = "The endpoint.") UUID endpointId) {}

    @Singleton
    static final class Declared extends EventTypes.Of<WebhookTestEvent> {}
}
