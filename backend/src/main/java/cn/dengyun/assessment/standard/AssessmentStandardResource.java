package cn.dengyun.assessment.standard;

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
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
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

/** Standards: written and published by the province, public then. */
@Path(AssessmentStandardResource.PATH)
@Tag(
        name = "Assessments",
        description = "How far enterprises have moved to the cloud (登云水平): assessed by themselves against a public"
                + " standard, held against what the platform knows, and found by an authority.")
@RolesAllowed(Roles.AUTHORITY)
@Cancellable(false)
@DryRunnable
class AssessmentStandardResource {

    static final String PATH = "/api/v1/assessment-standards";

    private final AssessmentStandardService standards;
    private final Once once;
    private final CurrentActor current;

    AssessmentStandardResource(AssessmentStandardService standards, Once once, CurrentActor current) {
        this.standards = standards;
        this.once = once;
        this.current = current;
    }

    @GET
    @PermitAll
    @Refuses({"token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listAssessmentStandards",
            summary = "Standards of levels, newest first",
            description = "Everybody sees those that are or were published; one is published at a time.")
    public Uni<RestResponse<Page<AssessmentStandardView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there") AssessmentStandardStatus status,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        return standards
                .list(actor, new Filter().is("status", status), cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> AssessmentStandardView.of(found, actor)), request));
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Refuses({"assessment-standard-not-found", "token-invalid", "unauthenticated"})
    @Operation(operationId = "getAssessmentStandard", summary = "A standard of levels")
    public Uni<RestResponse<AssessmentStandardView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return standards
                .find(actor, id)
                .map(found -> EntityTags.respond(AssessmentStandardView.of(found, actor), ifNoneMatch));
    }

    @POST
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "Drawn up; another person of the province publishes it")
    @Refuses(
            value = "not-yours",
            defects = {
                "assessment-above-hundred",
                "assessment-band-order",
                "assessment-bands-missing",
                "assessment-bands-unfit",
                "assessment-code-repeated",
                "assessment-figure-unfit",
                "assessment-gate-of-none",
                "assessment-indicator-unknown",
                "assessment-levels-incomplete",
                "assessment-value-unfit",
                "assessment-weight-nothing",
                "assessment-weights-sum"
            })
    @Operation(
            operationId = "createAssessmentStandard",
            summary = "Draw up a standard of levels",
            description =
                    "For the provincial authority. The score of an enterprise is the sum over dimensions and their"
                            + " indicators, by weight, of the points that its answers make, without any rounding; its level is"
                            + " the highest whose score is reached and which, with all below it, has what it asks for.")
    public Uni<RestResponse<AssessmentStandardView>> create(@NotNull @Valid StandardForm form) {
        Actor actor = current.get();
        return once.created(
                standards.draw(actor, form),
                made -> AssessmentStandardView.of(made, actor),
                made -> PATH + "/" + made.id());
    }

    @PATCH
    @Path("/{id}")
    @IfMatch
    @Consumes(MergePatch.MEDIA_TYPE)
    @Refuses(
            value = {"assessment-standard-not-found", "not-yours", "transition-not-allowed"},
            defects = {
                "assessment-above-hundred",
                "assessment-band-order",
                "assessment-bands-missing",
                "assessment-bands-unfit",
                "assessment-code-repeated",
                "assessment-figure-unfit",
                "assessment-gate-of-none",
                "assessment-indicator-unknown",
                "assessment-levels-incomplete",
                "assessment-value-unfit",
                "assessment-weight-nothing",
                "assessment-weights-sum"
            })
    @Operation(operationId = "updateAssessmentStandard", summary = "Change a standard of levels that is not published")
    public Uni<RestResponse<AssessmentStandardView>> edit(
            @RestPath UUID id,
            @NotNull @RequestBody(content = @Content(schema = @Schema(implementation = StandardForm.class)))
                    JsonNode patch) {
        return changed(standards.edit(current.get(), id, once.precondition(), patch));
    }

    @POST
    @Path("/{id}/publications")
    @IdempotencyKey
    @Refuses({"assessment-standard-not-found", "four-eyes-required", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "publishAssessmentStandard",
            summary = "Publish a standard of levels",
            description =
                    "For another person of the province than the one who has written of it last. It takes the place"
                            + " of the one before; assessments that have begun by that go on by it.")
    public Uni<RestResponse<AssessmentStandardView>> publish(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(standards.publish(current.get(), id, why.reason()));
    }

    private Uni<RestResponse<AssessmentStandardView>> changed(Effect<AssessmentStandard> change) {
        Actor actor = current.get();
        return once.ok(change, after -> AssessmentStandardView.of(after, actor));
    }
}
