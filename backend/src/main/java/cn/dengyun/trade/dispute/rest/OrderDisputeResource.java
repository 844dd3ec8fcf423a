package cn.dengyun.trade.dispute.rest;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.dispute.DisputeForms;
import cn.dengyun.trade.dispute.DisputeService;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** How a side of an order complains. */
@Path("/api/v1/orders/{id}/disputes")
@Tag(name = "Disputes")
public class OrderDisputeResource {

    private final DisputeService disputes;
    private final Once once;
    private final CurrentActor current;

    OrderDisputeResource(DisputeService disputes, Once once, CurrentActor current) {
        this.disputes = disputes;
        this.once = once;
        this.current = current;
    }

    @POST
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "dispute-too-late",
        "dispute-without-delivery",
        "disputes-too-many",
        "not-yours",
        "order-delivery-not-found",
        "order-disputed",
        "organization-frozen",
        "service-order-not-found",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "fileOrderDispute",
            summary = "Complain about an order",
            description =
                    "Nothing of the order moves from then on, and what vouchers hold for it is held, until whoever"
                            + " complained takes it back or an authority of the enterprise has decided, in 20 working days.")
    @APIResponse(responseCode = "201", description = "Filed; an authority decides")
    public Uni<RestResponse<DisputeView>> file(@RestPath UUID id, @NotNull @Valid DisputeForms.Complaint wanted) {
        Actor actor = current.get();
        return once.created(
                disputes.file(actor, id, wanted),
                made -> DisputeView.of(made, actor, made.filedAt()),
                made -> DisputeResource.PATH + "/" + made.id());
    }
}
