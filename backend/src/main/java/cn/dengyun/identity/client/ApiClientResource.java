package cn.dengyun.identity.client;

import cn.dengyun.platform.audit.AuditedRead;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.frame.Reply;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.IfMatch;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
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
    private final Once once;
    private final CurrentActor actor;

    ApiClientResource(ApiClientService clients, Once once, CurrentActor actor) {
        this.clients = clients;
        this.once = once;
        this.actor = actor;
    }

    @GET
    @AuditedRead
    @Path("/{id}")
    @Refuses({"api-client-not-found", "forbidden"})
    @Operation(operationId = "getApiClient", summary = "An API client")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<ApiClientView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        return clients.find(actor.get(), id)
                .map(client -> EntityTags.respond(ApiClientView.of(client), ApiClientView.tag(client), ifNoneMatch));
    }

    @DELETE
    @Path("/{id}")
    @Cancellable(false)
    @Refuses({"api-client-not-found", "forbidden", "owner-only", "viewer-may-only-read"})
    @Operation(
            operationId = "revokeApiClient",
            summary = "Revoke an API client",
            description = "It gets no more tokens, and tokens that it has are refused within 30 seconds on every"
                    + " node. There is no way back, so there is no version to check: no If-Match is needed, and"
                    + " revoking twice is harmless.")
    @APIResponse(responseCode = "204", description = "Revoked, now or before")
    public Uni<RestResponse<Void>> revoke(@RestPath UUID id) {
        return once.noContent(clients.revoke(actor.get(), id));
    }

    @POST
    @Path("/{id}/secret-rotations")
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    @Cancellable(false)
    @Caching(Caching.NEVER)
    @IdempotencyKey
    @Refuses(
            value = {"api-client-not-found", "api-client-revoked", "forbidden", "owner-only", "viewer-may-only-read"},
            defects = {"moment-too-far"})
    @Operation(operationId = "rotateClientSecret", summary = "Get a new secret for an API client", description = """
                    The present secret stays good for a while, so that the system can be changed without a gap; an older one \
                    ends now. The new secret is shown in this answer and never again, not even when the request is repeated \
                    with the same Idempotency-Key.""")
    @APIResponse(responseCode = "201", description = "Rotated")
    public Uni<RestResponse<ApiClientCreatedView>> rotate(
            @RestPath UUID id, @NotNull @Valid SecretRotationRequest request) {
        return once.reply(clients.rotate(actor.get(), id, request.oldSecretValidUntil()), ApiClientCreatedView::reply);
    }

    @PUT
    @Path("/{id}/jwks")
    @Cancellable(false)
    @IfMatch
    @Refuses(
            value = {"api-client-not-found", "api-client-revoked", "forbidden", "owner-only", "viewer-may-only-read"},
            defects = {"jwks-invalid"})
    @Operation(operationId = "replaceClientKeys", summary = "Replace the keys of an API client", description = """
        From now on the client may sign assertions with these keys, beside the secret that it may have. Who \
        changes keys sends both the old and the new one first.""")
    @APIResponse(responseCode = "200", description = "Replaced, with the new ETag")
    public Uni<RestResponse<ApiClientView>> replaceKeys(@RestPath UUID id, @NotNull @Valid ClientKeysRequest request) {
        return once.reply(
                clients.replaceKeys(actor.get(), id, once.precondition(), request.jwks()),
                client -> Reply.ok(ApiClientView.of(client)).tagged(ApiClientView.tag(client)));
    }
}
