package cn.dengyun.trade.order.rest;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.Delegable;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.order.DeliveryService;
import cn.dengyun.trade.order.NewDelivery;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What was delivered of an order. */
@Path("/api/v1/orders/{id}/deliveries")
@Tag(name = "Orders")
public class OrderDeliveryResource {

    private final DeliveryService deliveries;
    private final Once once;
    private final CurrentActor current;

    OrderDeliveryResource(DeliveryService deliveries, Once once, CurrentActor current) {
        this.deliveries = deliveries;
        this.once = once;
        this.current = current;
    }

    @GET
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
    @Delegable("orders:read")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Refuses({"service-order-not-found"})
    @Operation(
            operationId = "listOrderDeliveries",
            summary = "What was delivered of an order, newest first",
            description = "Also what was rejected or taken back.")
    public Uni<RestResponse<Page<DeliveryView>>> list(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        return deliveries
                .list(actor, id, cursor, limit)
                .map(page ->
                        PageLinks.respond(page.map(found -> DeliveryView.of(found, actor, deliveries.now())), request));
    }

    @POST
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {
                "deliveries-failed-too-often",
                "deliveries-too-many",
                "delivery-before-activation",
                "delivery-exceeds-order",
                "not-yours",
                "order-disputed",
                "order-metered",
                "provider-not-qualified",
                "service-order-not-found",
                "transition-not-allowed"
            },
            defects = {"number-out-of-range", "order-line-repeated", "plan-unknown", "quantity-not-whole"})
    @Operation(
            operationId = "recordOrderDelivery",
            summary = "Say what was delivered of an order",
            description =
                    "In parts or all of it; of what is measured, bills say it. What vouchers pay of it is held for"
                            + " this delivery from now on, whatever becomes of the voucher's validity or the provider. The"
                            + " enterprise has ten working days to answer; what no voucher pays is accepted then by itself.")
    @APIResponse(responseCode = "201", description = "Reported; it waits for the enterprise")
    public Uni<RestResponse<DeliveryView>> report(@RestPath UUID id, @NotNull @Valid NewDelivery wanted) {
        Actor actor = current.get();
        return once.created(
                deliveries.report(actor, id, wanted),
                made -> DeliveryView.of(made, actor, made.delivery().reportedAt()),
                made -> DeliveryAnswerResource.PATH + "/" + made.delivery().id());
    }
}
