package cn.dengyun.events.webhook;

import cn.dengyun.events.CloudEvent;
import cn.dengyun.platform.outbox.DomainEvent;

/**
 * A delivery to be attempted now.
 *
 * @param event what is told; null for a test, which tells of itself
 */
record DueDelivery(Delivery delivery, DomainEvent event) {

    CloudEvent told() {
        boolean isTest = delivery.eventType().equals(WebhookTestEvent.TESTED.type());
        return CloudEvent.of(isTest ? test() : event, delivery.sequence(), delivery.position());
    }

    private DomainEvent test() {
        return WebhookTestEvent.TESTED.of(
                delivery.eventId(),
                delivery.organizationId(),
                new WebhookTestEvent.Data(delivery.endpointId()),
                delivery.createdAt());
    }
}
