package cn.dengyun.events.webhook;

import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Puts on record what is done to endpoints: as an event for their organisation, and in the audit trail. */
@ApplicationScoped
class EndpointRecords {

    private final Outbox outbox;
    private final AuditTrail audit;

    EndpointRecords(Outbox outbox, AuditTrail audit) {
        this.outbox = outbox;
        this.audit = audit;
    }

    /**
     * In the unit of work of the deed.
     *
     * @param before null when it was made, after is null when it was removed
     */
    Uni<Void> write(
            SqlConnection connection,
            WebhookEndpointEvent event,
            WebhookEndpoint before,
            WebhookEndpoint after,
            Instant now) {
        WebhookEndpoint either = after == null ? before : after;
        AuditNote note = new AuditNote(
                "webhook-endpoint." + event.act(),
                either.path(),
                either.organizationId(),
                told(before),
                told(after),
                null);
        return outbox.write(connection, event.of(either, now)).chain(() -> audit.write(connection, note));
    }

    private static String told(WebhookEndpoint endpoint) {
        if (endpoint == null) {
            return null;
        }
        return new JsonObject()
                .put("url", endpoint.url())
                .put("types", endpoint.types())
                .put("contactEmail", endpoint.contactEmail())
                .put("status", endpoint.state().name())
                .put("publicKey", endpoint.keys().shownPublicKey())
                .encode();
    }
}
