package cn.dengyun.monitoring.plan;

import cn.dengyun.monitoring.plan.ProgressService.Targets;
import cn.dengyun.monitoring.plan.domain.PlanIndicator;
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
import java.time.LocalDate;
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

/** Annual plans: drawn up by the province, published by a second person, public then. */
@Path(AnnualPlanResource.PATH)
@Tag(
        name = "Annual plans",
        description = "The plan of a year: its phases, its targets decomposed to the 18 units and by them to their"
                + " counties, and how far they are.")
@RolesAllowed(Roles.AUTHORITY)
@Cancellable(false)
@DryRunnable
class AnnualPlanResource {

    static final String PATH = "/api/v1/plans";

    /** Of implementation plans. */
    private static final String NOT_OVER = "(status <> 'SUPERSEDED') = %s";

    private final AnnualPlanService plans;
    private final ProgressService progress;
    private final ImplementationPlanService implementations;
    private final PlanRegions regions;
    private final Once once;
    private final CurrentActor current;
    private final RequestFacts facts;

    AnnualPlanResource(
            AnnualPlanService plans,
            ProgressService progress,
            ImplementationPlanService implementations,
            PlanRegions regions,
            Once once,
            CurrentActor current,
            RequestFacts facts) {
        this.plans = plans;
        this.progress = progress;
        this.implementations = implementations;
        this.regions = regions;
        this.once = once;
        this.current = current;
        this.facts = facts;
    }

    @GET
    @PermitAll
    @Refuses({"token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listAnnualPlans",
            summary = "Annual plans, newest first",
            description = "Everybody sees editions that were published, also those that another one superseded; the"
                    + " province sees drafts too. `status=PUBLISHED` with a year is the one that holds.")
    public Uni<RestResponse<Page<AnnualPlanView>>> list(
            @RestQuery @Min(2_018) @Max(2_100) @Parameter(description = "Only those of this year", example = "2018")
                    Integer year,
            @RestQuery @Parameter(description = "Only those that stand there") AnnualPlanStatus status,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Language language = facts.language();
        Filter filter = new Filter().is("year", year).is("status", status);
        return plans.list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> AnnualPlanView.of(found, actor, language)), request));
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Refuses({"annual-plan-not-found", "token-invalid", "unauthenticated"})
    @Operation(operationId = "getAnnualPlan", summary = "An annual plan")
    public Uni<RestResponse<AnnualPlanView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        Language language = facts.language();
        return plans.find(actor, id)
                .map(found -> EntityTags.respond(AnnualPlanView.of(found, actor, language), ifNoneMatch));
    }

    @GET
    @Path("/{id}/targets")
    @PermitAll
    @Refuses(
            value = {"annual-plan-not-found", "token-invalid", "unauthenticated"},
            defects = "plan-region-unfit")
    @Operation(
            operationId = "listPlanTargets",
            summary = "How the targets of an annual plan are decomposed",
            description = "To the 18 units or, of one unit, to its counties as that has published it. Shares sum up to"
                    + " what is decomposed, exactly.")
    public Uni<PlanTargetsView> targets(
            @RestPath UUID id,
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(
                            description = "Those of this unit; those of the province when absent",
                            example = "340100")
                    String unit,
            @RestQuery @Parameter(description = "Only of this indicator") PlanIndicator indicator) {
        Language language = facts.language();
        return progress.targets(current.get(), id, unit, indicator).map(found -> view(found, language));
    }

    private PlanTargetsView view(Targets found, Language language) {
        String region = found.unit() == null ? AnnualPlan.PROVINCE : found.unit();
        return new PlanTargetsView(
                found.plan().id(),
                found.plan().year(),
                found.plan().edition(),
                region,
                regions.name(region, language),
                found.implementation(),
                found.targets().stream()
                        .map(target -> TargetView.of(target, regions, language))
                        .toList());
    }

    @GET
    @Path("/{id}/progress")
    @PermitAll
    @Refuses(
            value = {"annual-plan-not-found", "token-invalid", "unauthenticated"},
            defects = "plan-region-unfit")
    @Operation(
            operationId = "getPlanProgress",
            summary = "How far the targets of an annual plan are",
            description =
                    "Of the province and its 18 units or, of one unit, of its counties: what is reached up to a day,"
                            + " as counted now, what it comes to at the pace of the last 90 days, whether that is enough, and"
                            + " ranks by number and by share. Parts and rest sum up to the whole, also over years in which"
                            + " codes of divisions changed.")
    public Uni<PlanProgressView> progress(
            @RestPath UUID id,
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(
                            description = "Of this unit and its counties; of the province when absent",
                            example = "340100")
                    String unit,
            @RestQuery @Parameter(description = "Only of this indicator") PlanIndicator indicator,
            @RestQuery
                    @PlausibleDay
                    @Parameter(
                            description = "Up to this day (Asia/Shanghai), today at the latest and when absent",
                            example = "2018-10-31")
                    LocalDate on) {
        Language language = facts.language();
        return progress.progress(current.get(), id, unit, indicator, on)
                .map(found -> PlanProgressView.of(found, regions, language));
    }

    @GET
    @Path("/{id}/warnings")
    @RolesAllowed({Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
    @Refuses("annual-plan-not-found")
    @Operation(
            operationId = "listPlanWarnings",
            summary = "Which units were told that they will not reach a target, newest first",
            description = "On the first of each month, as of the day before. An authority sees those of units that it"
                    + " oversees.")
    public Uni<RestResponse<Page<PlanWarningView>>> warnings(
            @RestPath UUID id,
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(description = "Only those of this unit", example = "340100")
                    String unit,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Language language = facts.language();
        return progress.warnings(current.get(), id, unit, cursor, limit)
                .map(page -> PageLinks.respond(
                        page.map(warning -> PlanWarningView.of(warning, regions, language)), request));
    }

    @GET
    @Path("/{id}/implementation-plans")
    @PermitAll
    @Refuses({"annual-plan-not-found", "token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listImplementationPlansOfPlan",
            summary = "What units and counties file to carry out the plan of a year, newest first",
            description = "As `GET /api/v1/implementation-plans` of the year, without what was superseded.")
    public Uni<RestResponse<Page<ImplementationPlanView>>> implementations(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Language language = facts.language();
        return plans.find(actor, id)
                .chain(plan -> implementations.list(
                        actor, new Filter().is("year", plan.year()).holds(NOT_OVER, true), cursor, limit))
                .map(page -> PageLinks.respond(
                        page.map(found ->
                                ImplementationPlanView.of(found, actor, implementations.now(), regions, language)),
                        request));
    }

    @POST
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "Drawn up; nobody but the province knows of it")
    @Refuses(
            value = {"annual-plan-in-force", "annual-plan-open", "not-yours"},
            defects = {
                "ends-before-it-begins",
                "plan-floor-too-high",
                "plan-indicator-twice",
                "plan-overrides-exceed",
                "plan-overrides-short",
                "plan-phase-too-early",
                "plan-phase-twice",
                "plan-phases-elsewhere",
                "plan-region-twice",
                "plan-region-unfit",
                "plan-weights-missing"
            })
    @Operation(
            operationId = "createAnnualPlan",
            summary = "Draw up the plan of a year",
            description =
                    "For the provincial authority. Targets go to the 18 units by weights, with largest remainders;"
                            + " what is set stays, and the rest is shared by the others.")
    public Uni<RestResponse<AnnualPlanView>> create(@NotNull @Valid AnnualPlanForm form) {
        return made(plans.drawUp(current.get(), form));
    }

    @PATCH
    @Path("/{id}")
    @IfMatch
    @Consumes(MergePatch.MEDIA_TYPE)
    @Refuses(
            value = {"annual-plan-not-found", "not-yours", "transition-not-allowed"},
            defects = {
                "annual-plan-year-fixed",
                "ends-before-it-begins",
                "plan-floor-too-high",
                "plan-indicator-twice",
                "plan-overrides-exceed",
                "plan-overrides-short",
                "plan-phase-too-early",
                "plan-phase-twice",
                "plan-phases-elsewhere",
                "plan-region-twice",
                "plan-region-unfit",
                "plan-target-published",
                "plan-weights-fixed",
                "plan-weights-missing"
            })
    @Operation(
            operationId = "updateAnnualPlan",
            summary = "Change an annual plan that is a draft",
            description = "Whoever changes it answers for all of it, and cannot publish it. Weights that were published"
                    + " do not change; amounts, floors and what is set may.")
    public Uni<RestResponse<AnnualPlanView>> edit(
            @RestPath UUID id,
            @NotNull @RequestBody(content = @Content(schema = @Schema(implementation = AnnualPlanForm.class)))
                    JsonNode patch) {
        return changed(plans.edit(current.get(), id, once.precondition(), patch));
    }

    @POST
    @Path("/{id}/submissions")
    @IdempotencyKey
    @IfMatch
    @Refuses({"annual-plan-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "proposeAnnualPlan",
            summary = "Propose an annual plan for publication",
            description = "Another person of the province publishes it, or returns it.")
    public Uni<RestResponse<AnnualPlanView>> propose(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(plans.propose(current.get(), id, once.precondition(), why.reason()));
    }

    @POST
    @Path("/{id}/returns")
    @IdempotencyKey
    @Refuses({"annual-plan-not-found", "not-yours", "transition-not-allowed"})
    @Operation(operationId = "returnAnnualPlan", summary = "Return a proposed annual plan to whoever writes it")
    public Uni<RestResponse<AnnualPlanView>> giveBack(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(plans.giveBack(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/publications")
    @IdempotencyKey
    @IfMatch
    @Refuses({
        "annual-plan-due-over",
        "annual-plan-in-force",
        "annual-plan-not-found",
        "four-eyes-required",
        "not-yours",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "publishAnnualPlan",
            summary = "Publish an annual plan",
            description = "For another person of the province than has written or proposed it. The edition before is"
                    + " superseded; every unit and county has an implementation plan to file from then on, and those"
                    + " whose targets have changed file theirs anew.")
    public Uni<RestResponse<AnnualPlanView>> publish(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(plans.publish(current.get(), id, once.precondition(), why.reason()));
    }

    @POST
    @Path("/{id}/withdrawals")
    @IdempotencyKey
    @Refuses({"annual-plan-not-found", "not-yours", "transition-not-allowed"})
    @Operation(operationId = "withdrawAnnualPlan", summary = "Take back an annual plan that is not published")
    public Uni<RestResponse<AnnualPlanView>> withdraw(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(plans.withdraw(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/amendments")
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "A draft of the next edition")
    @Refuses({"annual-plan-not-found", "annual-plan-open", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "amendAnnualPlan",
            summary = "Begin the next edition of a published annual plan",
            description = "It says the same at first, and takes the place of the one before when it is published.")
    public Uni<RestResponse<AnnualPlanView>> amend(@RestPath UUID id, @NotNull @Valid Reason why) {
        return made(plans.amend(current.get(), id, why.reason()));
    }

    private Uni<RestResponse<AnnualPlanView>> made(Effect<AnnualPlan> effect) {
        Actor actor = current.get();
        Language language = facts.language();
        return once.created(effect, made -> AnnualPlanView.of(made, actor, language), made -> PATH + "/" + made.id());
    }

    private Uni<RestResponse<AnnualPlanView>> changed(Effect<AnnualPlan> change) {
        Actor actor = current.get();
        Language language = facts.language();
        return once.ok(change, after -> AnnualPlanView.of(after, actor, language));
    }
}
