package cn.dengyun.identity.client;

import cn.dengyun.platform.audit.AuditedRead;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Caching;
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
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The API clients of an organisation. */
@Path("/api/v1/organizations/{organizationId}/api-clients")
@Tag(name = "Organizations")
@RolesAllowed({Roles.SYSADMIN, Roles.PROVIDER})
public class OrganizationApiClientResource {

    private final ApiClientService clients;
    private final Once once;
    private final CurrentActor actor;

    OrganizationApiClientResource(ApiClientService clients, Once once, CurrentActor actor) {
        this.clients = clients;
        this.once = once;
        this.actor = actor;
    }

    @POST
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    @Cancellable(false)
    @Caching(Caching.NEVER)
    @IdempotencyKey
    @Refuses(
            value = {
                "api-client-limit",
                "api-clients-not-for-kind",
                "forbidden",
                "organization-not-found",
                "owner-only",
                "viewer-may-only-read"
            },
            defects = {"jwks-invalid", "moment-past", "scope-unknown"})
    @Operation(
            operationId = "createApiClient",
            summary = "Make an API client",
            description = "By an owner of the organisation or a system administrator. The secret is shown in this"
                    + " answer and never again, not even when the request is repeated with the same"
                    + " Idempotency-Key. With `jwks` there is none.")
    @APIResponse(responseCode = "201", description = "Made")
    public Uni<RestResponse<ApiClientCreatedView>> create(
            @RestPath UUID organizationId, @NotNull @Valid NewApiClient request) {
        return once.reply(clients.create(actor.get(), organizationId, request), ApiClientCreatedView::reply);
    }

    @GET
    @AuditedRead
    @Refuses({"api-clients-not-for-kind", "forbidden", "organization-not-found"})
    @Operation(
            operationId = "listApiClients",
            summary = "API clients of an organisation, newest first",
            description = "Revoked ones included.")
    public Uni<RestResponse<Page<ApiClientView>>> list(
            @RestPath UUID organizationId,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return clients.list(actor.get(), organizationId, cursor, limit)
                .map(page -> PageLinks.respond(page.map(ApiClientView::of), request));
    }
}
