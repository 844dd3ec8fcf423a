package cn.dengyun.identity;

import cn.dengyun.platform.audit.AuditedRead;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Organisations: enterprises, providers, authorities and operators. */
@Path("/api/v1/organizations")
@Tag(name = "Organizations")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN})
public class OrganizationResource {

    private final OrganizationService organizations;
    private final CurrentActor actor;
    private final ObjectMapper json;

    OrganizationResource(OrganizationService organizations, CurrentActor actor, ObjectMapper json) {
        this.organizations = organizations;
        this.actor = actor;
        this.json = json;
    }

    @POST
    @RolesAllowed(Roles.SYSADMIN)
    @Cancellable(false)
    @Operation(
            operationId = "createOrganization",
            summary = "Register an organisation",
            description = "Problems: `invalid-request` (400; at `/creditCode` one of the `credit-code-…` defects),"
                    + " `idempotency-key-missing` (400), `forbidden` (403), `credit-code-taken` (409),"
                    + " `idempotency-key-reused` (422).")
    @APIResponse(
            responseCode = "201",
            description = "Registered",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OrganizationView.class)))
    public Uni<RestResponse<String>> create(
            @RestHeader("Idempotency-Key") @Parameter(description = "Makes it safe to repeat", required = true)
                    String key,
            @NotNull @Valid NewOrganization request) {
        return organizations.register(actor.get(), key, request, this::created).map(Answer::toResponse);
    }

    @GET
    @AuditedRead
    @Operation(
            operationId = "listOrganizations",
            summary = "Organisations that the caller may know of, newest first",
            description =
                    "One's own; an authority sees those in its region and below, auditors and system administrators all."
                            + " Problems: `invalid-request`, `cursor-invalid` (400).")
    public Uni<RestResponse<Page<OrganizationView>>> list(
            @RestQuery @Parameter(description = "Only organisations of this kind") OrganizationKind kind,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return organizations
                .list(actor.get(), kind, cursor, limit)
                .map(page -> PageLinks.respond(page.map(OrganizationView::of), request));
    }

    @GET
    @AuditedRead
    @Path("/{id}")
    @Operation(
            operationId = "getOrganization",
            summary = "An organisation",
            description = "Problems: `organization-not-found` (404; also when the caller may not know of it).")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<OrganizationView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        return organizations
                .find(id, actor.get())
                .map(found -> EntityTags.respond(OrganizationView.of(found), tag(found), ifNoneMatch));
    }

    @PATCH
    @Path("/{id}")
    @Cancellable(false)
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(
            operationId = "updateOrganization",
            summary = "Change name, industry or contact",
            description =
                    "By the organisation itself or a system administrator. Problems: `invalid-request` (400),"
                            + " `forbidden` (403), `organization-not-found` (404), `changed-meanwhile` (412), `if-match-required` (428).")
    public Uni<RestResponse<OrganizationView>> edit(
            @RestPath UUID id,
            @RestHeader("If-Match") @Parameter(description = "The ETag that the change is based on", required = true)
                    String ifMatch,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MergePatch.MEDIA_TYPE,
                                            schema = @Schema(implementation = OrganizationPatch.class)))
                    JsonNode patch) {
        return organizations
                .edit(id, actor.get(), ifMatch, patch)
                .map(changed -> EntityTags.respond(OrganizationView.of(changed), tag(changed), null));
    }

    private Answer created(Organization organization) {
        try {
            return Answer.created(
                    json.writeValueAsString(OrganizationView.of(organization)),
                    "/api/v1/organizations/" + organization.id(),
                    tag(organization));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view can be written", e);
        }
    }

    private static String tag(Organization organization) {
        return String.valueOf(organization.version());
    }
}
