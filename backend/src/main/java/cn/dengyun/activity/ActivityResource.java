package cn.dengyun.activity;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.IfMatch;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BinaryOperator;
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

/** Activities: held by offices and providers, read by everybody. */
@Path(ActivityResource.PATH)
@Tag(
        name = "Activities",
        description = "Trainings, visits, salons and matchmaking: what offices and providers hold, who registers for it"
                + " and was there.")
@RolesAllowed({Roles.AUTHORITY, Roles.PROVIDER})
@Cancellable(false)
@DryRunnable
class ActivityResource {

    static final String PATH = "/api/v1/activities";

    private final ActivityService activities;
    private final ReferenceService reference;
    private final Once once;
    private final CurrentActor current;
    private final RequestFacts facts;

    ActivityResource(
            ActivityService activities,
            ReferenceService reference,
            Once once,
            CurrentActor current,
            RequestFacts facts) {
        this.activities = activities;
        this.reference = reference;
        this.once = once;
        this.current = current;
        this.facts = facts;
    }

    @GET
    @PermitAll
    @Refuses({"token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listActivities",
            summary = "Activities, newest first",
            description = "Everybody sees those that were published; organisers also their drafts.")
    public Uni<RestResponse<Page<ActivityView>>> list(
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(description = "Only those in this region", example = "340100")
                    String region,
            @RestQuery @Parameter(description = "Only these") ActivityKind kind,
            @RestQuery @Parameter(description = "Only those that begin then or later", example = "2030-10-01T00:00:00Z")
                    Instant from,
            @RestQuery @Parameter(description = "Only those that begin before", example = "2030-11-01T00:00:00Z")
                    Instant to,
            @RestQuery @Parameter(description = "Only those that stand there") ActivityStatus status,
            @RestQuery @Size(max = 100) @Parameter(description = "Only those with this in their title", example = "培训")
                    String q,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        BinaryOperator<String> names = names(facts.language());
        Filter filter = new Filter()
                .within("region_code", region)
                .is("kind", kind)
                .between("starts_at", from, to)
                .is("status", status)
                .contains("title", q);
        return activities
                .list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(
                        page.map(found -> ActivityView.of(found, false, actor, activities.now(), names)), request));
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Refuses({"activity-not-found", "token-invalid", "unauthenticated"})
    @Operation(
            operationId = "getActivity",
            summary = "An activity",
            description = "What was cancelled tells why. That of a provider that may not offer anything is not shown.")
    public Uni<RestResponse<ActivityView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        BinaryOperator<String> names = names(facts.language());
        return activities
                .find(actor, id)
                .map(found ->
                        EntityTags.respond(ActivityView.of(found, true, actor, activities.now(), names), ifNoneMatch));
    }

    @POST
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "A draft")
    @Refuses(
            value = {"not-yours", "provider-not-found"},
            defects = {
                "activity-ends-before-start",
                "activity-industry-unknown",
                "activity-place-missing",
                "activity-region-unfit",
                "activity-window-unfit"
            })
    @Operation(
            operationId = "createActivity",
            summary = "Begin an activity",
            description = "For an office in its region, and for providers anywhere.")
    public Uni<RestResponse<ActivityView>> create(@NotNull @Valid ActivityForm form) {
        Actor actor = current.get();
        BinaryOperator<String> names = names(facts.language());
        return once.created(
                activities.shown(activities.draft(actor, form)),
                after -> ActivityView.of(after, true, actor, activities.now(), names),
                after -> PATH + "/" + after.activity().id());
    }

    @PATCH
    @Path("/{id}")
    @IfMatch
    @Consumes(MergePatch.MEDIA_TYPE)
    @Refuses(
            value = {
                "activity-capacity-taken",
                "activity-not-found",
                "activity-over",
                "activity-started",
                "not-yours",
                "transition-not-allowed"
            },
            defects = {
                "activity-ends-before-start",
                "activity-industry-unknown",
                "activity-place-missing",
                "activity-region-unfit",
                "activity-window-unfit"
            })
    @Operation(
            operationId = "updateActivity",
            summary = "Change an activity",
            description = "For the organiser. Whoever has registered is told of another time or place. More seats are"
                    + " given to those who wait, in their order; there are never fewer than are taken.")
    public Uni<RestResponse<ActivityView>> edit(
            @RestPath UUID id,
            @NotNull @RequestBody(content = @Content(schema = @Schema(implementation = ActivityForm.class)))
                    JsonNode patch) {
        return changed(activities.edit(current.get(), id, once.precondition(), patch));
    }

    @POST
    @Path("/{id}/publications")
    @IdempotencyKey
    @Refuses({"activity-not-found", "activity-started", "not-yours", "provider-not-qualified", "transition-not-allowed"
    })
    @Operation(
            operationId = "publishActivity",
            summary = "Publish an activity",
            description = "For the organiser, before it begins; a provider has to be qualified.")
    public Uni<RestResponse<ActivityView>> publish(@RestPath UUID id) {
        return changed(activities.publish(current.get(), id));
    }

    @POST
    @Path("/{id}/cancellations")
    @IdempotencyKey
    @Refuses({"activity-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "cancelActivity",
            summary = "Cancel an activity",
            description = "For the organiser, or an authority above it. Its page stays and tells why; whoever has"
                    + " registered is told.")
    public Uni<RestResponse<ActivityView>> cancel(@RestPath UUID id, @NotNull @Valid ActivityForms.Cancellation says) {
        return changed(activities.cancel(current.get(), id, says.explanation()));
    }

    @POST
    @Path("/{id}/outcomes")
    @IdempotencyKey
    @Refuses({"activity-not-found", "activity-not-over", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "reportActivityOutcome",
            summary = "Tell what came of an activity",
            description = "For the organiser, once it is over. How many were there is counted from the check-ins;"
                    + " nobody is checked in afterwards.")
    public Uni<RestResponse<ActivityView>> report(@RestPath UUID id, @NotNull @Valid ActivityForms.Outcome outcome) {
        return changed(activities.report(current.get(), id, outcome));
    }

    private Uni<RestResponse<ActivityView>> changed(Effect<Activity> change) {
        Actor actor = current.get();
        BinaryOperator<String> names = names(facts.language());
        return once.ok(activities.shown(change), after -> ActivityView.of(after, true, actor, activities.now(), names));
    }

    private BinaryOperator<String> names(Language language) {
        return (vocabulary, code) -> reference.name(vocabulary, code, language).orElse(code);
    }
}
