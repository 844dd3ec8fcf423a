package cn.dengyun.identity.delegation;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Delegations of enterprises to agents. */
@Path("/api/v1/delegations")
@Tag(name = "Delegations")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUDITOR})
public class DelegationResource {

    private final DelegationService delegations;
    private final Once once;
    private final CurrentActor current;

    DelegationResource(DelegationService delegations, Once once, CurrentActor current) {
        this.delegations = delegations;
        this.once = once;
        this.current = current;
    }

    /** Why a delegation ends. */
    @Schema(name = "DelegationRevocation", description = "Why a delegation ends")
    public record Revocation(
            @Size(max = 500)
            @Schema(nullable = true, description = "Why it ends, if anybody wants to say", examples = "代办事项已完成")
            String reason) {}

    @POST
    @RolesAllowed(Roles.ENTERPRISE)
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses(
            value = {"forbidden"},
            defects = {
                "delegation-agent-unfit",
                "delegation-over",
                "delegation-scope-unknown",
                "delegation-to-itself",
                "delegation-too-long"
            })
    @Operation(
            operationId = "createDelegation",
            summary = "Let an agent act for one's enterprise",
            description = "By an owner of the enterprise. The agent needs not consent; it acts by sending the id as"
                    + " `Dengyun-Delegation`.")
    @APIResponse(responseCode = "201", description = "Granted")
    public Uni<RestResponse<DelegationView>> create(@NotNull @Valid NewDelegation request) {
        return once.created(
                delegations.grant(current.get(), request),
                this::view,
                granted -> "/api/v1/delegations/" + granted.id());
    }

    @GET
    @RequiredScope(ClientScope.ORGANIZATION_READ)
    @Operation(
            operationId = "listDelegations",
            summary = "Delegations by and to one's organisation, newest first",
            description = "Auditors see all.")
    public Uni<RestResponse<Page<DelegationView>>> list(
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return delegations
                .list(current.get(), cursor, limit)
                .map(page -> PageLinks.respond(page.map(this::view), request));
    }

    @GET
    @Path("/{id}")
    @RequiredScope(ClientScope.ORGANIZATION_READ)
    @Refuses({"delegation-not-found"})
    @Operation(operationId = "getDelegation", summary = "A delegation", description = "For its two sides and auditors.")
    public Uni<DelegationView> get(@RestPath UUID id) {
        return delegations.find(current.get(), id).map(this::view);
    }

    @POST
    @Path("/{id}/revocations")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"delegation-not-found", "delegation-over-already", "forbidden"})
    @Operation(
            operationId = "revokeDelegation",
            summary = "End a delegation at once",
            description = "By a person of the enterprise that granted it, or of the agent, who lays it down.")
    @APIResponse(responseCode = "200", description = "Revoked")
    public Uni<RestResponse<DelegationView>> revoke(@RestPath UUID id, @NotNull @Valid Revocation request) {
        return once.ok(delegations.revoke(current.get(), id, request.reason()), this::view);
    }

    @GET
    @Path("/{id}/uses")
    @RequiredScope(ClientScope.ORGANIZATION_READ)
    @Refuses({"delegation-not-found", "forbidden"})
    @Operation(
            operationId = "listDelegationUses",
            summary = "What an agent did by a delegation, newest first",
            description = "Every request with it, refused ones included; for the enterprise that granted it and for"
                    + " auditors.")
    public Uni<RestResponse<Page<DelegationView.UseView>>> uses(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return delegations
                .uses(current.get(), id, cursor, limit)
                .map(page -> PageLinks.respond(page.map(DelegationView.UseView::of), request));
    }

    private DelegationView view(Delegation delegation) {
        return DelegationView.of(delegation, delegations.now());
    }
}
