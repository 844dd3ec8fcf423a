package cn.dengyun.trade.order.rest;

import cn.dengyun.platform.aggregate.Reason;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.Delegable;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.order.DeliveryService;
import cn.dengyun.trade.order.DeliveryService.Shown;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What becomes of something that was delivered: accepted or rejected by the enterprise, taken back by the provider. */
@Path(DeliveryAnswerResource.PATH + "/{id}")
@Tag(name = "Orders")
public class DeliveryAnswerResource {

    static final String PATH = "/api/v1/order-deliveries";

    private final DeliveryService deliveries;
    private final Once once;
    private final CurrentActor current;

    DeliveryAnswerResource(DeliveryService deliveries, Once once, CurrentActor current) {
        this.deliveries = deliveries;
        this.once = once;
        this.current = current;
    }

    @GET
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
    @Delegable("orders:read")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Refuses({"order-delivery-not-found"})
    @Operation(operationId = "getOrderDelivery", summary = "What was delivered of an order in one go")
    public Uni<DeliveryView> get(@RestPath UUID id) {
        Actor actor = current.get();
        return deliveries.find(actor, id).map(found -> DeliveryView.of(found, actor, deliveries.now()));
    }

    @POST
    @Path("/acceptances")
    @RolesAllowed(Roles.ENTERPRISE)
    @Delegable("orders:accept")
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "not-yours",
        "order-delivery-not-found",
        "order-disputed",
        "order-side-frozen",
        "order-voucher-frozen",
        "self-dealing",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "acceptOrderDelivery",
            summary = "Accept what was delivered",
            description = "By people of the enterprise. What is due of its vouchers is captured with it, and the order"
                    + " completes with the last one. An agent may, unless it is the provider or of its legal entity.")
    public Uni<RestResponse<DeliveryView>> accept(@RestPath UUID id) {
        return answered(deliveries.accept(current.get(), id));
    }

    @POST
    @Path("/rejections")
    @RolesAllowed(Roles.ENTERPRISE)
    @Delegable("orders:accept")
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"delivery-of-bill", "not-yours", "order-delivery-not-found", "order-disputed", "transition-not-allowed"})
    @Operation(
            operationId = "rejectOrderDelivery",
            summary = "Reject what was delivered",
            description =
                    "What vouchers held for it waits again, and the provider has ten working days at least to deliver"
                            + " it as agreed.")
    public Uni<RestResponse<DeliveryView>> reject(@RestPath UUID id, @NotNull @Valid Reason why) {
        return answered(deliveries.reject(current.get(), id, why.reason()));
    }

    @POST
    @Path("/withdrawals")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"delivery-of-bill", "not-yours", "order-delivery-not-found", "order-disputed", "transition-not-allowed"})
    @Operation(
            operationId = "withdrawOrderDelivery",
            summary = "Take back what was said to be delivered, before it is answered")
    public Uni<RestResponse<DeliveryView>> withdraw(@RestPath UUID id, @NotNull @Valid Reason why) {
        return answered(deliveries.withdraw(current.get(), id, why.reason()));
    }

    private Uni<RestResponse<DeliveryView>> answered(Effect<Shown> effect) {
        Actor actor = current.get();
        return once.ok(effect, after -> DeliveryView.of(after, actor, deliveries.now()));
    }
}
