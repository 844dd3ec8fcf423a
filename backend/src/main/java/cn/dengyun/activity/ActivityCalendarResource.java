package cn.dengyun.activity;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Caching;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** An activity for the calendars of those who come. */
@Path(ActivityResource.PATH)
@Tag(name = "Activities")
class ActivityCalendarResource {

    private final ActivityService activities;
    private final CurrentActor current;

    ActivityCalendarResource(ActivityService activities, CurrentActor current) {
        this.activities = activities;
        this.current = current;
    }

    @GET
    @Path("/{id}.ics")
    @PermitAll
    @Produces(ActivityCalendar.MEDIA_TYPE)
    @Caching(Caching.ASK_AGAIN)
    @Refuses({"activity-not-found", "token-invalid", "unauthenticated"})
    @Operation(
            operationId = "getActivityCalendar",
            summary = "An activity as an event of a calendar",
            description =
                    "Its UID stays and its SEQUENCE grows with each change, so that a calendar that reads it again"
                            + " has it once. What was cancelled stays, as CANCELLED.")
    @APIResponse(
            responseCode = "200",
            description = "A calendar of one event (RFC 5545), with its ETag",
            content =
                    @Content(
                            mediaType = ActivityCalendar.MEDIA_TYPE,
                            schema = @Schema(implementation = String.class, examples = ActivityFeedResource.EXAMPLE)))
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<String>> get(
            @RestPath UUID id,
            @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch,
            @Context UriInfo request) {
        return activities
                .find(current.get(), id)
                .map(found -> ActivityFeedResource.respond(List.of(found.activity()), request, ifNoneMatch));
    }
}
