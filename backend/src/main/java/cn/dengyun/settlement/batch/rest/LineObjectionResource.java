package cn.dengyun.settlement.batch.rest;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.settlement.batch.NewObjection;
import cn.dengyun.settlement.batch.SettlementObjectionService;
import cn.dengyun.shared.Actor;
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

/** Objections to the lines of one batch on public notice. */
@Path("/api/v1/settlement-batches/{id}/objections")
@Tag(name = "Settlement batches")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
class LineObjectionResource {

    private final SettlementObjectionService objections;
    private final Once once;
    private final CurrentActor current;

    LineObjectionResource(SettlementObjectionService objections, Once once, CurrentActor current) {
        this.objections = objections;
        this.once = once;
        this.current = current;
    }

    @POST
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "notice-over",
        "objector-not-certified",
        "settlement-batch-not-found",
        "settlement-line-not-found",
        "settlement-objection-repeated"
    })
    @Operation(
            operationId = "createSettlementObjection",
            summary = "Object to a payment on public notice",
            description =
                    "By certified organisations and offices, each once for each payment, until the notice ends. It is"
                            + " not paid before that is decided; the others are.")
    @APIResponse(responseCode = "201", description = "Filed")
    public Uni<RestResponse<SettlementObjectionView>> file(@RestPath UUID id, @NotNull @Valid NewObjection wanted) {
        Actor actor = current.get();
        return once.created(
                objections.file(actor, id, wanted),
                made -> SettlementObjectionView.of(made, actor),
                made -> SettlementObjectionResource.PATH + "/" + made.id());
    }
}
