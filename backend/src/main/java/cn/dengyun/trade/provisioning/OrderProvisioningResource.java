package cn.dengyun.trade.provisioning;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What there is of an order at the provider's endpoint. */
@Path("/api/v1/orders/{id}/provisioning")
@Tag(name = "Provisioning")
class OrderProvisioningResource {

    private final ProvisioningService provisionings;
    private final CurrentActor current;

    OrderProvisioningResource(ProvisioningService provisionings, CurrentActor current) {
        this.provisionings = provisionings;
        this.current = current;
    }

    @GET
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
    @RequiredScope(ClientScope.ORDERS_READ)
    @Refuses({"service-order-not-found"})
    @Operation(
            operationId = "getOrderProvisioning",
            summary = "What there is of an order at the provider's endpoint",
            description = "A provisioning begins with the acceptance of an order, where its provider has an enabled"
                    + " endpoint for the offering then.")
    public Uni<OrderProvisioningView> get(@RestPath UUID id) {
        Actor actor = current.get();
        return provisionings.ofOrder(actor, id).map(found -> OrderProvisioningView.of(id, found, actor));
    }
}
