package cn.dengyun.identity.member;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Whom an organisation has invited. */
@Path("/api/v1/organizations/{organizationId}/invitations")
@Tag(name = "Organizations")
public class OrganizationInvitationResource {

    private final InvitationService invitations;
    private final CurrentActor actor;
    private final Clock clock;

    OrganizationInvitationResource(InvitationService invitations, CurrentActor actor, Clock clock) {
        this.invitations = invitations;
        this.actor = actor;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN})
    @Refuses({"forbidden", "organization-not-found", "owner-only"})
    @Operation(
            operationId = "listInvitations",
            summary = "Invitations of an organisation, newest first",
            description = "For its owners and system administrators; those that are over included.")
    public Uni<RestResponse<Page<InvitationView>>> list(
            @RestPath UUID organizationId,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Instant now = clock.instant();
        return invitations
                .list(actor.get(), organizationId, cursor, limit)
                .map(page -> PageLinks.respond(page.map(invitation -> InvitationView.of(invitation, now)), request));
    }
}
