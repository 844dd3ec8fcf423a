package cn.dengyun.events.webhook;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.frame.Reply;
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
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Where organisations want to be told of events. */
@Path("/api/v1/webhook-endpoints")
@Tag(name = "Webhooks")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY})
@RequiredScope(ClientScope.EVENTS_READ)
public class WebhookEndpointResource {

    private final EndpointService endpoints;
    private final DeliveryService deliveries;
    private final WebhookAnswers answers;
    private final Once once;
    private final CurrentActor actor;

    WebhookEndpointResource(
            EndpointService endpoints,
            DeliveryService deliveries,
            WebhookAnswers answers,
            Once once,
            CurrentActor actor) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.answers = answers;
        this.once = once;
        this.actor = actor;
    }

    @POST
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    @Cancellable(false)
    @Caching(Caching.NEVER)
    @IdempotencyKey
    @Refuses(
            value = {"webhook-endpoint-limit"},
            defects = "event-type-unknown")
    @Operation(
            operationId = "createWebhookEndpoint",
            summary = "Be told of events",
            description = "The endpoint gets what its organisation may see, from now on: CloudEvents by POST, signed"
                    + " by Standard Webhooks (`v1` and `v1a`), at least once, in order within a subject. The"
                    + " secret is shown in this answer and never again.")
    @APIResponse(responseCode = "201", description = "Made")
    public Uni<RestResponse<WebhookSecretView>> create(@NotNull @Valid WebhookEndpointDetails request) {
        return once.reply(endpoints.create(actor.get(), request), answers::disclosed);
    }

    @GET
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
    @Operation(
            operationId = "listWebhookEndpoints",
            summary = "Webhook endpoints, newest first",
            description = "Those of the caller's organisation; auditors and administrators get all.")
    public Uni<RestResponse<Page<WebhookEndpointView>>> list(
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return endpoints
                .list(actor.get(), cursor, limit)
                .map(page -> PageLinks.respond(page.map(answers::view), request));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
    @Refuses({"webhook-endpoint-not-found"})
    @Operation(operationId = "getWebhookEndpoint", summary = "A webhook endpoint")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<WebhookEndpointView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        return endpoints
                .find(actor.get(), id)
                .map(found -> EntityTags.respond(answers.view(found), found.tag(), ifNoneMatch));
    }

    @GET
    @Path("/{id}/progress")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
    @Refuses({"webhook-endpoint-not-found"})
    @Operation(operationId = "getWebhookProgress", summary = "How far an endpoint has been told")
    public Uni<WebhookProgressView> progress(@RestPath UUID id) {
        return endpoints.progress(actor.get(), id);
    }

    @PATCH
    @Path("/{id}")
    @Cancellable(false)
    @Consumes(MergePatch.MEDIA_TYPE)
    @IfMatch
    @Refuses(
            value = {"webhook-endpoint-not-found"},
            defects = "event-type-unknown")
    @Operation(
            operationId = "updateWebhookEndpoint",
            summary = "Change address, types or contact",
            description = "Deliveries that are not finished go to the new address.")
    public Uni<RestResponse<WebhookEndpointView>> edit(
            @RestPath UUID id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MergePatch.MEDIA_TYPE,
                                            schema = @Schema(implementation = WebhookEndpointPatch.class)))
                    JsonNode patch) {
        return once.reply(endpoints.edit(actor.get(), id, once.precondition(), patch), answers::changed);
    }

    @DELETE
    @Path("/{id}")
    @Cancellable(false)
    @IfMatch
    @Refuses({"webhook-endpoint-not-found"})
    @Operation(
            operationId = "deleteWebhookEndpoint",
            summary = "Remove an endpoint and its deliveries",
            description = "An attempt that is under way may still arrive.")
    @APIResponse(responseCode = "204", description = "Removed")
    public Uni<RestResponse<Void>> delete(@RestPath UUID id) {
        return once.noContent(endpoints.delete(actor.get(), id, once.precondition()));
    }

    @POST
    @Path("/{id}/secret-rotations")
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    @Cancellable(false)
    @Caching(Caching.NEVER)
    @IdempotencyKey
    @Refuses({"webhook-endpoint-not-found"})
    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "Give an endpoint a new secret and key",
            description = "The new ones sign at once; the present ones sign beside them for `overlapHours`, so that"
                    + " the receiver can change over without missing anything.")
    @APIResponse(responseCode = "201", description = "Rotated")
    public Uni<RestResponse<WebhookSecretView>> rotate(@RestPath UUID id, @NotNull @Valid SecretRotation request) {
        return once.reply(endpoints.rotate(actor.get(), id, request), answers::disclosed);
    }

    @POST
    @Path("/{id}/tests")
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"webhook-endpoint-not-active", "webhook-endpoint-not-found"})
    @Operation(
            operationId = "testWebhookEndpoint",
            summary = "Deliver a test event",
            description = "Of type `cn.dengyun.events.webhook.tested`; look at the delivery for what came of it.")
    @APIResponse(responseCode = "201", description = "On its way; Location is the delivery")
    public Uni<RestResponse<WebhookDeliveryView>> test(@RestPath UUID id) {
        return once.created(deliveries.test(actor.get(), id), answers::view, made -> Delivery.path(made.id()));
    }

    @POST
    @Path("/{id}/replays")
    @ResponseStatus(RestResponse.StatusCode.ACCEPTED)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses(
            value = {
                "webhook-endpoint-not-active",
                "webhook-endpoint-not-found",
                "webhook-replay-empty",
                "webhook-replay-running"
            },
            defects = {"webhook-replay-range"})
    @Operation(
            operationId = "replayWebhookEvents",
            summary = "Tell a range of events again",
            description = "By positions or by times, up to where the endpoint has been told. Each event is delivered"
                    + " with the `webhook-id` it had. One replay at a time; its state is in the endpoint's"
                    + " progress.")
    @APIResponse(responseCode = "202", description = "Begun; Location is the endpoint's progress")
    public Uni<RestResponse<WebhookProgressView>> replay(@RestPath UUID id, @NotNull @Valid ReplayRange request) {
        return once.reply(
                deliveries.replay(actor.get(), id, request),
                begun -> Reply.accepted(answers.view(begun), WebhookEndpoint.path(id) + "/progress"));
    }

    @POST
    @Path("/{id}/pauses")
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"webhook-endpoint-not-active", "webhook-endpoint-not-found"})
    @Operation(
            operationId = "pauseWebhookEndpoint",
            summary = "Stop telling an endpoint for now",
            description = "Nothing is lost: what happens meanwhile is told after a resumption.")
    @APIResponse(responseCode = "200", description = "Paused")
    public Uni<RestResponse<WebhookEndpointView>> pause(@RestPath UUID id) {
        return once.reply(endpoints.pause(actor.get(), id), answers::changed);
    }

    @POST
    @Path("/{id}/resumptions")
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"webhook-endpoint-active", "webhook-endpoint-not-found"})
    @Operation(
            operationId = "resumeWebhookEndpoint",
            summary = "Go on telling an endpoint",
            description = "It goes on where it stopped, whoever stopped it, and what waited for another attempt is"
                    + " tried at once.")
    @APIResponse(responseCode = "200", description = "Resumed")
    public Uni<RestResponse<WebhookEndpointView>> resume(@RestPath UUID id) {
        return once.reply(endpoints.resume(actor.get(), id), answers::changed);
    }
}
