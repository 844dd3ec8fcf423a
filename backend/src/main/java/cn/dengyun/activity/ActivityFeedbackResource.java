package cn.dengyun.activity;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.shared.Actor;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What those who were there say of an activity. */
@Path(ActivityResource.PATH + "/{id}/feedback")
@Tag(name = "Activities")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
@Cancellable(false)
@DryRunnable
class ActivityFeedbackResource {

    private final ActivityService activities;
    private final ActivityFeedbackService feedback;
    private final Once once;
    private final CurrentActor current;

    ActivityFeedbackResource(
            ActivityService activities, ActivityFeedbackService feedback, Once once, CurrentActor current) {
        this.activities = activities;
        this.feedback = feedback;
        this.once = once;
        this.current = current;
    }

    @GET
    @Refuses("activity-not-found")
    @Operation(
            operationId = "listActivityFeedback",
            summary = "Feedback on an activity, newest first",
            description = "Enterprises see their own. The organiser, authorities above it and auditors see all.")
    public Uni<RestResponse<Page<ActivityFeedbackView>>> list(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        return activities
                .find(actor, id)
                .chain(shown -> feedback.page(actor, shown.activity(), cursor, limit))
                .map(page -> PageLinks.respond(page.map(ActivityFeedbackView::of), request));
    }

    @POST
    @RolesAllowed(Roles.ENTERPRISE)
    @IdempotencyKey
    @Refuses({
        "activity-feedback-given",
        "activity-not-attended",
        "activity-not-found",
        "activity-registration-not-found"
    })
    @Operation(
            operationId = "giveActivityFeedback",
            summary = "Say how an activity was",
            description = "For an enterprise of which somebody was checked in: once for each registration, and for"
                    + " ever. The organiser reads it; everybody reads how many there are and their mean, from five on.")
    public Uni<RestResponse<ActivityFeedbackView>> give(
            @RestPath UUID id, @NotNull @Valid ActivityForms.Feedback says) {
        Actor actor = current.get();
        return activities
                .find(actor, id)
                .chain(shown -> once.ok(feedback.give(actor, shown.activity(), says), ActivityFeedbackView::of));
    }
}
