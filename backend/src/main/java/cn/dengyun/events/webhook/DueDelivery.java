package cn.dengyun.events.webhook;

import cn.dengyun.events.CloudEvent;
import cn.dengyun.platform.outbox.DomainEvent;
import io.vertx.mutiny.sqlclient.Row;

/** A delivery to be attempted now, with what is told. */
record DueDelivery(Delivery delivery, CloudEvent event) {

    static DueDelivery of(Delivery delivery, Row row) {
        return new DueDelivery(
                delivery, CloudEvent.of(domainEvent(delivery, row), delivery.sequence(), delivery.position()));
    }

    /** A test tells of itself; its event is nowhere else. */
    private static DomainEvent domainEvent(Delivery delivery, Row row) {
        if (delivery.eventType().equals(WebhookTestEvent.TESTED.type())) {
            return WebhookTestEvent.TESTED.of(
                    delivery.eventId(),
                    delivery.organizationId(),
                    new WebhookTestEvent.Data(delivery.endpointId()),
                    delivery.createdAt());
        }
        return new DomainEvent(
                delivery.eventId(),
                delivery.eventType(),
                delivery.subject(),
                row.getUUID("event_organization_id"),
                row.getString("region_code"),
                row.getBoolean("is_public"),
                row.getString("data"),
                row.getOffsetDateTime("occurred_at").toInstant());
    }
}
