package cn.dengyun.assessment.level;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.EntityTags;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Appeals of enterprises: filed with their assessments, decided by the province. */
@Path(AssessmentAppealResource.PATH)
@Tag(name = "Assessments")
@RolesAllowed({Roles.ENTERPRISE, Roles.AUTHORITY, Roles.AUDITOR})
@Cancellable(false)
@DryRunnable
class AssessmentAppealResource {

    static final String PATH = "/api/v1/assessment-appeals";

    private final AssessmentDisputes disputes;
    private final Once once;
    private final CurrentActor current;

    AssessmentAppealResource(AssessmentDisputes disputes, Once once, CurrentActor current) {
        this.disputes = disputes;
        this.once = once;
        this.current = current;
    }

    @GET
    @Operation(
            operationId = "listAssessmentAppeals",
            summary = "Appeals against what was found of assessments, newest first",
            description = "An enterprise sees its own; an authority those in its region.")
    public Uni<RestResponse<Page<AssessmentAppealView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there") AssessmentAppealStatus status,
            @RestQuery @Parameter(description = "Only those of this assessment") UUID assessmentId,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Filter filter = new Filter().is("status", status).is("assessment_id", assessmentId);
        return disputes.appeals(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> AssessmentAppealView.of(found, actor)), request));
    }

    @GET
    @Path("/{id}")
    @Refuses("assessment-appeal-not-found")
    @Operation(operationId = "getAssessmentAppeal", summary = "An appeal against what was found of an assessment")
    public Uni<RestResponse<AssessmentAppealView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return disputes.appeal(actor, id)
                .map(found -> EntityTags.respond(AssessmentAppealView.of(found, actor), ifNoneMatch));
    }

    @POST
    @Path("/{id}/decisions")
    @RolesAllowed(Roles.AUTHORITY)
    @IdempotencyKey
    @Refuses(
            value = {
                "assessment-appeal-level-unfit",
                "assessment-appeal-not-found",
                "assessment-open",
                "expert-level-exceeded",
                "expert-opinions-missing",
                "four-eyes-required",
                "not-yours",
                "review-own-side",
                "transition-not-allowed"
            },
            defects = {"variant-member-missing", "variant-member-unfit"})
    @Operation(
            operationId = "decideAssessmentAppeal",
            summary = "Decide on an appeal",
            description = "By the province, and by nobody who has submitted the assessment or decided anything of it."
                    + " A level that was lowered holds again, up to what it was; another one is shown to everybody"
                    + " before it holds, and L4 or L5 need opinions of two experts, as in a review.")
    @APIResponse(responseCode = "200", description = "Decided")
    public Uni<RestResponse<AssessmentAppealView>> decide(
            @RestPath UUID id, @NotNull @Valid AssessmentForms.AppealDecision says) {
        Actor actor = current.get();
        return once.ok(
                disputes.decide(actor, id, says.decision(), says.level(), says.reason()),
                after -> AssessmentAppealView.of(after, actor));
    }
}
