package cn.dengyun.trade.provisioning;

import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.frame.Reply;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.IfMatch;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.provisioning.ProvisioningEndpointService.Disclosed;
import com.fasterxml.jackson.databind.JsonNode;
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

/** Where providers want their services to begin and end. */
@Path(ProvisioningEndpointResource.PATH)
@Tag(
        name = "Provisioning",
        description = "Services of orders that begin and end at the provider's own endpoint, without anybody's doing.")
@RolesAllowed(Roles.PROVIDER)
@Cancellable(false)
class ProvisioningEndpointResource {

    static final String PATH = "/api/v1/provisioning-endpoints";

    private final ProvisioningEndpointService endpoints;
    private final Once once;
    private final CurrentActor current;

    ProvisioningEndpointResource(ProvisioningEndpointService endpoints, Once once, CurrentActor current) {
        this.endpoints = endpoints;
        this.once = once;
        this.current = current;
    }

    @POST
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Caching(Caching.NEVER)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {"not-yours", "provisioning-endpoint-exists"},
            defects = "provisioning-url-unfit")
    @Operation(
            operationId = "registerProvisioningEndpoint",
            summary = "Register the endpoint of one's organisation",
            description = "For owners and systems; an organisation has one. It is disabled until it was checked with"
                    + " success and enabled. The secret is shown in this answer and never again.")
    @APIResponse(responseCode = "201", description = "Registered")
    public Uni<RestResponse<ProvisioningSecretView>> register(@NotNull @Valid ProvisioningEndpointForm wanted) {
        Actor actor = current.get();
        return once.reply(endpoints.register(actor, wanted), made -> {
            ProvisioningEndpointView view = ProvisioningEndpointView.of(made.endpoint(), actor);
            return disclosed(Reply.created(new ProvisioningSecretView(view, null), PATH + "/" + view.id()), view, made);
        });
    }

    @GET
    @RolesAllowed({Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
    @RequiredScope(ClientScope.ORDERS_READ)
    @Operation(
            operationId = "listProvisioningEndpoints",
            summary = "Endpoints, newest first",
            description = "A provider sees its own, an authority those of providers of its region and below, auditors"
                    + " and administrators all.")
    public Uni<RestResponse<Page<ProvisioningEndpointView>>> list(
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        return endpoints
                .list(actor, cursor, limit)
                .map(page -> PageLinks.respond(page.map(each -> ProvisioningEndpointView.of(each, actor)), request));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
    @RequiredScope(ClientScope.ORDERS_READ)
    @Refuses({"provisioning-endpoint-not-found"})
    @Operation(operationId = "getProvisioningEndpoint", summary = "An endpoint")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<ProvisioningEndpointView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return endpoints
                .find(actor, id)
                .map(found -> EntityTags.respond(ProvisioningEndpointView.of(found, actor), ifNoneMatch));
    }

    @PATCH
    @Path("/{id}")
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @IfMatch
    @DryRunnable
    @Consumes(MergePatch.MEDIA_TYPE)
    @Refuses(
            value = {"not-yours", "provisioning-endpoint-enabled", "provisioning-endpoint-not-found"},
            defects = "provisioning-url-unfit")
    @Operation(
            operationId = "updateProvisioningEndpoint",
            summary = "Change an endpoint",
            description = "At another address it has to be checked again, and it moves only while it is disabled. What"
                    + " was begun is called at the new address from then on, once a check there has come out `DONE`.")
    public Uni<RestResponse<ProvisioningEndpointView>> edit(
            @RestPath UUID id,
            @NotNull @RequestBody(content = @Content(schema = @Schema(implementation = ProvisioningEndpointForm.class)))
                    JsonNode patch) {
        return answered(endpoints.edit(current.get(), id, once.precondition(), patch));
    }

    @POST
    @Path("/{id}/secret-rotations")
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Caching(Caching.NEVER)
    @IdempotencyKey
    @Refuses({"not-yours", "provisioning-endpoint-not-found"})
    @Operation(
            operationId = "rotateProvisioningSecret",
            summary = "Give an endpoint a new secret",
            description = "The present one signs beside it for 24 hours. The new one is shown in this answer and never"
                    + " again.")
    public Uni<RestResponse<ProvisioningSecretView>> rotate(@RestPath UUID id) {
        Actor actor = current.get();
        return once.reply(endpoints.rotate(actor, id), made -> {
            ProvisioningEndpointView view = ProvisioningEndpointView.of(made.endpoint(), actor);
            return disclosed(Reply.ok(new ProvisioningSecretView(view, null)), view, made);
        });
    }

    private static Reply<ProvisioningSecretView> disclosed(
            Reply<ProvisioningSecretView> reply, ProvisioningEndpointView view, Disclosed made) {
        return reply.tagged(view.entityTag())
                .showingOnce(new ProvisioningSecretView(view, made.secret().shown(ProvisioningSecretView.PREFIX)));
    }

    @POST
    @Path("/{id}/checks")
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @IdempotencyKey
    @Refuses({"not-yours", "provisioning-checks-too-many", "provisioning-endpoint-not-found"})
    @Operation(
            operationId = "checkProvisioningEndpoint",
            summary = "Try an endpoint",
            description = "Calls `GET …/v1/status` twice: signed well, which has to be answered 200 with"
                    + " `{\"protocol\": \"dengyun-provisioning/1\"}`, and signed wrongly, which has to be answered 401."
                    + " What came of it is in `checkOutcome`. One check of an endpoint at a time, and 30 an hour.")
    public Uni<RestResponse<ProvisioningEndpointView>> check(@RestPath UUID id) {
        return answered(endpoints.check(current.get(), id));
    }

    @POST
    @Path("/{id}/activations")
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "not-yours",
        "provisioning-endpoint-not-found",
        "provisioning-endpoint-unchecked",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "enableProvisioningEndpoint",
            summary = "Let orders be provisioned at an endpoint",
            description = "Those that are accepted from now on.")
    public Uni<RestResponse<ProvisioningEndpointView>> enable(@RestPath UUID id) {
        return answered(endpoints.move(current.get(), id, ProvisioningEndpointMove.ENABLE));
    }

    @POST
    @Path("/{id}/deactivations")
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"not-yours", "provisioning-endpoint-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "disableProvisioningEndpoint",
            summary = "Let no more orders be provisioned at an endpoint",
            description = "What was begun there goes on, and is removed there when its order ends.")
    public Uni<RestResponse<ProvisioningEndpointView>> disable(@RestPath UUID id) {
        return answered(endpoints.move(current.get(), id, ProvisioningEndpointMove.DISABLE));
    }

    private Uni<RestResponse<ProvisioningEndpointView>> answered(Effect<ProvisioningEndpoint> effect) {
        Actor actor = current.get();
        return once.ok(effect, after -> ProvisioningEndpointView.of(after, actor));
    }
}
