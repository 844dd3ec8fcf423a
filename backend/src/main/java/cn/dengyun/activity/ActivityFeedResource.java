package cn.dengyun.activity;

import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.RegionCode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Activities that calendars subscribe to. */
@Path("/api/v1/feeds")
@PermitAll
@Tag(name = "Activities")
class ActivityFeedResource {

    static final int MAX_EVENTS = 500;

    static final String EXAMPLE = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n";

    private final ActivityService activities;

    ActivityFeedResource(ActivityService activities) {
        this.activities = activities;
    }

    @GET
    @Path("/activities.ics")
    @Produces(ActivityCalendar.MEDIA_TYPE)
    @Caching(Caching.ASK_AGAIN)
    @Operation(
            operationId = "getActivitiesCalendar",
            summary = "Activities to come and of the last month, as a calendar",
            description = "500 at most, those to come first, in the order of their beginning. What was cancelled stays,"
                    + " as CANCELLED.")
    @APIResponse(
            responseCode = "200",
            description = "The calendar (RFC 5545), with its ETag",
            content =
                    @Content(
                            mediaType = ActivityCalendar.MEDIA_TYPE,
                            schema = @Schema(implementation = String.class, examples = EXAMPLE)))
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<String>> calendar(
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(description = "Only those in this region", example = "340100")
                    String region,
            @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch,
            @Context UriInfo request) {
        return activities.calendar(region, MAX_EVENTS).map(found -> respond(found, request, ifNoneMatch));
    }

    static RestResponse<String> respond(List<Activity> found, UriInfo request, String ifNoneMatch) {
        String text = ActivityCalendar.of(found, request.getBaseUri().toString());
        return EntityTags.respond(text, EntityTags.ofContent(text), ifNoneMatch);
    }
}
