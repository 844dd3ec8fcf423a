package cn.dengyun.programme.rest;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.programme.MovementService;
import cn.dengyun.programme.ProgrammeForms;
import cn.dengyun.programme.domain.MovementDecision;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Budget movements: what another person decides. */
@Path("/api/v1/budget-movements/{id}")
@Tag(name = "Budgets")
@RolesAllowed({Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
public class BudgetMovementResource {

    private final MovementService movements;
    private final Once once;
    private final CurrentActor current;

    BudgetMovementResource(MovementService movements, Once once, CurrentActor current) {
        this.movements = movements;
        this.once = once;
        this.current = current;
    }

    @GET
    @Refuses({"budget-movement-not-found"})
    @Operation(operationId = "getBudgetMovement", summary = "A budget movement")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<BudgetMovementView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return movements
                .find(actor, id)
                .map(found -> BudgetMovementView.of(found, actor, movements.now()))
                .map(view -> EntityTags.respond(view, view.tag(), ifNoneMatch));
    }

    @POST
    @Path("/approvals")
    @RolesAllowed({Roles.AUTHORITY, Roles.FINANCE})
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({
        "budget-cut-too-deep",
        "budget-movement-decided",
        "budget-movement-not-found",
        "budget-movement-not-possible",
        "budget-nothing-left",
        "carry-over-not-allowed",
        "carry-over-target-unfit",
        "four-eyes-required",
        "programme-not-yours",
        "provider-ceiling-below-committed"
    })
    @Operation(
            operationId = "approveBudgetMovement",
            summary = "Approve a budget movement, which carries it out",
            description = "By finance, or by the owner what is no money of finance; never by who asked for it. Of"
                    + " two that want the same money one holds.")
    @APIResponse(responseCode = "200", description = "Carried out")
    public Uni<RestResponse<BudgetMovementView>> approve(
            @RestPath UUID id, @NotNull @Valid ProgrammeForms.Reason request) {
        Actor actor = current.get();
        return once.reply(
                movements.decide(MovementDecision.APPROVE, actor, id, request.reason()),
                done -> BudgetMovementView.ok(done, actor, movements.now()));
    }

    @POST
    @Path("/rejections")
    @RolesAllowed({Roles.AUTHORITY, Roles.FINANCE})
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"budget-movement-decided", "budget-movement-not-found", "programme-not-yours"})
    @Operation(
            operationId = "rejectBudgetMovement",
            summary = "Reject a budget movement, or take it back",
            description = "By whoever may approve it, or who asked for it.")
    @APIResponse(responseCode = "200", description = "Rejected")
    public Uni<RestResponse<BudgetMovementView>> reject(
            @RestPath UUID id, @NotNull @Valid ProgrammeForms.Reason request) {
        Actor actor = current.get();
        return once.reply(
                movements.decide(MovementDecision.REJECT, actor, id, request.reason()),
                done -> BudgetMovementView.ok(done, actor, movements.now()));
    }

    @POST
    @Path("/reversals")
    @RolesAllowed({Roles.AUTHORITY, Roles.FINANCE})
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "budget-cut-too-deep",
        "budget-movement-not-found",
        "budget-movement-not-possible",
        "budget-movement-not-reversible",
        "budget-movement-reversed",
        "programme-not-yours"
    })
    @Operation(
            operationId = "createBudgetMovementReversal",
            summary = "Ask that a return or a carry-over is undone",
            description = "In whole, into the budgets that gave it, as long as neither programme is accounted for and"
                    + " what was carried over is still free in the pool of the other one. By finance or the owner. It"
                    + " is a budget movement of its own, which moves nothing before another person of finance has"
                    + " approved it.")
    @APIResponse(
            responseCode = "201",
            description = "Asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BudgetMovementView.class)))
    public Uni<RestResponse<BudgetMovementView>> reverse(
            @RestPath UUID id, @NotNull @Valid ProgrammeForms.Reason request) {
        Actor actor = current.get();
        return once.reply(
                movements.reverse(actor, id, request.reason()),
                made -> BudgetMovementView.created(made, actor, movements.now()));
    }
}
