package cn.dengyun.assessment.level;

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

/** What experts find who were drawn. */
@Path(AssessmentOpinionResource.PATH)
@Tag(name = "Assessments")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR})
@Cancellable(false)
@DryRunnable
class AssessmentOpinionResource {

    static final String PATH = "/api/v1/assessment-opinions";

    private final AssessmentExpertService experts;
    private final Once once;
    private final CurrentActor current;

    AssessmentOpinionResource(AssessmentExpertService experts, Once once, CurrentActor current) {
        this.experts = experts;
        this.once = once;
        this.current = current;
    }

    @GET
    @Operation(
            operationId = "listAssessmentOpinions",
            summary = "Opinions of experts, newest first",
            description = "An expert sees the own ones. The province and auditors see everybody whom a draw could draw"
                    + " or not, and can draw again. An enterprise reads what was stated of its assessments once they"
                    + " are decided on, and is not told by whom.")
    public Uni<RestResponse<Page<AssessmentOpinionView>>> list(
            @RestQuery @Parameter(description = "Only those of this assessment") UUID assessmentId,
            @RestQuery @Parameter(description = "Only those of this draw") UUID drawId,
            @RestQuery @Parameter(description = "Only those that stand there") AssessmentOpinionStatus status,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Instant now = experts.now();
        return experts.listOpinions(actor, assessmentId, drawId, status, cursor, limit)
                .map(page ->
                        PageLinks.respond(page.map(found -> AssessmentOpinionView.of(found, actor, now)), request));
    }

    @GET
    @Path("/{id}")
    @Refuses("assessment-opinion-not-found")
    @Operation(operationId = "getAssessmentOpinion", summary = "An opinion of an expert")
    public Uni<RestResponse<AssessmentOpinionView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return experts.findOpinion(actor, id)
                .map(found -> EntityTags.respond(AssessmentOpinionView.of(found, actor, experts.now()), ifNoneMatch));
    }

    @POST
    @Path("/{id}/statements")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY})
    @IdempotencyKey
    @Refuses(
            value = {
                "assessment-opinion-not-found",
                "expert-conflict",
                "expert-opinion-late",
                "not-yours",
                "transition-not-allowed"
            },
            defects = {"assessment-level-none", "expert-dimension-unknown"})
    @Operation(
            operationId = "stateAssessmentOpinion",
            summary = "State an opinion as an expert",
            description = "By the expert who was drawn, once and in time. The assessment and its documents are read"
                    + " with `getAssessment` and `listAssessmentDocuments` until then.")
    @APIResponse(responseCode = "200", description = "Stated")
    public Uni<RestResponse<AssessmentOpinionView>> state(
            @RestPath UUID id, @NotNull @Valid AssessmentExpertForms.Statement says) {
        return changed(experts.state(current.get(), id, says));
    }

    @POST
    @Path("/{id}/declines")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY})
    @IdempotencyKey
    @Refuses({"assessment-opinion-not-found", "expert-opinion-late", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "declineAssessmentOpinion",
            summary = "Decline to state an opinion as an expert",
            description = "With what keeps the expert from it. The next of the draw is asked.")
    @APIResponse(responseCode = "200", description = "Declined")
    public Uni<RestResponse<AssessmentOpinionView>> decline(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(experts.decline(current.get(), id, why.reason()));
    }

    private Uni<RestResponse<AssessmentOpinionView>> changed(Effect<AssessmentOpinion> change) {
        Actor actor = current.get();
        return once.ok(change, after -> AssessmentOpinionView.of(after, actor, experts.now()));
    }
}
