package cn.dengyun.trade.provisioning;

import cn.dengyun.shared.Actor;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What there is of an order at the provider's endpoint. */
@Schema(name = "OrderProvisioning", description = "What there is of an order at the provider's own endpoint")
record OrderProvisioningView(
        @Schema(required = true, description = "The order") UUID orderId,

        @Schema(
                required = true,
                nullable = true,
                description = "Null where it was not accepted yet, or the provider had no endpoint for it then")
        ProvisioningView provisioning) {

    static OrderProvisioningView of(UUID orderId, Optional<Provisioning> found, Actor actor) {
        return new OrderProvisioningView(
                orderId, found.map(each -> ProvisioningView.of(each, actor)).orElse(null));
    }
}
