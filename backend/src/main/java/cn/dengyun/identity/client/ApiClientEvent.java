package cn.dengyun.identity.client;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of the API clients of an organisation. */
enum ApiClientEvent implements EventType<ApiClientEvent.Data> {
    CREATED,
    REVOKED,
    SECRET_ROTATED,
    KEYS_REPLACED;

    @Override
    public String family() {
        return "cn.dengyun.identity.api-client.";
    }

    @Override
    public String subject() {
        return "/api/v1/api-clients/{clientId}";
    }

    @Override
    public Class<Data> data() {
        return Data.class;
    }

    @Schema(name = "ApiClientEventData", description = "Which API client of which organization it is.")
    record Data(
            @Schema(description = "The API client; not the name with which it signs in.")
            UUID clientId,

            @Schema(description = "The organization.") UUID organizationId) {}

    @Singleton
    static final class Declared implements EventTypes {
        @Override
        public List<EventType<?>> all() {
            return List.of(values());
        }
    }
}
