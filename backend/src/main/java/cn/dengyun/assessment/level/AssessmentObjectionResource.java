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

/** Objections against levels: filed with them by anybody who is signed in, decided by authorities. */
@Path(AssessmentObjectionResource.PATH)
@Tag(name = "Assessments")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
@Cancellable(false)
@DryRunnable
class AssessmentObjectionResource {

    static final String PATH = "/api/v1/assessment-objections";

    private final AssessmentDisputes disputes;
    private final Once once;
    private final CurrentActor current;

    AssessmentObjectionResource(AssessmentDisputes disputes, Once once, CurrentActor current) {
        this.disputes = disputes;
        this.once = once;
        this.current = current;
    }

    @GET
    @Operation(
            operationId = "listAssessmentObjections",
            summary = "Objections against levels, newest first",
            description = "Those of the caller's organisation and those against it, in an authority's region, or all"
                    + " for auditors.")
    public Uni<RestResponse<Page<AssessmentObjectionView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there") AssessmentObjectionStatus status,
            @RestQuery @Parameter(description = "Only those against the level of this assessment") UUID assessmentId,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Filter filter = new Filter().is("status", status).is("assessment_id", assessmentId);
        return disputes.objections(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> AssessmentObjectionView.of(found, actor)), request));
    }

    @GET
    @Path("/{id}")
    @Refuses("assessment-objection-not-found")
    @Operation(operationId = "getAssessmentObjection", summary = "An objection against a level")
    public Uni<RestResponse<AssessmentObjectionView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return disputes.objection(actor, id)
                .map(found -> EntityTags.respond(AssessmentObjectionView.of(found, actor), ifNoneMatch));
    }

    @POST
    @Path("/{id}/decisions")
    @RolesAllowed(Roles.AUTHORITY)
    @IdempotencyKey
    @Refuses({
        "assessment-objection-not-found",
        "four-eyes-required",
        "not-yours",
        "review-own-side",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "decideAssessmentObjection",
            summary = "Decide on an objection against a level",
            description = "By the authority that found the level or one above, and by another person than has filed it,"
                    + " or submitted or reviewed the assessment. What is upheld rejects that.")
    @APIResponse(responseCode = "200", description = "Decided")
    public Uni<RestResponse<AssessmentObjectionView>> decide(
            @RestPath UUID id, @NotNull @Valid AssessmentForms.ObjectionDecision says) {
        Actor actor = current.get();
        return once.ok(
                disputes.decide(actor, id, says.decision(), says.reason()),
                after -> AssessmentObjectionView.of(after, actor));
    }
}
