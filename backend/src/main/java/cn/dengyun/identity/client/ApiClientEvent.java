package cn.dengyun.identity.client;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of the API clients of an organisation. */
@Events(family = "cn.dengyun.identity.api-client.", subject = "/api/v1/api-clients/{clientId}")
enum ApiClientEvent implements EventType<ApiClientEvent.Data> {
    CREATED,
    REVOKED,
    SECRET_ROTATED,
    KEYS_REPLACED;

    @Schema(name = "ApiClientEventData", description = "Which API client of which organization it is.")
    record Data(
            @Schema(description = "The API client; not the name with which it signs in.")
            UUID clientId,

            @Schema(description = "The organization.") UUID organizationId) {}

    @Singleton
    static final class Declared extends EventTypes.Of<ApiClientEvent> {}
}
