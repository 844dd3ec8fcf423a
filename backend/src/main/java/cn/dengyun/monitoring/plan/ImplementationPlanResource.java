package cn.dengyun.monitoring.plan;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.aggregate.Reason;
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

/**
 * Implementation plans: filed by units and counties, accepted by the authority above, public once they are published.
 */
@Path(ImplementationPlanResource.PATH)
@Tag(
        name = "Implementation plans",
        description = "What units and counties file to carry out the annual plan; that of a city says how its targets"
                + " go to its counties.")
@RolesAllowed(Roles.AUTHORITY)
@Cancellable(false)
@DryRunnable
class ImplementationPlanResource {

    static final String PATH = "/api/v1/implementation-plans";

    private static final String OVERDUE = "coalesce(" + ImplementationPlan.DUE + " <= :moment, false)";

    private final ImplementationPlanService plans;
    private final PlanRegions regions;
    private final Once once;
    private final CurrentActor current;
    private final RequestFacts facts;

    ImplementationPlanResource(
            ImplementationPlanService plans, PlanRegions regions, Once once, CurrentActor current, RequestFacts facts) {
        this.plans = plans;
        this.regions = regions;
        this.once = once;
        this.current = current;
        this.facts = facts;
    }

    @GET
    @PermitAll
    @Refuses({"token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listImplementationPlans",
            summary = "Implementation plans, newest first",
            description =
                    "Everybody sees editions that were published; authorities also those of their region and below"
                            + " that are not.")
    public Uni<RestResponse<Page<ImplementationPlanView>>> list(
            @RestQuery @Min(2_018) @Max(2_100) @Parameter(description = "Only those of this year", example = "2018")
                    Integer year,
            @RestQuery @Parameter(description = "Only those that carry out this edition of an annual plan") UUID planId,
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(description = "Only those of this region and the regions in it", example = "340100")
                    String regionCode,
            @RestQuery @Parameter(description = "Only those that stand there") ImplementationPlanStatus status,
            @RestQuery
                    @Parameter(
                            description = "`true`: only those that somebody should have acted on; `false`: the others")
                    Boolean overdue,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Language language = facts.language();
        Instant now = plans.now();
        Filter filter = new Filter()
                .is("year", year)
                .is("plan_id", planId)
                .within("region_code", regionCode)
                .is("status", status);
        if (overdue != null) {
            filter.isAt(OVERDUE, now, overdue);
        }
        return plans.list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(
                        page.map(found -> ImplementationPlanView.of(found, actor, now, regions, language)), request));
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Refuses({"implementation-plan-not-found", "token-invalid", "unauthenticated"})
    @Operation(operationId = "getImplementationPlan", summary = "An implementation plan")
    public Uni<RestResponse<ImplementationPlanView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        Language language = facts.language();
        return plans.find(actor, id)
                .map(found -> EntityTags.respond(
                        ImplementationPlanView.of(found, actor, plans.now(), regions, language), ifNoneMatch));
    }

    @PATCH
    @Path("/{id}")
    @IfMatch
    @Consumes(MergePatch.MEDIA_TYPE)
    @Refuses(
            value = {"implementation-plan-not-found", "not-yours", "transition-not-allowed"},
            defects = {
                "implementation-breakdown-unfit",
                "implementation-indicator-unfit",
                "plan-floor-too-high",
                "plan-indicator-twice",
                "plan-overrides-exceed",
                "plan-overrides-short",
                "plan-region-twice",
                "plan-region-unfit",
                "plan-target-published",
                "plan-weights-fixed",
                "plan-weights-missing"
            })
    @Operation(
            operationId = "updateImplementationPlan",
            summary = "Write an implementation plan",
            description =
                    "For the authority of the region, until it is submitted, and again when it was returned. A city"
                            + " shares its targets among its counties by weights, with largest remainders; weights that were"
                            + " published do not change.")
    public Uni<RestResponse<ImplementationPlanView>> edit(
            @RestPath UUID id,
            @NotNull @RequestBody(content = @Content(schema = @Schema(implementation = ImplementationPlanForm.class)))
                    JsonNode patch) {
        return changed(plans.edit(current.get(), id, once.precondition(), patch));
    }

    @POST
    @Path("/{id}/submissions")
    @IdempotencyKey
    @IfMatch
    @Refuses(
            value = {"implementation-plan-not-found", "not-yours", "transition-not-allowed"},
            defects = {
                "implementation-breakdown-missing",
                "implementation-measures-missing",
                "implementation-summary-missing"
            })
    @Operation(
            operationId = "submitImplementationPlan",
            summary = "Submit an implementation plan to the authority above",
            description = "Everything that is missing is told at once. It may be late; then it says so.")
    public Uni<RestResponse<ImplementationPlanView>> submit(@RestPath UUID id) {
        return changed(plans.submit(current.get(), id, once.precondition()));
    }

    @POST
    @Path("/{id}/withdrawals")
    @IdempotencyKey
    @Refuses({"implementation-plan-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "withdrawImplementationPlan",
            summary = "Take back an implementation plan that nobody has answered",
            description = "It can be changed and submitted again.")
    public Uni<RestResponse<ImplementationPlanView>> withdraw(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(plans.withdraw(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/returns")
    @IdempotencyKey
    @Refuses({"implementation-plan-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "returnImplementationPlan",
            summary = "Return an implementation plan, with all that has to be mended",
            description = "For the authority above: the city of a county, the province of a unit.")
    public Uni<RestResponse<ImplementationPlanView>> giveBack(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(plans.giveBack(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/acceptances")
    @IdempotencyKey
    @IfMatch
    @Refuses({"four-eyes-required", "implementation-plan-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "acceptImplementationPlan",
            summary = "Accept an implementation plan",
            description = "For the authority above, which accepts what it has read. The region publishes it then.")
    public Uni<RestResponse<ImplementationPlanView>> accept(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(plans.accept(current.get(), id, once.precondition(), why.reason()));
    }

    @POST
    @Path("/{id}/publications")
    @IdempotencyKey
    @Refuses({"implementation-plan-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "publishImplementationPlan",
            summary = "Publish an implementation plan that was accepted",
            description = "The edition before is superseded. The targets of the counties hold from then on.")
    public Uni<RestResponse<ImplementationPlanView>> publish(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(plans.publish(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/extensions")
    @IdempotencyKey
    @Refuses(
            value = {"implementation-plan-not-found", "not-yours", "transition-not-allowed"},
            defects = "implementation-day-unfit")
    @Operation(
            operationId = "extendImplementationPlan",
            summary = "Give more time to file an implementation plan",
            description = "For the authority above, also once it is overdue.")
    public Uni<RestResponse<ImplementationPlanView>> extend(
            @RestPath UUID id, @NotNull @Valid ImplementationExtension wanted) {
        return changed(plans.extend(current.get(), id, wanted.untilOn(), wanted.reason()));
    }

    @POST
    @Path("/{id}/amendments")
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "A draft of the next edition")
    @Refuses({"implementation-plan-not-found", "implementation-plan-open", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "amendImplementationPlan",
            summary = "Begin the next edition of a published implementation plan",
            description = "It says the same at first, and takes the place of the one before when it is published.")
    public Uni<RestResponse<ImplementationPlanView>> amend(@RestPath UUID id, @NotNull @Valid Reason why) {
        Actor actor = current.get();
        Language language = facts.language();
        return once.created(
                plans.amend(actor, id, why.reason()),
                made -> ImplementationPlanView.of(made, actor, plans.now(), regions, language),
                made -> PATH + "/" + made.id());
    }

    private Uni<RestResponse<ImplementationPlanView>> changed(Effect<ImplementationPlan> change) {
        Actor actor = current.get();
        Language language = facts.language();
        return once.ok(change, after -> ImplementationPlanView.of(after, actor, plans.now(), regions, language));
    }
}
