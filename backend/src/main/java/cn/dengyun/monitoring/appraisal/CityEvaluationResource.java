package cn.dengyun.monitoring.appraisal;

import cn.dengyun.monitoring.appraisal.CityEvaluationService.Objected;
import cn.dengyun.monitoring.plan.PlanRegions;
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

/** Evaluations of the reporting units: drawn up by the province, objected to by units, decided by two, then public. */
@Path(CityEvaluationResource.PATH)
@Tag(
        name = "Evaluations",
        description = "How the reporting units have done in a year (考核评价): by a formula that is shown to them before"
                + " anything is decided, and that anybody can compute again once it is published.")
@RolesAllowed(Roles.AUTHORITY)
@Cancellable(false)
@DryRunnable
class CityEvaluationResource {

    static final String PATH = "/api/v1/city-evaluations";

    private final CityEvaluationService evaluations;
    private final PlanRegions regions;
    private final Once once;
    private final CurrentActor current;
    private final RequestFacts facts;

    CityEvaluationResource(
            CityEvaluationService evaluations,
            PlanRegions regions,
            Once once,
            CurrentActor current,
            RequestFacts facts) {
        this.evaluations = evaluations;
        this.regions = regions;
        this.once = once;
        this.current = current;
        this.facts = facts;
    }

    @GET
    @PermitAll
    @Refuses({"token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listCityEvaluations",
            summary = "Evaluations of the reporting units, newest first",
            description = "Everybody sees those that are published, units also those that they are consulted on, with"
                    + " their own row; the province and auditors all.")
    public Uni<RestResponse<Page<CityEvaluationView>>> list(
            @RestQuery @Parameter(description = "Only of this year", example = "2018") Integer year,
            @RestQuery @Parameter(description = "Only those that stand there") CityEvaluationStatus status,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Language language = facts.language();
        return evaluations
                .list(actor, new Filter().is("year", year).is("status", status), cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> view(found, actor, language)), request));
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Refuses({"city-evaluation-not-found", "token-invalid", "unauthenticated"})
    @Operation(
            operationId = "getCityEvaluation",
            summary = "An evaluation of the reporting units",
            description = "Once it is published, everything that the scores follow from, for everybody. Before that a"
                    + " unit sees the formula and its own row.")
    public Uni<RestResponse<CityEvaluationView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        Language language = facts.language();
        return evaluations.find(actor, id).map(found -> EntityTags.respond(view(found, actor, language), ifNoneMatch));
    }

    @POST
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "A draft")
    @Refuses(
            value = {"evaluation-year-taken", "not-yours"},
            defects = {
                "evaluation-cap-unfit",
                "evaluation-code-repeated",
                "evaluation-component-unknown",
                "evaluation-full-unfit",
                "evaluation-grade-order",
                "evaluation-indicator-unfit",
                "evaluation-points-twice",
                "evaluation-points-unfit",
                "evaluation-unit-unknown",
                "evaluation-weight-nothing",
                "evaluation-weights-sum"
            })
    @Operation(
            operationId = "createCityEvaluation",
            summary = "Draw up the evaluation of a year",
            description = "For the provincial authority. Weights sum up to 100 exactly, grades begin at 0 and are"
                    + " half-open. Only public numbers of the statistics can be scored, for their values are published"
                    + " by unit; amounts are not among them.")
    public Uni<RestResponse<CityEvaluationView>> create(@NotNull @Valid EvaluationForm form) {
        Actor actor = current.get();
        Language language = facts.language();
        return once.created(
                evaluations.draft(actor, form), made -> view(made, actor, language), made -> PATH + "/" + made.id());
    }

    @PATCH
    @Path("/{id}")
    @IfMatch
    @Consumes(MergePatch.MEDIA_TYPE)
    @Refuses(
            value = {"city-evaluation-not-found", "evaluation-year-taken", "not-yours", "transition-not-allowed"},
            defects = {
                "evaluation-cap-unfit",
                "evaluation-code-repeated",
                "evaluation-component-unknown",
                "evaluation-full-unfit",
                "evaluation-grade-order",
                "evaluation-indicator-unfit",
                "evaluation-points-twice",
                "evaluation-points-unfit",
                "evaluation-unit-unknown",
                "evaluation-weight-nothing",
                "evaluation-weights-sum"
            })
    @Operation(
            operationId = "updateCityEvaluation",
            summary = "Change the formula, or what is typed, of a draft",
            description = "Lists are sent whole. Once the consultation has begun nothing of it is changed.")
    public Uni<RestResponse<CityEvaluationView>> edit(
            @RestPath UUID id,
            @NotNull @RequestBody(content = @Content(schema = @Schema(implementation = EvaluationForm.class)))
                    JsonNode patch) {
        return changed(evaluations.edit(current.get(), id, once.precondition(), patch));
    }

    @POST
    @Path("/{id}/consultations")
    @IdempotencyKey
    @IfMatch
    @Refuses(
            value = {
                "city-evaluation-not-found",
                "evaluation-not-counted",
                "evaluation-plan-missing",
                "not-yours",
                "transition-not-allowed"
            },
            defects = {"evaluation-points-missing", "evaluation-target-missing", "observation-moment-ahead"})
    @Operation(
            operationId = "openCityEvaluation",
            summary = "Freeze what is scored, and begin the consultation",
            description = "Numbers of the statistics are those of one recount, targets stand as at the end of the day"
                    + " before it. Each unit sees the formula and its own row from now on, and objects within the"
                    + " working days of the formula.")
    public Uni<RestResponse<CityEvaluationView>> open(
            @RestPath UUID id, @NotNull @Valid EvaluationForms.Consultation says) {
        return changed(evaluations.open(current.get(), id, once.precondition(), says.asOf(), says.reason()));
    }

    @GET
    @Path("/{id}/objections")
    @RolesAllowed({Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
    @Refuses("city-evaluation-not-found")
    @Operation(
            operationId = "listEvaluationObjections",
            summary = "Objections to an evaluation, newest first",
            description = "A unit sees its own, the province and auditors all.")
    public Uni<RestResponse<Page<EvaluationObjectionView>>> objections(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return evaluations
                .objections(current.get(), id, cursor, limit)
                .map(page -> PageLinks.respond(page.map(EvaluationObjectionView::of), request));
    }

    @POST
    @Path("/{id}/objections")
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "It waits for the province")
    @Refuses(
            value = {
                "city-evaluation-not-found",
                "evaluation-objected-before",
                "evaluation-objections-over",
                "not-yours",
                "transition-not-allowed"
            },
            defects = "evaluation-component-unknown")
    @Operation(
            operationId = "objectToCityEvaluation",
            summary = "Object to a component of the own row",
            description = "For the authority of a unit that is evaluated, once for each component, before"
                    + " `objectionsUntil`.")
    public Uni<RestResponse<EvaluationObjectionView>> object(
            @RestPath UUID id, @NotNull @Valid EvaluationForms.Objection says) {
        return once.created(
                evaluations.object(current.get(), id, says).map(Objected::objection), EvaluationObjectionView::of);
    }

    @POST
    @Path("/{id}/objections/{objection}/decisions")
    @IdempotencyKey
    @Refuses(
            value = {
                "city-evaluation-not-found",
                "evaluation-objection-decided",
                "evaluation-objection-not-found",
                "four-eyes-required",
                "not-yours",
                "transition-not-allowed"
            },
            defects = "evaluation-correction-unfit")
    @Operation(
            operationId = "decideEvaluationObjection",
            summary = "Uphold an objection with what is right, or reject it",
            description =
                    "For a person of the province who has written nothing of the evaluation. What was frozen stays"
                            + " beside the correction.")
    public Uni<RestResponse<EvaluationObjectionView>> answer(
            @RestPath UUID id,
            @RestPath @Parameter(description = "The objection") UUID objection,
            @NotNull @Valid EvaluationForms.Decision says) {
        return once.ok(
                evaluations.answer(current.get(), id, objection, says).map(Objected::objection),
                EvaluationObjectionView::of);
    }

    @POST
    @Path("/{id}/decisions")
    @IdempotencyKey
    @IfMatch
    @Refuses({
        "city-evaluation-not-found",
        "evaluation-consultation-open",
        "evaluation-objections-undecided",
        "four-eyes-required",
        "not-yours",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "decideCityEvaluation",
            summary = "Decide an evaluation, as the first or the second of two persons",
            description = "For the provincial authority, once the consultation is over and no objection is open. It is"
                    + " `DECIDED` by the second, who is not the first.")
    public Uni<RestResponse<CityEvaluationView>> decide(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(evaluations.decide(current.get(), id, once.precondition(), why.reason()));
    }

    @POST
    @Path("/{id}/publications")
    @IdempotencyKey
    @Refuses({"city-evaluation-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "publishCityEvaluation",
            summary = "Publish what two persons have decided",
            description = "Everybody reads all rows, with all that they follow from; nothing of it changes any more.")
    public Uni<RestResponse<CityEvaluationView>> publish(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(evaluations.publish(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/withdrawals")
    @IdempotencyKey
    @Refuses({"city-evaluation-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "withdrawCityEvaluation",
            summary = "Give an evaluation up that is not published",
            description = "The year can be evaluated anew.")
    public Uni<RestResponse<CityEvaluationView>> withdraw(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(evaluations.withdraw(current.get(), id, why.reason()));
    }

    private Uni<RestResponse<CityEvaluationView>> changed(Effect<CityEvaluation> change) {
        Actor actor = current.get();
        Language language = facts.language();
        return once.ok(change, after -> view(after, actor, language));
    }

    private CityEvaluationView view(CityEvaluation found, Actor actor, Language language) {
        return CityEvaluationView.of(found, actor, evaluations.now(), regions, language);
    }
}
