package cn.dengyun.trade.usage.rest;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.usage.NewUsageCorrection;
import cn.dengyun.trade.usage.UsageService;
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

/** Corrections of what was reported. */
@Path("/api/v1/usage-corrections")
@Tag(name = "Usage")
class UsageCorrectionResource {

    private static final String PATH = "/api/v1/usage-corrections/";

    private final UsageService usage;
    private final Once once;
    private final CurrentActor current;

    UsageCorrectionResource(UsageService usage, Once once, CurrentActor current) {
        this.usage = usage;
        this.once = once;
        this.current = current;
    }

    @POST
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.USAGE_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {"not-yours", "transition-not-allowed", "usage-event-key-taken", "usage-event-not-found"},
            defects = {
                "quantity-not-whole",
                "usage-ends-before-begin",
                "usage-quantity-expected",
                "usage-replacement-doubtful",
                "usage-value-expected"
            })
    @Operation(
            operationId = "createUsageCorrection",
            summary = "Take back an event that counts, and say what counts in its place",
            description =
                    "By the provider, of events of any age. The event stays on record; what a bill has counted of it"
                            + " the next bill takes back.")
    @APIResponse(responseCode = "201", description = "Corrected")
    public Uni<RestResponse<UsageCorrectionView>> create(@NotNull @Valid NewUsageCorrection wanted) {
        Actor actor = current.get();
        return once.created(
                usage.correct(actor, wanted),
                made -> UsageCorrectionView.of(made, actor),
                made -> PATH + made.correction().id());
    }

    @GET
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
    @RequiredScope(ClientScope.USAGE_READ)
    @Operation(operationId = "listUsageCorrections", summary = "Corrections of what was reported, newest first")
    public Uni<RestResponse<Page<UsageCorrectionView>>> list(
            @RestQuery @Parameter(description = "Only those of this meter") UUID meterId,
            @RestQuery @Parameter(description = "Only those of this order") UUID orderId,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Filter filter = new Filter().is("meter_id", meterId).is("order_id", orderId);
        return usage.corrections(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> UsageCorrectionView.of(found, actor)), request));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
    @RequiredScope(ClientScope.USAGE_READ)
    @Refuses({"usage-correction-not-found"})
    @Operation(operationId = "getUsageCorrection", summary = "A correction of what was reported")
    public Uni<UsageCorrectionView> get(@RestPath UUID id) {
        Actor actor = current.get();
        return usage.correction(actor, id).map(found -> UsageCorrectionView.of(found, actor));
    }
}
