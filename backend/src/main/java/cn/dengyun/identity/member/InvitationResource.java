package cn.dengyun.identity.member;

import cn.dengyun.platform.form.CsvTable;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.CurrentOperation;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.Hashes;
import cn.dengyun.shared.MobileNumber;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Invitations, each for itself. */
@Path("/api/v1/invitations")
@Tag(name = "Organizations")
public class InvitationResource {

    private final InvitationService invitations;
    private final CurrentOperation operation;
    private final Once once;
    private final CurrentActor actor;
    private final Clock clock;

    InvitationResource(
            InvitationService invitations, CurrentOperation operation, Once once, CurrentActor actor, Clock clock) {
        this.invitations = invitations;
        this.operation = operation;
        this.once = once;
        this.actor = actor;
        this.clock = clock;
    }

    @POST
    @Consumes(CsvTable.MEDIA_TYPE)
    @RolesAllowed({Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN})
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {"body-too-large", "forbidden", "invitation-quota-exceeded", "viewer-may-only-read"},
            defects = {
                "body-missing",
                "csv-cell-surplus",
                "csv-cell-too-long",
                "csv-column-missing",
                "csv-column-unfit",
                "csv-empty",
                "csv-too-many-rows",
                "csv-unreadable",
                "email-invalid",
                "forbidden-character",
                "invitation-host-unknown",
                "invitation-twice",
                "organization-role-required",
                "required",
                "role-not-for-kind",
                "role-not-yours-to-give",
                "role-required"
            })
    @Operation(operationId = "inviteMembers", summary = "Invite the people of a file", description = """
        A row each, by an owner of its organisation or a system administrator: everybody is invited in the order of \
        the rows, or nobody when anything is wrong with one. Row 1 is the header; `/rows/2/email` is a cell below it. \
        All who are to have a say over others wait for one approval, `roleGrantId`.\
        """)
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = CsvTable.MEDIA_TYPE,
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            format = "binary",
                                            description = InvitationSheet.DESCRIPTION,
                                            examples = InvitationSheet.EXAMPLE)))
    @APIResponse(
            responseCode = "201",
            description = "All are invited",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = InvitationsView.class)))
    public Uni<RestResponse<InvitationsView>> inviteAll(byte[] file) {
        InvitationSheet sheet = InvitationSheet.read(file);
        operation.read(Hashes.sha256(file));
        Instant now = clock.instant();
        return once.created(
                invitations.inviteAll(actor.get(), sheet),
                made -> new InvitationsView(made.stream()
                        .map(invitation -> InvitationView.of(invitation, now))
                        .toList()));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN})
    @Refuses({"forbidden", "invitation-not-found"})
    @Operation(
            operationId = "getInvitation",
            summary = "An invitation",
            description = "For owners of its organisation and system administrators.")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<InvitationView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        return invitations.find(actor.get(), id).map(invitation -> {
            InvitationView view = InvitationView.of(invitation, clock.instant());
            return EntityTags.respond(view, view.status().name(), ifNoneMatch);
        });
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN})
    @Cancellable(false)
    @Refuses({"forbidden", "invitation-not-found", "invitation-over", "viewer-may-only-read"})
    @Operation(
            operationId = "withdrawInvitation",
            summary = "Withdraw an invitation",
            description = "There is no way back but another invitation, so there is no version to check.")
    @APIResponse(responseCode = "204", description = "Withdrawn")
    public Uni<RestResponse<Void>> withdraw(@RestPath UUID id) {
        return once.noContent(invitations.withdraw(actor.get(), id));
    }

    @POST
    @Path("/{id}/acceptances")
    @PermitAll
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    @Cancellable(false)
    @Refuses(
            value = {
                "email-taken",
                "invitation-not-found",
                "person-known",
                "sign-in-busy",
                "sign-in-elsewhere",
                "username-taken"
            },
            defects = {
                "mobile-required",
                "password-common",
                "password-guessable",
                "password-too-long",
                "password-too-short"
            })
    @Operation(operationId = "acceptInvitation", summary = "Accept an invitation", description = """
        Makes the account; sign in with it afterwards. The token is good once, so a repetition is refused: no \
        Idempotency-Key.\
        """)
    @APIResponse(responseCode = "201", description = "Accepted")
    public Uni<RestResponse<MemberView>> accept(@RestPath UUID id, @NotNull @Valid InvitationAcceptance request) {
        return once.created(
                invitations.accept(
                        id,
                        new InvitationService.Acceptance(
                                request.token(),
                                request.username(),
                                request.displayName(),
                                request.mobile(),
                                request.password())),
                MemberView::of);
    }

    /** All invitations of a file. */
    @Schema(name = "Invitations", description = "The invitations of a file, in the order of its rows")
    public record InvitationsView(
            @Schema(required = true, description = "One for each row")
            List<InvitationView> data) {}

    /** Who accepts. */
    @Schema(name = "InvitationAcceptance", description = "The account of the person who joins")
    public record InvitationAcceptance(
            @NotBlank
            @Size(max = 100)
            @Schema(
                    required = true,
                    description = "The one that came by mail",
                    examples = "kq3vJ2mXh0cTq7pZ1sYw9uB4nD6eF8aR5gL0iO2tVxE")
            String token,

            @NotBlank
            @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{2,49}")
            @Schema(
                    required = true,
                    description = "3 to 50 letters, digits, dots, hyphens and underscores; capitals do not count",
                    examples = "lina")
            String username,

            @NotBlank
            @Size(max = 100)
            @Schema(required = true, description = "The name that others see", examples = "李娜")
            String displayName,

            @Pattern(regexp = MobileNumber.FORM)
            @Schema(
                    nullable = true,
                    description = "Required in authorities and at the operator, where a person has one account",
                    examples = "13800005551")
            String mobile,

            @NotBlank
            @Size(max = 200)
            @Schema(required = true, description = "The password of the new account", examples = "云上安徽 2018 起步")
            String password) {

        /** Without the secrets, in case a log ever asks. */
        @Override
        public String toString() {
            return "InvitationAcceptance[" + username + "]";
        }
    }
}
