package cn.dengyun.settlement.batch.rest;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.settlement.batch.ObjectionDecision;
import cn.dengyun.settlement.batch.SettlementObjectionService;
import cn.dengyun.settlement.batch.domain.SettlementObjectionStatus;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Objections to payments on public notice. */
@Path(SettlementObjectionResource.PATH)
@Tag(name = "Settlement batches")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
class SettlementObjectionResource {

    static final String PATH = "/api/v1/settlement-objections";

    private final SettlementObjectionService objections;
    private final Once once;
    private final CurrentActor current;

    SettlementObjectionResource(SettlementObjectionService objections, Once once, CurrentActor current) {
        this.objections = objections;
        this.once = once;
        this.current = current;
    }

    @GET
    @Operation(
            operationId = "listSettlementObjections",
            summary = "Objections to payments on public notice, newest first",
            description = "Those that the caller's organisation has filed, and for finance those that it decides;"
                    + " authorities see those of their region, auditors all.")
    public Uni<RestResponse<Page<SettlementObjectionView>>> list(
            @RestQuery @Parameter(description = "Only those to this batch") UUID settlementBatchId,
            @RestQuery @Parameter(description = "Only those that stand there") SettlementObjectionStatus status,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Filter filter = new Filter().is("batch_id", settlementBatchId).is("status", status);
        return objections
                .list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> SettlementObjectionView.of(found, actor)), request));
    }

    @GET
    @Path("/{id}")
    @Refuses({"settlement-objection-not-found"})
    @Operation(operationId = "getSettlementObjection", summary = "An objection to a payment")
    public Uni<RestResponse<SettlementObjectionView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return objections
                .find(actor, id)
                .map(found -> EntityTags.respond(SettlementObjectionView.of(found, actor), ifNoneMatch));
    }

    @POST
    @Path("/{id}/decisions")
    @RolesAllowed(Roles.FINANCE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "four-eyes-required",
        "not-yours",
        "settlement-objection-not-found",
        "settlement-objection-reviewer",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "decideSettlementObjection",
            summary = "Decide on an objection to a payment",
            description =
                    "By somebody who has neither filed it, nor checked the batch, nor reviewed the claim. Upheld, the"
                            + " line is taken out if it is still in the batch, and the claim goes back to whoever made it;"
                            + " dismissed, it can be paid.")
    public Uni<RestResponse<SettlementObjectionView>> decide(
            @RestPath UUID id, @NotNull @Valid ObjectionDecision wanted) {
        Actor actor = current.get();
        return once.ok(objections.decide(actor, id, wanted), after -> SettlementObjectionView.of(after, actor));
    }
}
