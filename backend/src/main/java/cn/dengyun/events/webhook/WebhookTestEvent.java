package cn.dengyun.events.webhook;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a test of an endpoint sends: it is in no feed. */
enum WebhookTestEvent implements EventType<WebhookTestEvent.Data> {
    TESTED;

    @Override
    public String family() {
        return "cn.dengyun.events.webhook.";
    }

    @Override
    public String subject() {
        return "/api/v1/webhook-endpoints/{endpointId}";
    }

    @Override
    public Class<Data> data() {
        return Data.class;
    }

    @Schema(name = "WebhookTestEventData", description = "Which endpoint is tested.")
    record Data(@Schema(description = "The endpoint.") UUID endpointId) {}

    @Singleton
    static final class Declared implements EventTypes {
        @Override
        public List<EventType<?>> all() {
            return List.of(values());
        }
    }
}
