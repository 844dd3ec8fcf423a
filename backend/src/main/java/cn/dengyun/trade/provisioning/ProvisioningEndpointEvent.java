package cn.dengyun.trade.provisioning;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of endpoints: to their organisation and its authorities. */
@Events(family = "cn.dengyun.trade.provisioning-endpoint.", subject = "/api/v1/provisioning-endpoints/{endpointId}")
enum ProvisioningEndpointEvent implements EventType<ProvisioningEndpointEvent.Data> {
    REGISTERED,
    CHANGED,
    CHECKED,
    SECRET_ROTATED,
    ENABLED,
    DISABLED;

    static ProvisioningEndpointEvent of(ProvisioningEndpointMove move) {
        return switch (move) {
            case ENABLE -> ENABLED;
            case DISABLE -> DISABLED;
        };
    }

    DomainEvent told(ProvisioningEndpoint endpoint) {
        Data data = new Data(
                endpoint.id(),
                endpoint.organizationId(),
                endpoint.organizationName(),
                endpoint.url(),
                endpoint.status(),
                endpoint.checkOutcome());
        return about(endpoint, data, endpoint.updatedAt());
    }

    @Schema(name = "ProvisioningEndpointEventData", description = "How an endpoint stands afterwards.")
    record Data(
            @Schema(description = "The endpoint.") UUID endpointId,

            @Schema(description = "Its organisation.") UUID organizationId,

            @Schema(description = "The name of that.", examples = "皖云示范云平台")
            String organizationName,

            @Schema(description = "Its address.", examples = "https://provisioning.example.cn/dengyun")
            String url,

            @Schema(description = "Whether new orders are provisioned there.")
            ProvisioningEndpointStatus status,

            @Schema(nullable = true, description = "What its last check came to; null before.")
            ProvisioningOutcome checkOutcome) {}

    @Singleton
    static final class Declared extends EventTypes.Of<ProvisioningEndpointEvent> {}
}
