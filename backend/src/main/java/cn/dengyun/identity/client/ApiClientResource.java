package cn.dengyun.identity.client;

import cn.dengyun.platform.audit.AuditedRead;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** API clients, each for itself. */
@Path("/api/v1/api-clients")
@Tag(name = "Organizations")
@RolesAllowed({Roles.SYSADMIN, Roles.PROVIDER})
public class ApiClientResource {

    private final ApiClientService clients;
    private final CurrentActor actor;

    ApiClientResource(ApiClientService clients, CurrentActor actor) {
        this.clients = clients;
        this.actor = actor;
    }

    @GET
    @AuditedRead
    @Path("/{id}")
    @Operation(
            operationId = "getApiClient",
            summary = "An API client",
            description = "Problems: `forbidden` (403), `api-client-not-found` (404).")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<ApiClientView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        return clients.find(actor.get(), id)
                .map(client -> EntityTags.respond(
                        ApiClientView.of(client), client.isRevoked() ? "revoked" : "active", ifNoneMatch));
    }

    @DELETE
    @Path("/{id}")
    @Cancellable(false)
    @Operation(
            operationId = "revokeApiClient",
            summary = "Revoke an API client",
            description =
                    "It gets no more tokens, and tokens that it has are refused within 30 seconds on every node. There is"
                            + " no way back, so there is no version to check: no If-Match is needed, and revoking twice is harmless."
                            + " Problems: `forbidden` (403), `api-client-not-found` (404).")
    @APIResponse(responseCode = "204", description = "Revoked, now or before")
    public Uni<Void> revoke(@RestPath UUID id) {
        return clients.revoke(actor.get(), id);
    }
}
