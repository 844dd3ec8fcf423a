package cn.dengyun.events.notification;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What the caller was told. */
@Path("/api/v1/notifications")
@Tag(name = "Notifications")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN})
public class NotificationResource {

    private final NotificationService notifications;
    private final Once once;
    private final CurrentActor current;
    private final RequestFacts request;

    NotificationResource(NotificationService notifications, Once once, CurrentActor current, RequestFacts request) {
        this.notifications = notifications;
        this.once = once;
        this.current = current;
        this.request = request;
    }

    @GET
    @Refuses({"forbidden"})
    @Operation(
            operationId = "listNotifications",
            summary = "What the caller was told, the newest first",
            description = "For people; systems follow events.")
    public Uni<RestResponse<Page<NotificationView>>> list(
            @Parameter(description = "Only what was not read yet.") @QueryParam("unread") @DefaultValue("false")
                    boolean unread,
            @Parameter(description = "Rows of a page.")
                    @QueryParam("limit")
                    @DefaultValue("20")
                    @Min(1)
                    @Max(Page.MAX_LIMIT)
                    int limit,
            @Parameter(description = "`nextCursor` of the page before.") @QueryParam("cursor") @Size(max = 2_000)
                    String cursor,
            @Context UriInfo uri) {
        return notifications
                .list(current.get(), unread, cursor, limit)
                .map(page -> PageLinks.respond(
                        page.map(notification -> NotificationView.of(notification, request.language())), uri));
    }

    @POST
    @Path("/{id}/readings")
    @Cancellable(false)
    @IdempotencyKey(required = false)
    @Refuses({"forbidden", "notification-not-found"})
    @Operation(
            operationId = "readNotification",
            summary = "Note that a notification was read",
            description = "Once more does no harm.")
    @APIResponse(responseCode = "204", description = "Read, now or before")
    public Uni<RestResponse<Void>> read(@RestPath UUID id) {
        return once.noContent(notifications.read(current.get(), id));
    }

    @POST
    @Path("/readings")
    @Cancellable(false)
    @IdempotencyKey(required = false)
    @Refuses({"forbidden"})
    @Operation(
            operationId = "readNotifications",
            summary = "Note that all notifications up to one were read",
            description = "What came meanwhile stays new.")
    @APIResponse(responseCode = "204", description = "All of them are read")
    public Uni<RestResponse<Void>> readUpTo(@NotNull @Valid Reading reading) {
        return once.noContent(notifications.readUpTo(current.get(), reading.upTo()));
    }

    /** How far somebody has read. */
    @Schema(name = "NotificationReading", description = "How far somebody has read.")
    record Reading(
            @NotNull
            @Schema(
                    required = true,
                    description = "The newest notification that was shown.",
                    examples = "01900000-0000-7000-8000-000000000701")
            UUID upTo) {}
}
