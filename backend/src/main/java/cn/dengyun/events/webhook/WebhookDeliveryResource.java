package cn.dengyun.events.webhook;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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

/** What was told to whom, and what came of it. */
@Path("/api/v1/webhook-deliveries")
@Tag(name = "Webhooks")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
@RequiredScope(ClientScope.EVENTS_READ)
public class WebhookDeliveryResource {

    private final DeliveryService deliveries;
    private final WebhookAnswers answers;
    private final Once once;
    private final CurrentActor actor;

    WebhookDeliveryResource(DeliveryService deliveries, WebhookAnswers answers, Once once, CurrentActor actor) {
        this.deliveries = deliveries;
        this.answers = answers;
        this.once = once;
        this.actor = actor;
    }

    @GET
    @Operation(
            operationId = "listWebhookDeliveries",
            summary = "Deliveries, newest first",
            description = "Those of the caller's organisation; auditors and administrators get all. Finished ones"
                    + " are kept for 30 days unless configured otherwise.")
    public Uni<RestResponse<Page<WebhookDeliveryView>>> list(
            @RestQuery @Parameter(description = "Only to this endpoint") UUID endpointId,
            @RestQuery @Parameter(description = "Only those that stand so, `DEAD` ones for instance")
                    Delivery.State status,
            @RestQuery @Parameter(description = "Only of this event") UUID eventId,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return deliveries
                .list(actor.get(), endpointId, status, eventId, cursor, limit)
                .map(page -> PageLinks.respond(page.map(answers::view), request));
    }

    @GET
    @Path("/{id}")
    @Refuses({"webhook-delivery-not-found"})
    @Operation(operationId = "getWebhookDelivery", summary = "A delivery")
    public Uni<WebhookDeliveryView> get(@RestPath UUID id) {
        return deliveries.find(actor.get(), id).map(answers::view);
    }

    @POST
    @Path("/{id}/redeliveries")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY})
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"webhook-delivery-not-found", "webhook-delivery-unfinished", "webhook-endpoint-not-active"})
    @Operation(
            operationId = "redeliverWebhookDelivery",
            summary = "Deliver once more",
            description = "A delivery that is delivered or dead, as a new delivery with the same `webhook-id`.")
    @APIResponse(responseCode = "201", description = "On its way; Location is the new delivery")
    public Uni<RestResponse<WebhookDeliveryView>> redeliver(@RestPath UUID id) {
        return once.created(deliveries.redeliver(actor.get(), id), answers::view, made -> Delivery.path(made.id()));
    }
}
