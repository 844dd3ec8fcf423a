package cn.dengyun.identity.member;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
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
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Roles with a say over others, to which a second person consents. */
@Path("/api/v1/role-grants")
@Tag(name = "Organizations")
@RolesAllowed({Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN})
public class RoleGrantResource {

    private final RoleGrantService grants;
    private final Once once;
    private final CurrentActor current;

    RoleGrantResource(RoleGrantService grants, Once once, CurrentActor current) {
        this.grants = grants;
        this.once = once;
        this.current = current;
    }

    /** Why somebody decides so. */
    @Schema(name = "RoleGrantReason", description = "Why it is decided so")
    public record RoleGrantReason(
            @NotBlank @Size(max = 2_000) @Schema(required = true, description = "Kept on record", examples = "人员名单已核对")
            String reason) {}

    @GET
    @Refuses({"owner-only"})
    @Operation(
            operationId = "listRoleGrants",
            summary = "Role grants, newest first",
            description = "An owner's are those of its organisation; system administrators and auditors see all.")
    public Uni<RestResponse<Page<RoleGrantView>>> list(
            @RestQuery @Parameter(description = "Only those in this status now") RoleGrantStatus status,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        return grants.list(actor, status, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> RoleGrantView.of(found, actor)), request));
    }

    @GET
    @Path("/{id}")
    @Refuses({"role-grant-not-found"})
    @Operation(
            operationId = "getRoleGrant",
            summary = "A role grant",
            description = "For owners of the organisation, system administrators and auditors.")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<RoleGrantView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return grants.find(actor, id)
                .map(found -> RoleGrantView.of(found, actor))
                .map(view -> EntityTags.respond(view, view.tag(), ifNoneMatch));
    }

    @POST
    @Path("/{id}/approvals")
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({
        "four-eyes-required",
        "last-owner",
        "owner-only",
        "person-known",
        "role-grant-decided",
        "role-grant-not-found",
        "role-not-yours-to-give",
        "viewer-may-only-read"
    })
    @Operation(operationId = "approveRoleGrant", summary = "Consent to roles, which gives them", description = """
        By another owner who has the roles, or a system administrator; never by who proposed it or gets them. \
        Invitations leave by mail then, and a member signs in again.\
        """)
    @APIResponse(responseCode = "200", description = "Approved")
    public Uni<RestResponse<RoleGrantView>> approve(@RestPath UUID id, @NotNull @Valid RoleGrantReason request) {
        return decide(RoleGrantDecision.APPROVE, id, request);
    }

    @POST
    @Path("/{id}/rejections")
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"owner-only", "role-grant-decided", "role-grant-not-found", "viewer-may-only-read"})
    @Operation(
            operationId = "rejectRoleGrant",
            summary = "Reject a role grant, or take it back",
            description = "By an owner or a system administrator. Its invitations are withdrawn.")
    @APIResponse(responseCode = "200", description = "Rejected")
    public Uni<RestResponse<RoleGrantView>> reject(@RestPath UUID id, @NotNull @Valid RoleGrantReason request) {
        return decide(RoleGrantDecision.REJECT, id, request);
    }

    private Uni<RestResponse<RoleGrantView>> decide(RoleGrantDecision decision, UUID id, RoleGrantReason request) {
        Actor actor = current.get();
        return once.reply(
                grants.decide(decision, actor, id, request.reason()), found -> RoleGrantView.ok(found, actor));
    }
}
