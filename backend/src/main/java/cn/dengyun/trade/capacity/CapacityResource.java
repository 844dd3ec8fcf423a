package cn.dengyun.trade.capacity;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.aggregate.Reason;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.IfMatch;
import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
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
import java.util.List;
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

/** Capacities: drawn up and published by providers, looked over by authorities, public with their calendars. */
@Path(CapacityResource.PATH)
@Tag(name = "Capacities", description = "What providers can design, make or test for others, and when it is free.")
@RolesAllowed(Roles.PROVIDER)
@Cancellable(false)
@DryRunnable
class CapacityResource {

    static final String PATH = "/api/v1/capacities";

    private static final String HAS_TEXT =
            "(strpos(lower(name), lower(%s)) > 0 OR strpos(lower(name_en), lower(%s)) > 0)";

    private final CapacityService capacities;
    private final Once once;
    private final CurrentActor current;

    CapacityResource(CapacityService capacities, Once once, CurrentActor current) {
        this.capacities = capacities;
        this.once = once;
        this.current = current;
    }

    @GET
    @PermitAll
    @Refuses(
            value = {"token-invalid", "unauthenticated"},
            defects = "window-unfit")
    @Operation(
            operationId = "listCapacities",
            summary = "Capacities, newest first",
            description = "Everybody sees those that are published; a provider also its drafts and what it has retired,"
                    + " authorities those of their region and below.")
    public Uni<RestResponse<Page<CapacityView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there") CapacityStatus status,
            @RestQuery @Parameter(description = "Only this sort of capability") CapacityKind kind,
            @RestQuery
                    @Size(max = 20)
                    @Parameter(description = "Only those with this code among others", example = "C-3")
                    String capability,
            @RestQuery
                    @Pattern(regexp = "^[0-9]{6}$")
                    @Parameter(
                            description = "Only those that stand in this region or the regions in it",
                            example = "340100")
                    String regionCode,
            @RestQuery @Parameter(description = "Only those of this provider") UUID providerId,
            @RestQuery @Parameter(description = "Only those with this qualification of the laboratory")
                    LaboratoryMark mark,
            @RestQuery @Size(max = 100) @Parameter(description = "Only those with this in a name", example = "试验机")
                    String q,
            @RestQuery
                    @PlausibleDay
                    @Parameter(
                            description = "Only those of which one unit is open and free from this moment on; together"
                                    + " with `freeUntil`",
                            example = "2018-07-10T01:00:00Z")
                    Instant freeFrom,
            @RestQuery
                    @PlausibleDay
                    @Parameter(
                            description = "Until this moment, at most 31 days later",
                            example = "2018-07-10T05:00:00Z")
                    Instant freeUntil,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = reader();
        Instant now = capacities.now();
        Filter filter = new Filter()
                .is("status", status)
                .is("kind", kind)
                .has("capability_codes", capability)
                .within("region_code", regionCode)
                .is("provider_id", providerId)
                .is("mark", mark)
                .holds(HAS_TEXT, q)
                .isAt(FreeFilter.IS_FREE, now, free(freeFrom, freeUntil, now));
        return capacities
                .list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> view(found, actor, now)), request));
    }

    /** Null where nobody asks for it. Rejects with {@code invalid-request} (400). */
    private static String free(Instant from, Instant until, Instant now) {
        if (from == null && until == null) {
            return null;
        }
        if (from == null || until == null) {
            throw Rejection.invalid(List.of(Defect.at(
                    from == null ? "query/freeFrom" : "query/freeUntil",
                    "window-unfit",
                    CapacityService.MAX_WINDOW.toDays(),
                    Capacity.HORIZON.toDays())));
        }
        Span wanted = new Span(from, until);
        CapacityService.requireWindow(wanted, "query/freeUntil", now);
        return FreeFilter.of(wanted);
    }

    /** A system without the scope for the catalogue sees what everybody sees. */
    private Actor reader() {
        Actor actor = current.get();
        boolean isAnybody = actor.isClient() && !actor.scopes().contains(ClientScope.CATALOGUE_READ.text());
        return isAnybody ? Actor.ANONYMOUS : actor;
    }

    private CapacityView view(Capacity found, Actor actor, Instant now) {
        return CapacityView.of(found, capacities.isFit(found), actor, now);
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Refuses({"capacity-not-found", "token-invalid", "unauthenticated"})
    @Operation(operationId = "getCapacity", summary = "A capacity")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<CapacityView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = reader();
        return capacities
                .find(actor, id)
                .map(found -> EntityTags.respond(view(found, actor, capacities.now()), ifNoneMatch));
    }

    @GET
    @Path("/{id}/calendar")
    @PermitAll
    @Refuses(
            value = {"capacity-not-found", "token-invalid", "unauthenticated"},
            defects = "window-unfit")
    @Operation(
            operationId = "getCapacityCalendar",
            summary = "When a capacity can be booked",
            description =
                    "While it is open, minus what is booked and closed, from the end of its lead time on. Nobody is"
                            + " told who has booked the rest.")
    public Uni<CalendarView> calendar(
            @RestPath UUID id,
            @RestQuery
                    @PlausibleDay
                    @Parameter(description = "The present moment when absent", example = "2018-07-10T00:00:00Z")
                    Instant from,
            @RestQuery
                    @PlausibleDay
                    @Parameter(description = "14 days later when absent, at most 31", example = "2018-07-17T00:00:00Z")
                    Instant until) {
        return capacities.calendar(reader(), id, from, until).map(CalendarView::of);
    }

    @POST
    @RequiredScope(ClientScope.CATALOGUE_WRITE)
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "Drawn up; nobody is told before it is published")
    @Refuses(
            value = {"capacities-too-many", "provider-not-found", "provider-not-qualified"},
            defects = {
                "capability-contradicts-kind",
                "capacity-lengths-crossed",
                "closed-day-unknown",
                "mark-days-crossed",
                "mark-incomplete",
                "mark-without-testing",
                "opening-hours-crossed",
                "unknown-code"
            })
    @Operation(
            operationId = "createCapacity",
            summary = "Draw up a capacity",
            description = "By a provider that is qualified. At most 500 of a provider are not retired.")
    public Uni<RestResponse<CapacityView>> create(@NotNull @Valid CapacityForm form) {
        Actor actor = current.get();
        return once.created(
                capacities.create(actor, form),
                made -> view(made, actor, capacities.now()),
                made -> PATH + "/" + made.id());
    }

    @PATCH
    @Path("/{id}")
    @RequiredScope(ClientScope.CATALOGUE_WRITE)
    @IfMatch
    @Consumes(MergePatch.MEDIA_TYPE)
    @Refuses(
            value = {
                "capacity-booked",
                "capacity-not-found",
                "not-yours",
                "provider-not-qualified",
                "transition-not-allowed"
            },
            defects = {
                "capability-contradicts-kind",
                "capacity-lengths-crossed",
                "closed-day-unknown",
                "mark-days-crossed",
                "mark-incomplete",
                "mark-without-testing",
                "opening-hours-crossed",
                "unknown-code"
            })
    @Operation(
            operationId = "updateCapacity",
            summary = "Change a capacity",
            description =
                    "What was booked keeps its price, and is not left outside of the hours, the units, and the days"
                            + " on which the laboratory may test.")
    public Uni<RestResponse<CapacityView>> edit(
            @RestPath UUID id,
            @NotNull @RequestBody(content = @Content(schema = @Schema(implementation = CapacityForm.class)))
                    JsonNode patch) {
        return changed(capacities.edit(current.get(), id, once.precondition(), patch));
    }

    @POST
    @Path("/{id}/publications")
    @RequiredScope(ClientScope.CATALOGUE_WRITE)
    @IdempotencyKey
    @IfMatch
    @Refuses({"capacity-not-found", "not-yours", "provider-not-qualified", "transition-not-allowed"})
    @Operation(
            operationId = "publishCapacity",
            summary = "Publish a capacity",
            description = "From then on it can be booked; one for testing as long as a qualification of the laboratory"
                    + " holds.")
    public Uni<RestResponse<CapacityView>> publish(@RestPath UUID id) {
        return changed(capacities.publish(current.get(), id, once.precondition()));
    }

    @POST
    @Path("/{id}/retirements")
    @RequiredScope(ClientScope.CATALOGUE_WRITE)
    @IdempotencyKey
    @Refuses({"capacity-booked", "capacity-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "retireCapacity",
            summary = "Offer a capacity no more",
            description = "Once nothing of it is booked. It does not come back.")
    public Uni<RestResponse<CapacityView>> retire(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(capacities.retire(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/suspensions")
    @RolesAllowed(Roles.AUTHORITY)
    @IdempotencyKey
    @Refuses({"capacity-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "suspendCapacity",
            summary = "Take a capacity off",
            description =
                    "For an authority of where it stands. Nobody books it, and what is held is not confirmed; what is"
                            + " confirmed stays.")
    public Uni<RestResponse<CapacityView>> suspend(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(capacities.judge(current.get(), id, CapacityMove.SUSPEND, why.reason()));
    }

    @POST
    @Path("/{id}/reinstatements")
    @RolesAllowed(Roles.AUTHORITY)
    @IdempotencyKey
    @Refuses({"capacity-not-found", "not-yours", "transition-not-allowed"})
    @Operation(operationId = "reinstateCapacity", summary = "Let a capacity be booked again that was suspended")
    public Uni<RestResponse<CapacityView>> reinstate(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(capacities.judge(current.get(), id, CapacityMove.REINSTATE, why.reason()));
    }

    @GET
    @Path("/{id}/closures")
    @RolesAllowed({Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR})
    @RequiredScope(ClientScope.CATALOGUE_READ)
    @Refuses({"capacity-not-found", "not-yours"})
    @Operation(
            operationId = "listCapacityClosures",
            summary = "When a capacity is closed, newest first",
            description = "For its provider and those who oversee it; also what was opened again.")
    public Uni<RestResponse<Page<ClosureView>>> closures(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return capacities
                .closures(current.get(), id, cursor, limit)
                .map(page -> PageLinks.respond(page.map(ClosureView::of), request));
    }

    @POST
    @Path("/{id}/closures")
    @RequiredScope(ClientScope.CATALOGUE_WRITE)
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "Closed")
    @Refuses(
            value = {"capacity-booked", "capacity-not-found", "closures-too-many", "not-yours", "transition-not-allowed"
            },
            defects = {"closure-end-unfit", "closure-in-the-past", "moment-not-on-the-hour", "unit-unknown"})
    @Operation(
            operationId = "createCapacityClosure",
            summary = "Close a capacity, or one unit of it, for some time",
            description = "For maintenance, for example: not over what is booked.")
    public Uni<RestResponse<ClosureView>> close(@RestPath UUID id, @NotNull @Valid NewClosure wanted) {
        return once.created(
                capacities.close(current.get(), id, wanted),
                ClosureView::of,
                made -> PATH + "/" + made.capacityId() + "/closures");
    }

    private Uni<RestResponse<CapacityView>> changed(Effect<Capacity> change) {
        Actor actor = current.get();
        return once.ok(change, after -> view(after, actor, capacities.now()));
    }
}
