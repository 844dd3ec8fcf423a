package cn.dengyun.trade.provisioning;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.aggregate.Reason;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What stands where at the endpoints of providers. */
@Path(ProvisioningResource.PATH)
@Tag(name = "Provisioning")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
class ProvisioningResource {

    static final String PATH = "/api/v1/provisionings";

    private final ProvisioningService provisionings;
    private final Once once;
    private final CurrentActor current;

    ProvisioningResource(ProvisioningService provisionings, Once once, CurrentActor current) {
        this.provisionings = provisionings;
        this.once = once;
        this.current = current;
    }

    @GET
    @RequiredScope(ClientScope.ORDERS_READ)
    @Operation(
            operationId = "listProvisionings",
            summary = "Provisionings, newest first",
            description = "Both sides see their own, an authority those of enterprises of its region and below, finance"
                    + " and auditors all.")
    public Uni<RestResponse<Page<ProvisioningView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there") ProvisioningStatus status,
            @RestQuery @Parameter(description = "Only that of this order") UUID orderId,
            @RestQuery @Parameter(description = "Only those of orders of this offering") UUID offeringId,
            @RestQuery @Parameter(description = "Only those with this provider") UUID providerId,
            @RestQuery @Parameter(description = "Only those of this enterprise") UUID organizationId,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Filter filter = new Filter()
                .is("status", status)
                .is("order_id", orderId)
                .is("offering_id", offeringId)
                .is("provider_id", providerId)
                .is("organization_id", organizationId);
        return provisionings
                .list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(each -> ProvisioningView.of(each, actor)), request));
    }

    @GET
    @Path("/{id}")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Refuses({"provisioning-not-found"})
    @Operation(operationId = "getProvisioning", summary = "A provisioning")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<ProvisioningView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return provisionings
                .find(actor, id)
                .map(found -> EntityTags.respond(ProvisioningView.of(found, actor), ifNoneMatch));
    }

    @GET
    @Path("/{id}/calls")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Refuses({"provisioning-not-found"})
    @Operation(
            operationId = "listProvisioningCalls",
            summary = "What the endpoint was asked and has answered, newest first")
    public Uni<RestResponse<Page<ProvisioningCallView>>> calls(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return provisionings
                .calls(current.get(), id, cursor, limit)
                .map(page -> PageLinks.respond(page.map(ProvisioningCallView::of), request));
    }

    @POST
    @Path("/{id}/retries")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"not-yours", "provisioning-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "retryProvisioning",
            summary = "Let it be tried again",
            description = "What failed is asked for again, what got stuck is removed again.")
    public Uni<RestResponse<ProvisioningView>> retry(@RestPath UUID id) {
        Actor actor = current.get();
        return once.ok(provisionings.retry(actor, id), after -> ProvisioningView.of(after, actor));
    }

    @POST
    @Path("/{id}/abandonments")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"not-yours", "provisioning-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "abandonProvisioning",
            summary = "See to it by hand",
            description =
                    "The provider answers for it that nothing is left at the endpoint. The order goes on as it is:"
                            + " its provider lets it begin, where it has not.")
    public Uni<RestResponse<ProvisioningView>> abandon(@RestPath UUID id, @NotNull @Valid Reason why) {
        Actor actor = current.get();
        return once.ok(provisionings.abandon(actor, id, why.reason()), after -> ProvisioningView.of(after, actor));
    }
}
