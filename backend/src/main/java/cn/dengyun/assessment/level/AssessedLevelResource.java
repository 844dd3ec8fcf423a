package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.platform.aggregate.Filter;
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
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
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

/** Levels in public notice and levels that hold, for everybody. */
@Path(AssessedLevelResource.PATH)
@Tag(name = "Assessments")
@PermitAll
@Cancellable(false)
@DryRunnable
class AssessedLevelResource {

    static final String PATH = "/api/v1/assessed-levels";

    private final AssessmentDisputes disputes;
    private final AssessmentService assessments;
    private final ReferenceService reference;
    private final Once once;
    private final CurrentActor current;
    private final RequestFacts facts;

    AssessedLevelResource(
            AssessmentDisputes disputes,
            AssessmentService assessments,
            ReferenceService reference,
            Once once,
            CurrentActor current,
            RequestFacts facts) {
        this.disputes = disputes;
        this.assessments = assessments;
        this.reference = reference;
        this.once = once;
        this.current = current;
        this.facts = facts;
    }

    @GET
    @Refuses({"token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listAssessedLevels",
            summary = "Levels in public notice and levels that hold, newest first",
            description = "For everybody: those in public notice (公示) can be objected to, those that hold have a"
                    + " certificate.")
    public Uni<RestResponse<Page<AssessedLevelView>>> list(
            @RestQuery
                    @Parameter(
                            description = "Only those that stand there: `PUBLIC_NOTICE`, or `CONFIRMED` or"
                                    + " `DOWNGRADED` of those that hold")
                    AssessmentStatus status,
            @RestQuery @Parameter(description = "Only those of this level") AssessmentLevel level,
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(description = "Only those in this region", example = "340100")
                    String region,
            @RestQuery
                    @Size(max = 10)
                    @Parameter(description = "Only those of this industry, GB/T 4754", example = "34")
                    String industry,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Language language = facts.language();
        Instant now = assessments.now();
        Filter filter = new Filter()
                .is("status", status)
                .is("level", level)
                .within("region_code", region)
                .is("industry_code", industry);
        return disputes.levels(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(
                        page.map(found -> AssessedLevelView.of(found, actor, reference, language, now)), request));
    }

    @GET
    @Path("/{id}")
    @Refuses({"assessed-level-not-found", "token-invalid", "unauthenticated"})
    @Operation(operationId = "getAssessedLevel", summary = "A level in public notice, or one that holds")
    public Uni<RestResponse<AssessedLevelView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        Language language = facts.language();
        return disputes.level(actor, id)
                .map(found -> EntityTags.respond(
                        AssessedLevelView.of(found, actor, reference, language, assessments.now()), ifNoneMatch));
    }

    @POST
    @Path("/{id}/objections")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
    @IdempotencyKey
    @Refuses({"assessed-level-not-found", "assessment-notice-over", "assessment-objection-repeated", "assessment-own"})
    @Operation(
            operationId = "createAssessmentObjection",
            summary = "Object to a level in public notice",
            description =
                    "By anybody but its enterprise, once for each organisation in a notice. The level does not take"
                            + " effect before that is decided.")
    @APIResponse(responseCode = "201", description = "Filed")
    public Uni<RestResponse<AssessmentObjectionView>> object(
            @RestPath UUID id, @NotNull @Valid AssessmentForms.NewObjection says) {
        Actor actor = current.get();
        return once.created(
                disputes.object(actor, id, says.statement()),
                made -> AssessmentObjectionView.of(made, actor),
                made -> AssessmentObjectionResource.PATH + "/" + made.id());
    }
}
