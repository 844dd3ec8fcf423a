package cn.dengyun.identity.member;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.IfMatch;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.OwnAccount;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** That the caller belongs to its organisation. */
@Path("/api/v1/me/membership")
@Tag(name = "Organizations")
@OwnAccount
public class OwnMembershipResource {

    private final MemberService members;
    private final Once once;
    private final CurrentActor actor;

    OwnMembershipResource(MemberService members, Once once, CurrentActor actor) {
        this.members = members;
        this.once = once;
        this.actor = actor;
    }

    @DELETE
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN})
    @Cancellable(false)
    @IfMatch(required = false)
    @Refuses({"forbidden", "last-owner", "member-not-found"})
    @Operation(
            operationId = "leaveOrganization",
            summary = "Leave one's organisation",
            description = "The account is disabled and its sessions end; there is no way back but another"
                    + " invitation. The last owner cannot leave. If-Match is optional.")
    @APIResponse(responseCode = "204", description = "Left")
    public Uni<RestResponse<Void>> leave() {
        return once.noContent(members.leave(actor.get(), once.precondition()));
    }
}
