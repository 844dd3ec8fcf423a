package cn.dengyun.identity.organization.rest;

import cn.dengyun.identity.organization.NewOrganization;
import cn.dengyun.identity.organization.OrganizationService;
import cn.dengyun.identity.organization.RegistrationService;
import cn.dengyun.identity.organization.domain.OrganizationKind;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.frame.Reply;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.IfMatch;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.Delegable;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
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
    private final RegistrationService registrations;
    private final OrganizationViews views;
    private final Once once;
    private final CurrentActor current;

    OrganizationResource(
            OrganizationService organizations,
            RegistrationService registrations,
            OrganizationViews views,
            Once once,
            CurrentActor current) {
        this.organizations = organizations;
        this.registrations = registrations;
        this.views = views;
        this.once = once;
        this.current = current;
    }

    @POST
    @PermitAll
    @SecurityRequirement(name = "accessToken")
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({
        "credit-code-reserved",
        "credit-code-taken",
        "email-taken",
        "registration-quota-exceeded",
        "sign-in-busy",
        "token-invalid",
        "username-taken"
    })
    @Operation(
            operationId = "createOrganization",
            summary = "Register an organisation",
            description = "An enterprise or a provider registers itself, with the account of its first person; one"
                    + " legal entity is one organisation. A registration reserves the credit code for 30 days, or while"
                    + " its certification waits for the authority; not certified then, or refused, it gives way. It is"
                    + " certified afterwards, see `createCertification`."
                    + " With the token of a system administrator any kind may be registered, also without a"
                    + " person.")
    @APIResponse(responseCode = "201", description = "Registered")
    public Uni<RestResponse<OrganizationView>> create(
            @Context HttpServerRequest connection, @NotNull @Valid NewOrganization request) {
        String address = connection.remoteAddress().hostAddress();
        Actor actor = current.get();
        return once.reply(
                RegistrationService.applicant(actor, request),
                registrations.register(actor, address, request),
                made -> views.registered(made, actor));
    }

    @GET
    @RequiredScope(ClientScope.ORGANIZATION_READ)
    @Operation(
            operationId = "listOrganizations",
            summary = "Organisations that the caller deals with, newest first",
            description = "One's own; an authority sees those in its region and below, auditors and system"
                    + " administrators all.")
    public Uni<RestResponse<Page<OrganizationView>>> list(
            @RestQuery @Parameter(description = "Only organisations of this kind") OrganizationKind kind,
            @RestQuery @Size(max = 100) @Parameter(description = "Only those with this in their name", example = "机械")
                    String q,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        return organizations
                .list(actor, kind, q, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> views.view(found, actor)), request));
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Delegable("organization:read")
    @Refuses({"organization-not-found", "token-invalid", "unauthenticated"})
    @Operation(
            operationId = "getOrganization",
            summary = "An organisation",
            description = "A certified one everybody may see, another one itself, its authority, auditors and system"
                    + " administrators; how much of it depends on the caller, see `seenAs`.")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<OrganizationView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return organizations
                .find(id, actor)
                .map(found -> EntityTags.respond(
                        views.view(found, actor), OrganizationService.tag(found, actor), ifNoneMatch));
    }

    @PATCH
    @Path("/{id}")
    @Cancellable(false)
    @Delegable("organization:write")
    @Consumes(MergePatch.MEDIA_TYPE)
    @IfMatch
    @Refuses({"forbidden", "organization-not-found"})
    @Operation(
            operationId = "updateOrganization",
            summary = "Change what an organisation says about itself",
            description = "By the organisation itself or a system administrator. What is certified stays in force;"
                    + " when name, region, industry, figures or tags differ from it, a new certification is due.")
    public Uni<RestResponse<OrganizationView>> edit(
            @RestPath UUID id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MergePatch.MEDIA_TYPE,
                                            schema = @Schema(implementation = OrganizationPatch.class)))
                    JsonNode patch) {
        Actor actor = current.get();
        return once.reply(
                organizations.edit(id, actor, once.precondition(), patch),
                changed -> Reply.ok(views.view(changed, actor)).tagged(OrganizationService.tag(changed, actor)));
    }
}
