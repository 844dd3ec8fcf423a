package cn.dengyun.events.webhook;

import cn.dengyun.platform.outbox.Fact;
import cn.dengyun.shared.Ids;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** What becomes known about endpoints, to their organisation only. */
final class EndpointFact {

    static final String CREATED = "created";
    static final String CHANGED = "changed";
    static final String DELETED = "deleted";
    static final String SECRET_ROTATED = "secret-rotated";
    static final String PAUSED = "paused";
    static final String DISABLED = "disabled";
    static final String RESUMED = "resumed";

    private static final String TYPE = "cn.dengyun.events.webhook-endpoint.";

    private EndpointFact() {}

    /** Without the URL, which may hold a secret of the receiver. */
    static Fact of(String event, WebhookEndpoint endpoint, Instant now) {
        JsonObject data = new JsonObject()
                .put("endpointId", endpoint.id().toString())
                .put("status", endpoint.state().name());
        if (endpoint.reason() != null) {
            data.put("reason", endpoint.reason().name());
        }
        return new Fact(
                Ids.next(), TYPE + event, endpoint.path(), endpoint.organizationId(), false, data.encode(), now);
    }

    static String closing(WebhookEndpoint.State state) {
        return state == WebhookEndpoint.State.DISABLED ? DISABLED : PAUSED;
    }
}
