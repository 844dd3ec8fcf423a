package cn.dengyun.trade.provisioning;

import cn.dengyun.platform.outbound.TargetGuard;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a provider says of its endpoint. */
@Schema(name = "ProvisioningEndpointRequest", description = "Where a provider's services begin and end")
record ProvisioningEndpointForm(
        @NotNull
        @Size(min = 1, max = LONGEST_URL)
        @Schema(
                required = true,
                description = "Below this address the platform calls `/v1/status` and `/v1/service-instances/{id}`:"
                        + " https, on port 443 or 8443, on the public internet, without a query",
                examples = "https://provisioning.example.cn/dengyun")
        String url,

        @Size(max = 200)
        @Schema(
                nullable = true,
                description = "The offerings whose orders are provisioned there; all when absent or empty",
                examples = "[]")
        List<@NotNull UUID> offeringIds) {

    /** What is called below it is to be no longer than may be called. */
    static final int LONGEST_URL = TargetGuard.LONGEST_URL - 80;

    ProvisioningEndpointForm {
        url = url == null ? null : url.strip().replaceFirst("/+$", "");
        boolean isWhole = offeringIds != null && offeringIds.stream().allMatch(Objects::nonNull);
        offeringIds = isWhole ? offeringIds.stream().distinct().sorted().toList() : offeringIds;
    }

    List<UUID> offerings() {
        return offeringIds == null ? List.of() : offeringIds;
    }
}
