package cn.dengyun.trade.provisioning;

import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An endpoint, without its secret: that is shown once, when it is made. */
@Schema(name = "ProvisioningEndpoint", description = "Where a provider's services begin and end")
record ProvisioningEndpointView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "How often it was changed", examples = "3")
        int version,

        @Schema(required = true, description = "The organisation")
        UUID organizationId,

        @Schema(required = true, description = "Its name", examples = "皖云示范云平台")
        String organizationName,

        @Schema(
                required = true,
                description = "Below this address the platform calls",
                examples = "https://provisioning.example.cn/dengyun")
        String url,

        @Schema(
                required = true,
                description = "The offerings whose orders are provisioned there; empty for all",
                examples = "[]")
        List<UUID> offeringIds,

        @Schema(required = true, description = "Whether new orders are provisioned there; others go on either way")
        ProvisioningEndpointStatus status,

        @Schema(
                required = true,
                nullable = true,
                description = "When it was checked at its present address; null before")
        Instant checkedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "`DONE` where it knows what is signed well and refuses what is not, else what is wrong;"
                        + " null before it was checked")
        ProvisioningOutcome checkOutcome,

        @Schema(
                required = true,
                nullable = true,
                description = "The HTTP status of the last check; null where there was no answer",
                examples = "200")
        Integer checkStatus,

        @Schema(required = true, description = "When it was registered")
        Instant createdAt,

        @Schema(required = true, description = "When it was last changed")
        Instant updatedAt,

        @Schema(
                required = true,
                description = "What the caller may do now",
                examples = "[\"CHECK\", \"ROTATE_SECRET\", \"ENABLE\"]")
        List<String> availableActions)
        implements Tagged {

    static ProvisioningEndpointView of(ProvisioningEndpoint endpoint, Actor actor) {
        return new ProvisioningEndpointView(
                endpoint.id(),
                endpoint.version(),
                endpoint.organizationId(),
                endpoint.organizationName(),
                endpoint.url(),
                endpoint.offeringIds(),
                endpoint.status(),
                endpoint.checkedAt(),
                endpoint.checkOutcome(),
                endpoint.checkStatus(),
                endpoint.createdAt(),
                endpoint.updatedAt(),
                endpoint.actions(actor));
    }
}
