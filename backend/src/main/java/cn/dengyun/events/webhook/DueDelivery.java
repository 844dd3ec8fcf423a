package cn.dengyun.events.webhook;

import cn.dengyun.events.CloudEvent;
import cn.dengyun.platform.outbox.Fact;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;

/** A delivery to be attempted now, with what is told. */
record DueDelivery(Delivery delivery, CloudEvent event) {

    static final String TEST_TYPE = "cn.dengyun.events.webhook.tested";

    static DueDelivery of(Delivery delivery, Row row) {
        return new DueDelivery(delivery, CloudEvent.of(fact(delivery, row), delivery.sequence(), delivery.position()));
    }

    /** A test tells of itself; its event is nowhere else. */
    private static Fact fact(Delivery delivery, Row row) {
        if (delivery.eventType().equals(TEST_TYPE)) {
            String data = new JsonObject()
                    .put("endpointId", delivery.endpointId().toString())
                    .encode();
            return new Fact(
                    delivery.eventId(),
                    TEST_TYPE,
                    delivery.subject(),
                    delivery.organizationId(),
                    false,
                    data,
                    delivery.createdAt());
        }
        return new Fact(
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
