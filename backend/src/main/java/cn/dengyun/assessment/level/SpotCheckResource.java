package cn.dengyun.assessment.level;

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

/** Spot checks: opened by draws, answered by enterprises, concluded by the authorities that have drawn. */
@Path(SpotCheckResource.PATH)
@Tag(name = "Assessments")
@RolesAllowed({Roles.ENTERPRISE, Roles.AUTHORITY, Roles.AUDITOR})
@Cancellable(false)
@DryRunnable
class SpotCheckResource {

    static final String PATH = "/api/v1/spot-checks";

    private final SpotCheckService checks;
    private final Once once;
    private final CurrentActor current;

    SpotCheckResource(SpotCheckService checks, Once once, CurrentActor current) {
        this.checks = checks;
        this.once = once;
        this.current = current;
    }

    @GET
    @Operation(
            operationId = "listSpotChecks",
            summary = "Spot checks of levels, newest first",
            description = "An enterprise sees its own; an authority those in its region and below.")
    public Uni<RestResponse<Page<SpotCheckView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there now") SpotCheckStatus status,
            @RestQuery @Parameter(description = "Only those that this draw has opened") UUID drawId,
            @RestQuery @Parameter(description = "Only those of this assessment") UUID assessmentId,
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(description = "Only those in this region", example = "340100")
                    String region,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Instant now = checks.now();
        Filter filter = new Filter()
                .isAt(SpotCheck.STATUS, now, status)
                .is("draw_id", drawId)
                .is("assessment_id", assessmentId)
                .within("region_code", region);
        return checks.list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> SpotCheckView.of(found, actor, now)), request));
    }

    @GET
    @Path("/{id}")
    @Refuses("spot-check-not-found")
    @Operation(operationId = "getSpotCheck", summary = "A spot check of a level")
    public Uni<RestResponse<SpotCheckView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return checks.find(actor, id)
                .map(found -> EntityTags.respond(SpotCheckView.of(found, actor, checks.now()), ifNoneMatch));
    }

    @POST
    @Path("/{id}/answers")
    @RolesAllowed(Roles.ENTERPRISE)
    @IdempotencyKey
    @Refuses(
            value = {"not-yours", "spot-check-answer-late", "spot-check-not-found", "transition-not-allowed"},
            defects = {"spot-check-document-unknown"})
    @Operation(
            operationId = "answerSpotCheck",
            summary = "Answer to a spot check",
            description = "By the enterprise, once and in time, with documents that are put on it before.")
    @APIResponse(responseCode = "200", description = "Answered")
    public Uni<RestResponse<SpotCheckView>> answer(@RestPath UUID id, @NotNull @Valid SpotCheckForms.Answer says) {
        return changed(checks.answer(current.get(), id, says));
    }

    @POST
    @Path("/{id}/extensions")
    @RolesAllowed(Roles.AUTHORITY)
    @IdempotencyKey
    @Refuses({"four-eyes-required", "not-yours", "review-own-side", "spot-check-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "extendSpotCheck",
            summary = "Give an enterprise more time that has not answered to a spot check",
            description = "As much as the draw gave it, from now on.")
    @APIResponse(responseCode = "200", description = "Given")
    public Uni<RestResponse<SpotCheckView>> extend(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(checks.extend(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/results")
    @RolesAllowed(Roles.AUTHORITY)
    @IdempotencyKey
    @Refuses(
            value = {
                "assessment-level-not-lower",
                "four-eyes-required",
                "not-yours",
                "review-own-side",
                "spot-check-not-found",
                "transition-not-allowed"
            },
            defects = {"variant-member-missing", "variant-member-unfit"})
    @Operation(
            operationId = "concludeSpotCheck",
            summary = "Say what was found by a spot check",
            description = "By the authority that has drawn, once the enterprise has answered or its time is over, and"
                    + " by nobody who has submitted the assessment or decided anything of it. A lower level is"
                    + " proposed, and another person decides.")
    @APIResponse(responseCode = "200", description = "Said")
    public Uni<RestResponse<SpotCheckView>> conclude(@RestPath UUID id, @NotNull @Valid SpotCheckForms.Result says) {
        return changed(checks.conclude(current.get(), id, says));
    }

    @POST
    @Path("/{id}/decisions")
    @RolesAllowed(Roles.AUTHORITY)
    @IdempotencyKey
    @Refuses({
        "assessment-level-not-lower",
        "four-eyes-required",
        "not-yours",
        "review-own-side",
        "spot-check-not-found",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "decideSpotCheck",
            summary = "Decide on a lower level that a spot check proposes",
            description = "By another person than who has proposed it. One that is accepted lowers the level as"
                    + " `downgradeAssessment` does, and can be appealed like that.")
    @APIResponse(responseCode = "200", description = "Decided")
    public Uni<RestResponse<SpotCheckView>> decide(@RestPath UUID id, @NotNull @Valid SpotCheckForms.Decision says) {
        return changed(checks.decide(current.get(), id, says.decision(), says.reason()));
    }

    private Uni<RestResponse<SpotCheckView>> changed(Effect<SpotCheck> change) {
        Actor actor = current.get();
        return once.ok(change, after -> SpotCheckView.of(after, actor, checks.now()));
    }
}
