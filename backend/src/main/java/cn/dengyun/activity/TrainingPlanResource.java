package cn.dengyun.activity;

import cn.dengyun.platform.aggregate.Filter;
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
import cn.dengyun.reference.ReferenceService;
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
import java.util.UUID;
import java.util.function.BinaryOperator;
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

/** Annual training plans: filed by offices, read by everybody once they are published. */
@Path(TrainingPlanResource.PATH)
@Tag(name = "Activities")
@RolesAllowed(Roles.AUTHORITY)
@Cancellable(false)
@DryRunnable
class TrainingPlanResource {

    static final String PATH = "/api/v1/training-plans";

    private final TrainingPlanService plans;
    private final ReferenceService reference;
    private final Once once;
    private final CurrentActor current;
    private final RequestFacts facts;

    TrainingPlanResource(
            TrainingPlanService plans,
            ReferenceService reference,
            Once once,
            CurrentActor current,
            RequestFacts facts) {
        this.plans = plans;
        this.reference = reference;
        this.once = once;
        this.current = current;
        this.facts = facts;
    }

    @GET
    @PermitAll
    @Refuses({"token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listTrainingPlans",
            summary = "Annual training plans with what was done, newest first",
            description = "Everybody sees editions that were published, also those that another one superseded; offices"
                    + " also drafts of their region. `status=PUBLISHED` with a year has one of each region.")
    public Uni<RestResponse<Page<TrainingPlanView>>> list(
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(description = "Only those of this region and the ones in it", example = "340100")
                    String region,
            @RestQuery @Min(2_018) @Max(2_100) @Parameter(description = "Only those of this year", example = "2030")
                    Integer year,
            @RestQuery @Parameter(description = "Only those that stand there") TrainingPlanStatus status,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        BinaryOperator<String> names = names(facts.language());
        Filter filter =
                new Filter().within("region_code", region).is("year", year).is("status", status);
        return plans.list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> TrainingPlanView.of(found, actor, names)), request));
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Refuses({"token-invalid", "training-plan-not-found", "unauthenticated"})
    @Operation(operationId = "getTrainingPlan", summary = "An annual training plan with what was done")
    public Uni<RestResponse<TrainingPlanView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        BinaryOperator<String> names = names(facts.language());
        return plans.find(actor, id)
                .map(found -> EntityTags.respond(TrainingPlanView.of(found, actor, names), ifNoneMatch));
    }

    @POST
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "A draft")
    @Refuses(
            value = {"not-yours", "training-plan-in-force", "training-plan-open"},
            defects = "training-plan-kind-repeated")
    @Operation(
            operationId = "createTrainingPlan",
            summary = "Draw up the annual training plan of the own region",
            description = "For an office. A region has one plan of a year; what is published is amended.")
    public Uni<RestResponse<TrainingPlanView>> create(@NotNull @Valid TrainingPlanForm form) {
        return made(plans.drawUp(current.get(), form));
    }

    @PATCH
    @Path("/{id}")
    @IfMatch
    @Consumes(MergePatch.MEDIA_TYPE)
    @Refuses(
            value = {"not-yours", "training-plan-not-found", "transition-not-allowed"},
            defects = {"training-plan-kind-repeated", "training-plan-year-fixed"})
    @Operation(
            operationId = "updateTrainingPlan",
            summary = "Change an annual training plan that is a draft",
            description = "For its office. Targets are replaced as a whole.")
    public Uni<RestResponse<TrainingPlanView>> edit(
            @RestPath UUID id,
            @NotNull @RequestBody(content = @Content(schema = @Schema(implementation = TrainingPlanForm.class)))
                    JsonNode patch) {
        return changed(plans.edit(current.get(), id, once.precondition(), patch));
    }

    @POST
    @Path("/{id}/publications")
    @IdempotencyKey
    @IfMatch
    @Refuses({"not-yours", "training-plan-in-force", "training-plan-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "publishTrainingPlan",
            summary = "Publish an annual training plan",
            description = "For its office. It does not change afterwards, and supersedes the edition before.")
    public Uni<RestResponse<TrainingPlanView>> publish(@RestPath UUID id) {
        return changed(plans.publish(current.get(), id, once.precondition()));
    }

    @POST
    @Path("/{id}/amendments")
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "A draft of the next edition")
    @Refuses({"not-yours", "training-plan-not-found", "training-plan-open", "transition-not-allowed"})
    @Operation(
            operationId = "amendTrainingPlan",
            summary = "Begin the next edition of a published annual training plan",
            description = "It says the same at first, and takes the place of the one before when it is published.")
    public Uni<RestResponse<TrainingPlanView>> amend(@RestPath UUID id) {
        return made(plans.amend(current.get(), id));
    }

    private Uni<RestResponse<TrainingPlanView>> made(Effect<TrainingPlan> effect) {
        Actor actor = current.get();
        BinaryOperator<String> names = names(facts.language());
        return once.created(
                plans.shown(effect),
                after -> TrainingPlanView.of(after, actor, names),
                after -> PATH + "/" + after.plan().id());
    }

    private Uni<RestResponse<TrainingPlanView>> changed(Effect<TrainingPlan> change) {
        Actor actor = current.get();
        BinaryOperator<String> names = names(facts.language());
        return once.ok(plans.shown(change), after -> TrainingPlanView.of(after, actor, names));
    }

    private BinaryOperator<String> names(Language language) {
        return (vocabulary, code) -> reference.name(vocabulary, code, language).orElse(code);
    }
}
