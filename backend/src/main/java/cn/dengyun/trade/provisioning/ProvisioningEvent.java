package cn.dengyun.trade.provisioning;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of provisionings: to both sides and the authorities of the enterprise. */
@Events(family = "cn.dengyun.trade.provisioning.", subject = "/api/v1/provisionings/{provisioningId}")
enum ProvisioningEvent implements EventType<ProvisioningEvent.Data> {
    REQUESTED,
    RETRIED,
    PROVISIONED,
    FAILED,
    STUCK,
    ABANDONED,
    REMOVED;

    /** What is told of a step; null where nothing is: calls that come and go are on record elsewhere. */
    static DomainEvent between(Provisioning before, Provisioning after) {
        if (before.status() == after.status()) {
            return null;
        }
        return switch (after.status()) {
            case PROVISIONED -> PROVISIONED.told(after);
            case FAILED -> FAILED.told(after);
            case STUCK -> STUCK.told(after);
            case GONE -> (after.reason() == null ? REMOVED : ABANDONED).told(after);
            case PENDING -> before.status() == ProvisioningStatus.FAILED ? RETRIED.told(after) : null;
            case ROLLING_BACK -> before.status() == ProvisioningStatus.STUCK ? RETRIED.told(after) : null;
            case CALLING, IN_PROGRESS, DEPROVISIONING -> null;
        };
    }

    DomainEvent told(Provisioning provisioning) {
        Data data = new Data(
                provisioning.id(),
                provisioning.orderId(),
                provisioning.orderNumber(),
                provisioning.organizationId(),
                provisioning.organizationName(),
                provisioning.providerId(),
                provisioning.providerName(),
                provisioning.offeringId(),
                provisioning.offeringName(),
                provisioning.status(),
                provisioning.outcome(),
                provisioning.message(),
                provisioning.serviceReference(),
                provisioning.reason(),
                provisioning.since());
        return about(provisioning, data, provisioning.updatedAt()).alsoTo(provisioning.providerOrganizationId());
    }

    @Schema(name = "ProvisioningEventData", description = "How a provisioning stands afterwards.")
    record Data(
            @Schema(description = "The provisioning; what the service is called at the endpoint.")
            UUID provisioningId,

            @Schema(description = "The order.") UUID orderId,

            @Schema(description = "Its number.", examples = "D4K7-M2P9-QXT8-V")
            String number,

            @Schema(description = "The enterprise.") UUID organizationId,

            @Schema(description = "Its name.", examples = "合肥示范制造有限公司")
            String organizationName,

            @Schema(description = "The provider.") UUID providerId,

            @Schema(description = "Its name.", examples = "皖云示范云平台")
            String providerName,

            @Schema(description = "The offering.") UUID offeringId,

            @Schema(description = "Its name.", examples = "云服务器")
            String offeringName,

            @Schema(description = "Where it stands.") ProvisioningStatus status,

            @Schema(nullable = true, description = "What went wrong last; null where nothing did.")
            ProvisioningOutcome outcome,

            @Schema(
                    nullable = true,
                    description = "What the provider's endpoint said to that; null where it said nothing.",
                    examples = "quota exceeded")
            String message,

            @Schema(
                    nullable = true,
                    description = "What the provider calls the service; null where it said nothing.",
                    examples = "ecs-hf-20180901-0042")
            String serviceReference,

            @Schema(
                    nullable = true,
                    description = "Why the provider sees to it by hand; null where it does not.",
                    examples = "已人工开通")
            String reason,

            @Schema(description = "Since when it stands there.")
            Instant since) {}

    @Singleton
    static final class Declared extends EventTypes.Of<ProvisioningEvent> {}
}
