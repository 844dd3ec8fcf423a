package cn.dengyun.programme.rest;

import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.ConservationStatement;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.programme.BudgetForms;
import cn.dengyun.programme.MovementService;
import cn.dengyun.programme.ProgrammeService;
import cn.dengyun.programme.domain.MovementKind;
import cn.dengyun.programme.domain.MovementStatus;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The money of a programme: what is asked for, what is where, and whether all of it is there. */
@Path("/api/v1/programmes/{id}")
@Tag(name = "Budgets")
public class BudgetResource {

    private final ProgrammeService programmes;
    private final MovementService movements;
    private final LedgerService ledger;
    private final Once once;
    private final CurrentActor current;

    BudgetResource(
            ProgrammeService programmes,
            MovementService movements,
            LedgerService ledger,
            Once once,
            CurrentActor current) {
        this.programmes = programmes;
        this.movements = movements;
        this.ledger = ledger;
        this.once = once;
        this.current = current;
    }

    @POST
    @Path("/appropriations")
    @RolesAllowed(Roles.FINANCE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"budget-movement-not-possible", "programme-not-found", "programme-not-yours"})
    @Operation(
            operationId = "createAppropriation",
            summary = "Ask to give money to a programme",
            description = "From finance to the pool of the programme. It moves nothing before another person has"
                    + " approved it.")
    @APIResponse(
            responseCode = "201",
            description = "Asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BudgetMovementView.class)))
    public Uni<RestResponse<BudgetMovementView>> createAppropriation(
            @RestPath UUID id, @NotNull @Valid BudgetForms.Appropriation request) {
        Actor actor = current.get();
        return once.reply(
                movements.appropriate(actor, id, request),
                made -> BudgetMovementView.created(made, actor, movements.now()));
    }

    @POST
    @Path("/allocations")
    @RolesAllowed({Roles.AUTHORITY, Roles.FINANCE})
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {"budget-cut-too-deep", "budget-movement-not-possible", "programme-not-found", "programme-not-yours"
            },
            defects = {"budget-region-unfit"})
    @Operation(
            operationId = "createAllocation",
            summary = "Ask to give money to a unit or a county",
            description = "From the pool to a reporting unit, or from a unit to a county of it; by finance or the"
                    + " owner, within a unit also by its authority. It moves nothing before another person has"
                    + " approved it.")
    @APIResponse(
            responseCode = "201",
            description = "Asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BudgetMovementView.class)))
    public Uni<RestResponse<BudgetMovementView>> createAllocation(
            @RestPath UUID id, @NotNull @Valid BudgetForms.Allocation request) {
        Actor actor = current.get();
        return once.reply(
                movements.allocate(actor, id, request),
                made -> BudgetMovementView.created(made, actor, movements.now()));
    }

    @POST
    @Path("/reallocations")
    @RolesAllowed({Roles.AUTHORITY, Roles.FINANCE})
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {"budget-cut-too-deep", "budget-movement-not-possible", "programme-not-found", "programme-not-yours"
            },
            defects = {"budget-region-same", "budget-region-unfit"})
    @Operation(
            operationId = "createReallocation",
            summary = "Ask to move free money between regions",
            description = "Also back to the pool; never what is held for applications or in vouchers. By finance or"
                    + " the owner, within a unit also by its authority. It moves nothing before another person"
                    + " has approved it.")
    @APIResponse(
            responseCode = "201",
            description = "Asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BudgetMovementView.class)))
    public Uni<RestResponse<BudgetMovementView>> createReallocation(
            @RestPath UUID id, @NotNull @Valid BudgetForms.Reallocation request) {
        Actor actor = current.get();
        return once.reply(
                movements.reallocate(actor, id, request),
                made -> BudgetMovementView.created(made, actor, movements.now()));
    }

    @POST
    @Path("/provider-ceilings")
    @RolesAllowed({Roles.AUTHORITY, Roles.FINANCE})
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"budget-movement-not-possible", "programme-not-found", "programme-not-yours", "provider-not-found"})
    @Operation(
            operationId = "createProviderCeiling",
            summary = "Ask for a limit of one provider in a programme",
            description = "Never below what the provider has come to; in the place of what the rules say for its"
                    + " kind. By finance or the owner. It holds once another person has approved it.")
    @APIResponse(
            responseCode = "201",
            description = "Asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BudgetMovementView.class)))
    public Uni<RestResponse<BudgetMovementView>> createProviderCeiling(
            @RestPath UUID id, @NotNull @Valid BudgetForms.Ceiling request) {
        Actor actor = current.get();
        return once.reply(
                movements.limit(actor, id, request), made -> BudgetMovementView.created(made, actor, movements.now()));
    }

    @POST
    @Path("/returns")
    @RolesAllowed({Roles.AUTHORITY, Roles.FINANCE})
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "budget-cut-too-deep",
        "budget-movement-not-possible",
        "budget-movement-waiting",
        "budget-nothing-left",
        "programme-not-found",
        "programme-not-yours"
    })
    @Operation(
            operationId = "createReturn",
            summary = "Ask that what is left goes back to finance",
            description = "Of a closed programme: an amount from one budget, or all that is free. By finance or the"
                    + " owner; one at a time. It moves nothing before another person of finance has approved it.")
    @APIResponse(
            responseCode = "201",
            description = "Asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BudgetMovementView.class)))
    public Uni<RestResponse<BudgetMovementView>> createReturn(
            @RestPath UUID id, @NotNull @Valid BudgetForms.Return request) {
        Actor actor = current.get();
        return once.reply(
                movements.giveBack(actor, id, request),
                made -> BudgetMovementView.created(made, actor, movements.now()));
    }

    @POST
    @Path("/carry-overs")
    @RolesAllowed({Roles.AUTHORITY, Roles.FINANCE})
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "budget-cut-too-deep",
        "budget-movement-not-possible",
        "budget-movement-waiting",
        "budget-nothing-left",
        "carry-over-not-allowed",
        "carry-over-target-unfit",
        "programme-not-found",
        "programme-not-yours"
    })
    @Operation(
            operationId = "createCarryOver",
            summary = "Ask that what is left goes to a following programme",
            description = "Of a closed programme whose rules allow it, to the pool of one of the same owner and a later"
                    + " year: an amount from one budget, or all that is free. By finance or the owner; one at a time. It"
                    + " moves nothing before another person of finance has approved it.")
    @APIResponse(
            responseCode = "201",
            description = "Asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BudgetMovementView.class)))
    public Uni<RestResponse<BudgetMovementView>> createCarryOver(
            @RestPath UUID id, @NotNull @Valid BudgetForms.CarryOver request) {
        Actor actor = current.get();
        return once.reply(
                movements.carryOver(actor, id, request),
                made -> BudgetMovementView.created(made, actor, movements.now()));
    }

    @GET
    @Path("/budget-movements")
    @RolesAllowed({Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
    @Refuses({"programme-not-found"})
    @Operation(
            operationId = "listBudgetMovements",
            summary = "Budget movements of a programme, and what others carry over to it, newest first")
    public Uni<RestResponse<Page<BudgetMovementView>>> movements(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "Only those that stand there") MovementStatus status,
            @RestQuery @Parameter(description = "Only those of this kind") MovementKind kind,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        return programmes
                .find(actor, id)
                .chain(programme -> movements
                        .list(programme, status, kind, cursor, limit)
                        .map(page -> page.map(found -> BudgetMovementView.of(found, actor, movements.now()))))
                .map(page -> PageLinks.respond(page, request));
    }

    @GET
    @Path("/provider-ceilings")
    @RolesAllowed({Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
    @Refuses({"programme-not-found"})
    @Operation(
            operationId = "listProviderCeilings",
            summary = "Limits of providers in a programme, and what they have come to")
    public Uni<RestResponse<Page<ProviderCeilingView>>> ceilings(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return programmes
                .find(current.get(), id)
                .chain(programme -> movements.ceilings(programme, cursor, limit))
                .map(page -> PageLinks.respond(page.map(ProviderCeilingView::of), request));
    }

    @GET
    @Path("/budgets")
    @PermitAll
    @Refuses({"programme-not-found", "token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listBudgets",
            summary = "Money of a programme by region",
            description = "The pool, the units and the counties that have any, by region, on one page.")
    public Uni<RestResponse<Page<BudgetView>>> budgets(@RestPath UUID id, @Context UriInfo request) {
        return programmes
                .find(current.get(), id)
                .chain(movements::budgets)
                .map(found -> PageLinks.respond(
                        new Page<>(found.stream().map(BudgetView::of).toList(), new Page.PageInfo(null, false)),
                        request));
    }

    @GET
    @Path("/conservation")
    @PermitAll
    @Refuses(
            value = {
                "ledger-not-found",
                "ledger-position-not-found",
                "programme-not-found",
                "token-invalid",
                "unauthenticated"
            },
            defects = {"parameters-exclude-each-other"})
    @Operation(
            operationId = "getConservation",
            summary = "Where all money of a programme is, now or at any past position or moment",
            description =
                    "Every fen that was appropriated is in one of the accounts, at every position of the" + " ledger.")
    @APIResponse(responseCode = "200", description = "With its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<ConservationView>> conservation(
            @RestPath UUID id,
            @RestQuery
                    @Min(0)
                    @Parameter(description = "As it was right after this position of the ledger", example = "1")
                    Long position,
            @RestQuery @Parameter(description = "As it was at this moment", example = "2018-12-31T16:00:00Z")
                    Instant at,
            @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        if (position != null && at != null) {
            throw Rejection.invalid(List.of(Defect.at("query/at", "parameters-exclude-each-other")));
        }
        return programmes
                .find(current.get(), id)
                .chain(programme -> conservationOf(programme.id(), position, at))
                .map(found ->
                        EntityTags.respond(ConservationView.of(found), String.valueOf(found.position()), ifNoneMatch));
    }

    private Uni<ConservationStatement> conservationOf(UUID programmeId, Long position, Instant at) {
        if (position != null) {
            return ledger.conservationAt(programmeId, position);
        }
        return at == null ? ledger.conservation(programmeId) : ledger.conservationAt(programmeId, at);
    }
}
