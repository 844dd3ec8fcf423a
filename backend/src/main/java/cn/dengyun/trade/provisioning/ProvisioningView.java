package cn.dengyun.trade.provisioning;

import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A provisioning, as both sides see it. */
@Schema(name = "Provisioning", description = "The service of an order at the provider's own endpoint")
record ProvisioningView(
        @Schema(required = true, description = "Its id; what the service is called at the endpoint")
        UUID id,

        @Schema(required = true, description = "How often it was changed", examples = "3")
        int version,

        @Schema(required = true, description = "The order") UUID orderId,

        @Schema(required = true, description = "Its number", examples = "D4K7-M2P9-QXT8-V")
        String orderNumber,

        @Schema(required = true, description = "The enterprise")
        UUID organizationId,

        @Schema(required = true, description = "Its name when it ordered", examples = "合肥示范制造有限公司")
        String organizationName,

        @Schema(required = true, description = "The provider")
        UUID providerId,

        @Schema(required = true, description = "Its name when it was ordered", examples = "皖云示范云平台")
        String providerName,

        @Schema(required = true, description = "The offering")
        UUID offeringId,

        @Schema(required = true, description = "Its version that was ordered", examples = "1")
        int offeringVersion,

        @Schema(required = true, description = "Its name when it was ordered", examples = "云服务器")
        String offeringName,

        @Schema(required = true, description = "Where it stands")
        ProvisioningStatus status,

        @Schema(required = true, description = "Since when it stands there")
        Instant since,

        @Schema(required = true, description = "Whether the order still wants it", examples = "true")
        boolean wanted,

        @Schema(required = true, description = "How many times it was asked for", examples = "1")
        int attempts,

        @Schema(
                required = true,
                nullable = true,
                description = "When something is done next by itself; null where nothing is")
        Instant dueAt,

        @Schema(
                required = true,
                nullable = true,
                description = "When it will be removed, of an order that is completed; null otherwise")
        Instant removeAt,

        @Schema(
                required = true,
                nullable = true,
                description = "What the provider calls the service; null where it said nothing",
                examples = "ecs-hf-20180901-0042")
        String serviceReference,

        @Schema(required = true, nullable = true, description = "What went wrong last; null where nothing did")
        ProvisioningOutcome outcome,

        @Schema(
                required = true,
                nullable = true,
                description = "What the endpoint said to that, 500 characters at most; null where it said nothing."
                        + " These are words of the provider, not of the platform",
                examples = "quota exceeded")
        String message,

        @Schema(
                required = true,
                nullable = true,
                description = "Why the provider sees to it by hand; null where it does not",
                examples = "已人工开通")
        String reason,

        @Schema(required = true, description = "When the order was accepted")
        Instant createdAt,

        @Schema(required = true, nullable = true, description = "When it was there; null before")
        Instant provisionedAt,

        @Schema(required = true, nullable = true, description = "When nothing was left; null before")
        Instant endedAt,

        @Schema(
                required = true,
                nullable = true,
                description =
                        "Whose turn it is: the provider's organisation where it failed or got stuck; null where it"
                                + " goes on by itself or is over")
        UUID ownerOrganizationId,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"RETRY\", \"ABANDON\"]")
        List<String> availableActions)
        implements Tagged {

    static ProvisioningView of(Provisioning provisioning, Actor actor) {
        boolean isProviders =
                provisioning.status() == ProvisioningStatus.FAILED || provisioning.status() == ProvisioningStatus.STUCK;
        return new ProvisioningView(
                provisioning.id(),
                provisioning.version(),
                provisioning.orderId(),
                provisioning.orderNumber(),
                provisioning.organizationId(),
                provisioning.organizationName(),
                provisioning.providerId(),
                provisioning.providerName(),
                provisioning.offeringId(),
                provisioning.offeringVersion(),
                provisioning.offeringName(),
                provisioning.status(),
                provisioning.since(),
                provisioning.wanted(),
                provisioning.tries(),
                provisioning.dueAt(),
                provisioning.removeAt(),
                provisioning.serviceReference(),
                provisioning.outcome(),
                provisioning.message(),
                provisioning.reason(),
                provisioning.createdAt(),
                provisioning.provisionedAt(),
                provisioning.endedAt(),
                isProviders ? provisioning.providerOrganizationId() : null,
                provisioning.actions(actor));
    }
}
