package cn.dengyun.monitoring.issue;

import cn.dengyun.monitoring.plan.PlanRegions;
import cn.dengyun.monitoring.plan.StatusSummaryView;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.aggregate.Reason;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Issues to be coordinated: raised by counties and cities, answered by the authority above, or by the province. */
@Path(CoordinationIssueResource.PATH)
@Tag(
        name = "Issues to be coordinated",
        description =
                "What a county or a city cannot solve by itself. Only the authorities from the one that has raised"
                        + " it upwards know of it.")
@RolesAllowed(Roles.AUTHORITY)
@Cancellable(false)
@DryRunnable
class CoordinationIssueResource {

    static final String PATH = "/api/v1/issues";

    private final CoordinationIssueService issues;
    private final PlanRegions regions;
    private final Once once;
    private final CurrentActor current;
    private final RequestFacts facts;

    CoordinationIssueResource(
            CoordinationIssueService issues, PlanRegions regions, Once once, CurrentActor current, RequestFacts facts) {
        this.issues = issues;
        this.regions = regions;
        this.once = once;
        this.current = current;
        this.facts = facts;
    }

    @GET
    @RolesAllowed({Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
    @Operation(
            operationId = "listIssues",
            summary = "Issues to be coordinated, newest first",
            description = "An authority sees those of its region and below.")
    public Uni<RestResponse<Page<CoordinationIssueView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there") CoordinationIssueStatus status,
            @RestQuery @Parameter(description = "Only those about this") CoordinationIssueKind kind,
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(description = "Only those of this region and the regions in it", example = "340100")
                    String regionCode,
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(
                            description = "Only those that the authority of this division answers",
                            example = "340100")
                    String ownerRegionCode,
            @RestQuery @Parameter(description = "`true`: only those whose answer is late; `false`: the others")
                    Boolean overdue,
            @RestQuery @Size(max = 100) @Parameter(description = "Only those with this in their title", example = "带宽")
                    String q,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Language language = facts.language();
        Instant now = issues.now();
        Filter filter = new Filter()
                .is("status", status)
                .is("kind", kind)
                .within("region_code", regionCode)
                .is("owner_region_code", ownerRegionCode)
                .contains("title", q);
        if (overdue != null) {
            filter.isAt(CoordinationIssue.OVERDUE, now, overdue);
        }
        return issues.list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(
                        page.map(found -> CoordinationIssueView.of(found, actor, now, regions, language)), request));
    }

    @GET
    @Path("/summary")
    @RolesAllowed({Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
    @Operation(
            operationId = "getIssueSummary",
            summary = "How many issues to be coordinated stand where",
            description = "Of the regions that the caller oversees.")
    public Uni<StatusSummaryView> summary(
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(description = "Only those of this region and the regions in it", example = "340100")
                    String regionCode) {
        return issues.count(current.get(), regionCode).map(StatusSummaryView::of);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
    @Refuses("coordination-issue-not-found")
    @Operation(operationId = "getIssue", summary = "An issue to be coordinated")
    public Uni<RestResponse<CoordinationIssueView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        Language language = facts.language();
        return issues.find(actor, id)
                .map(found -> EntityTags.respond(
                        CoordinationIssueView.of(found, actor, issues.now(), regions, language), ifNoneMatch));
    }

    @GET
    @Path("/{id}/steps")
    @RolesAllowed({Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
    @Refuses("coordination-issue-not-found")
    @Operation(operationId = "listIssueSteps", summary = "What was said and done about an issue, newest first")
    public Uni<RestResponse<Page<CoordinationIssueStepView>>> steps(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Language language = facts.language();
        return issues.steps(current.get(), id, cursor, limit)
                .map(page -> PageLinks.respond(
                        page.map(step -> CoordinationIssueStepView.of(step, regions, language)), request));
    }

    @POST
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "Raised; it waits for the authority above")
    @Refuses(
            value = {"issue-nobody-above", "issues-too-many"},
            defects = "issue-day-unfit")
    @Operation(
            operationId = "raiseIssue",
            summary = "Raise an issue to be coordinated",
            description =
                    "For a county, which asks its city, and for a city or a county that is under the province, which"
                            + " ask the province. It is answered in ten working days, or by the day that is named; what a city"
                            + " has not answered by then goes to the province.")
    public Uni<RestResponse<CoordinationIssueView>> raise(@NotNull @Valid CoordinationIssueForms.Issue wanted) {
        Actor actor = current.get();
        Language language = facts.language();
        return once.created(
                issues.raise(actor, wanted),
                made -> CoordinationIssueView.of(made, actor, issues.now(), regions, language),
                made -> PATH + "/" + made.id());
    }

    @POST
    @Path("/{id}/answers")
    @IdempotencyKey
    @Refuses({"coordination-issue-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "answerIssue",
            summary = "Answer an issue to be coordinated",
            description = "Whoever has raised it says within ten working days whether that helps; else it is closed.")
    public Uni<RestResponse<CoordinationIssueView>> answer(
            @RestPath UUID id, @NotNull @Valid CoordinationIssueForms.Answer says) {
        return changed(issues.answer(current.get(), id, says.answer()));
    }

    @POST
    @Path("/{id}/deferrals")
    @IdempotencyKey
    @Refuses(
            value = {"coordination-issue-not-found", "not-yours", "transition-not-allowed"},
            defects = "issue-day-unfit")
    @Operation(operationId = "deferIssue", summary = "Take more time to answer an issue to be coordinated")
    public Uni<RestResponse<CoordinationIssueView>> defer(
            @RestPath UUID id, @NotNull @Valid CoordinationIssueForms.Deferral wanted) {
        return changed(issues.defer(current.get(), id, wanted));
    }

    @POST
    @Path("/{id}/escalations")
    @IdempotencyKey
    @Refuses({"coordination-issue-not-found", "issue-of-province", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "escalateIssue",
            summary = "Hand an issue to be coordinated to the province",
            description = "For the city that it waits for, when it cannot solve it; for the county that has raised it,"
                    + " when the answer of the city does not help.")
    public Uni<RestResponse<CoordinationIssueView>> escalate(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(issues.escalate(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/settlements")
    @IdempotencyKey
    @Refuses({"coordination-issue-not-found", "not-yours", "transition-not-allowed"})
    @Operation(operationId = "settleIssue", summary = "Say that the answer to an issue helps")
    public Uni<RestResponse<CoordinationIssueView>> settle(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(issues.settle(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/withdrawals")
    @IdempotencyKey
    @Refuses({"coordination-issue-not-found", "not-yours", "transition-not-allowed"})
    @Operation(operationId = "withdrawIssue", summary = "Take back an issue that is not answered")
    public Uni<RestResponse<CoordinationIssueView>> withdraw(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(issues.withdraw(current.get(), id, why.reason()));
    }

    private Uni<RestResponse<CoordinationIssueView>> changed(Effect<CoordinationIssue> change) {
        Actor actor = current.get();
        Language language = facts.language();
        return once.ok(change, after -> CoordinationIssueView.of(after, actor, issues.now(), regions, language));
    }
}
