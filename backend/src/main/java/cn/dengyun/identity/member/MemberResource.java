package cn.dengyun.identity.member;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.frame.Reply;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.IfMatch;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The people of an organisation. */
@Path("/api/v1/organizations/{organizationId}/members")
@Tag(name = "Organizations")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN})
public class MemberResource {

    private final MemberService members;
    private final InvitationService invitations;
    private final Once once;
    private final CurrentActor actor;
    private final Clock clock;

    MemberResource(MemberService members, InvitationService invitations, Once once, CurrentActor actor, Clock clock) {
        this.members = members;
        this.invitations = invitations;
        this.once = once;
        this.actor = actor;
        this.clock = clock;
    }

    @GET
    @Refuses({"forbidden", "organization-not-found"})
    @Operation(
            operationId = "listMembers",
            summary = "The people of an organisation, newest first",
            description = "For its own people, auditors and system administrators.")
    public Uni<RestResponse<Page<MemberView>>> list(
            @RestPath UUID organizationId,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return members.list(actor.get(), organizationId, cursor, limit)
                .map(page -> PageLinks.respond(page.map(MemberView::of), request));
    }

    @POST
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses(
            value = {
                "forbidden",
                "invitation-quota-exceeded",
                "organization-not-found",
                "owner-only",
                "role-not-yours-to-give",
                "viewer-may-only-read"
            },
            defects = {"email-invalid", "role-not-for-kind", "role-required"})
    @Operation(operationId = "inviteMember", summary = "Invite somebody to an organisation", description = """
        By an owner or a system administrator. A one-time token goes to the address by mail; with it the person \
        chooses a user name and a password at `POST /api/v1/invitations/{id}/acceptances`. Another invitation to \
        the same address replaces the one before. In an authority `roles` says what the account will be on the \
        platform: an owner gives the roles that he has, a system administrator any. There the mail leaves when \
        another person has approved `roleGrantId`.\
        """)
    @APIResponse(responseCode = "201", description = "Invited")
    public Uni<RestResponse<InvitationView>> invite(@RestPath UUID organizationId, @NotNull @Valid NewMember request) {
        return once.created(
                invitations.invite(
                        actor.get(),
                        organizationId,
                        new InvitationService.NewInvitation(
                                request.email(), request.organizationRole(), request.roles())),
                invitation -> InvitationView.of(invitation, clock.instant()),
                invitation -> "/api/v1/invitations/" + invitation.id());
    }

    @GET
    @Path("/{accountId}")
    @Refuses({"forbidden", "member-not-found", "organization-not-found"})
    @Operation(
            operationId = "getMember",
            summary = "A person of an organisation",
            description = "For its own people, auditors and system administrators.")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<MemberView>> get(
            @RestPath UUID organizationId,
            @RestPath UUID accountId,
            @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        return members.find(actor.get(), organizationId, accountId).map(member -> tagged(member, ifNoneMatch));
    }

    @PATCH
    @Path("/{accountId}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @Cancellable(false)
    @IfMatch
    @Refuses(
            value = {
                "forbidden",
                "last-owner",
                "member-not-found",
                "organization-not-found",
                "owner-only",
                "role-not-yours-to-give",
                "viewer-may-only-read"
            },
            defects = {"role-not-for-kind", "role-required"})
    @Operation(operationId = "changeMember", summary = "Change what a person may do", description = """
        By an owner or a system administrator. All sessions of the person end, so that its next one has the new \
        roles. The last owner stays one. In an authority a change that gives anything is only proposed: it takes \
        effect when another person has approved `roleGrantId`.\
        """)
    @RequestBody(
            required = true,
            content = @Content(mediaType = MergePatch.MEDIA_TYPE, schema = @Schema(implementation = MemberPatch.class)))
    public Uni<RestResponse<MemberView>> change(
            @RestPath UUID organizationId, @RestPath UUID accountId, @NotNull JsonNode patch) {
        return once.reply(
                members.change(actor.get(), organizationId, accountId, once.precondition(), patch),
                member -> Reply.ok(MemberView.of(member)).tagged(MemberService.tag(member)));
    }

    @DELETE
    @Path("/{accountId}")
    @Cancellable(false)
    @IfMatch(required = false)
    @Refuses({
        "forbidden",
        "last-owner",
        "member-not-found",
        "organization-not-found",
        "owner-only",
        "viewer-may-only-read"
    })
    @Operation(
            operationId = "removeMember",
            summary = "Remove a person from an organisation",
            description = "By an owner or a system administrator. The account is disabled and its sessions end;"
                    + " there is no way back but another invitation. If-Match is optional. The last owner stays.")
    @APIResponse(responseCode = "204", description = "Removed")
    public Uni<RestResponse<Void>> remove(@RestPath UUID organizationId, @RestPath UUID accountId) {
        return once.noContent(members.remove(actor.get(), organizationId, accountId, once.precondition()));
    }

    private static RestResponse<MemberView> tagged(Member member, String ifNoneMatch) {
        return EntityTags.respond(MemberView.of(member), MemberService.tag(member), ifNoneMatch);
    }

    /** Somebody to be invited. */
    @Schema(name = "MemberRequest", description = "The person to be invited")
    public record NewMember(
            @NotBlank
            @Size(max = 254)
            @Schema(required = true, description = "Where the invitation is sent", examples = "lina@example.cn")
            String email,

            @NotNull @Schema(required = true) OrganizationRole organizationRole,

            @Size(max = 3)
            @Schema(
                    nullable = true,
                    description = "In an authority, and only there: `AUTHORITY`, `FINANCE`, `AUDITOR`",
                    examples = "[\"AUTHORITY\"]")
            List<String> roles) {}
}
