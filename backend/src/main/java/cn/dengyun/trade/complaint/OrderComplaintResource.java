package cn.dengyun.trade.complaint;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
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

/** How an enterprise complains about an order. */
@Path("/api/v1/orders/{id}/complaints")
@Tag(name = "Complaints")
public class OrderComplaintResource {

    private final ComplaintService complaints;
    private final Once once;
    private final CurrentActor current;

    OrderComplaintResource(ComplaintService complaints, Once once, CurrentActor current) {
        this.complaints = complaints;
        this.once = once;
        this.current = current;
    }

    @POST
    @RolesAllowed(Roles.ENTERPRISE)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "complaint-of-related",
        "complaint-without-contract",
        "complaints-of-order-too-many",
        "complaints-too-many",
        "not-yours",
        "service-order-not-found"
    })
    @Operation(
            operationId = "fileComplaint",
            summary = "Complain about the service of an order",
            description = "From the moment on that the provider has accepted the order, whatever became of it. The"
                    + " provider answers in five working days; what it does not answer an authority of the enterprise"
                    + " decides. The order goes on meanwhile: what must not go on is a dispute.")
    @APIResponse(responseCode = "201", description = "Filed; the provider answers")
    public Uni<RestResponse<ComplaintView>> file(@RestPath UUID id, @NotNull @Valid ComplaintForms.Complaint wanted) {
        Actor actor = current.get();
        return once.created(
                complaints.file(actor, id, wanted),
                made -> ComplaintView.of(made, actor, made.filedAt()),
                made -> ComplaintResource.PATH + "/" + made.id());
    }
}
