package cn.dengyun.events.webhook;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of webhook endpoints, to their organisation only. */
@Events(family = "cn.dengyun.events.webhook-endpoint.", subject = "/api/v1/webhook-endpoints/{endpointId}")
enum WebhookEndpointEvent implements EventType<WebhookEndpointEvent.Data> {
    CREATED,
    CHANGED,
    DELETED,
    SECRET_ROTATED,
    PAUSED,
    DISABLED,
    RESUMED;

    /** Without the URL, which may hold a secret of the receiver. */
    DomainEvent of(WebhookEndpoint endpoint, Instant now) {
        return of(endpoint.organizationId(), new Data(endpoint.id(), endpoint.state(), endpoint.reason()), now);
    }

    static WebhookEndpointEvent closing(WebhookEndpoint.State state) {
        return state == WebhookEndpoint.State.DISABLED ? DISABLED : PAUSED;
    }

    @Schema(name = "WebhookEndpointEventData", description = "Where an endpoint stands.")
    record Data(
            @Schema(description = "The endpoint.") UUID endpointId,

            @Schema(description = "Whether events are sent to it.")
            WebhookEndpoint.State status,

            @Schema(nullable = true, description = "Why it is not active; null while it is.")
            WebhookEndpoint.Reason reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<WebhookEndpointEvent> {}
}
