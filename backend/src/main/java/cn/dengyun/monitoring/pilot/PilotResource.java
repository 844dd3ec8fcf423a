package cn.dengyun.monitoring.pilot;

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
import jakarta.validation.constraints.Size;
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

/** Pilots: planned by the authorities of their regions, public once they have started. */
@Path(PilotResource.PATH)
@Tag(
        name = "Pilots",
        description = "Enterprises that cities connect first, each with its provider, and what came of it.")
@RolesAllowed(Roles.AUTHORITY)
@Cancellable(false)
@DryRunnable
class PilotResource {

    static final String PATH = "/api/v1/pilots";

    private final PilotService pilots;
    private final PlanRegions regions;
    private final Once once;
    private final CurrentActor current;
    private final RequestFacts facts;

    PilotResource(PilotService pilots, PlanRegions regions, Once once, CurrentActor current, RequestFacts facts) {
        this.pilots = pilots;
        this.regions = regions;
        this.once = once;
        this.current = current;
        this.facts = facts;
    }

    @GET
    @PermitAll
    @Refuses({"token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listPilots",
            summary = "Pilots, newest first",
            description = "Everybody sees those that have started; authorities also what is planned in their region and"
                    + " below.")
    public Uni<RestResponse<Page<PilotView>>> list(
            @RestQuery
                    @Min(2_018)
                    @Max(2_100)
                    @Parameter(description = "Only those of the plan of this year", example = "2018")
                    Integer year,
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(description = "Only those of this region and the regions in it", example = "340100")
                    String regionCode,
            @RestQuery @Parameter(description = "Only those with this provider") UUID providerId,
            @RestQuery @Parameter(description = "Only those that stand there") PilotStatus status,
            @RestQuery
                    @Size(max = 100)
                    @Parameter(description = "Only enterprises with this in their name", example = "制造")
                    String q,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Language language = facts.language();
        Filter filter = new Filter()
                .is("year", year)
                .within("region_code", regionCode)
                .is("provider_id", providerId)
                .is("status", status)
                .contains("enterprise_name", q);
        return pilots.list(actor, filter, cursor, limit)
                .map(page ->
                        PageLinks.respond(page.map(found -> PilotView.of(found, actor, regions, language)), request));
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Refuses({"pilot-enterprise-not-found", "token-invalid", "unauthenticated"})
    @Operation(operationId = "getPilot", summary = "A pilot")
    public Uni<RestResponse<PilotView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        Language language = facts.language();
        return pilots.find(actor, id)
                .map(found -> EntityTags.respond(PilotView.of(found, actor, regions, language), ifNoneMatch));
    }

    @POST
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "Planned; the authorities of the region know of it")
    @Refuses(
            value = {"not-yours", "pilot-twice", "provider-not-found", "provider-not-qualified"},
            defects = {
                "credit-code-character",
                "credit-code-check-character",
                "ends-before-it-begins",
                "pilot-elsewhere",
                "plan-region-unfit"
            })
    @Operation(
            operationId = "createPilot",
            summary = "Plan a pilot",
            description = "For an authority in its region and below. An enterprise is a pilot once a year.")
    public Uni<RestResponse<PilotView>> create(@NotNull @Valid PilotForm form) {
        Actor actor = current.get();
        Language language = facts.language();
        return once.created(
                pilots.plan(actor, form),
                made -> PilotView.of(made, actor, regions, language),
                made -> PATH + "/" + made.id());
    }

    @PATCH
    @Path("/{id}")
    @IfMatch
    @Consumes(MergePatch.MEDIA_TYPE)
    @Refuses(
            value = {
                "not-yours",
                "pilot-enterprise-not-found",
                "pilot-twice",
                "provider-not-found",
                "provider-not-qualified",
                "transition-not-allowed"
            },
            defects = {
                "credit-code-character",
                "credit-code-check-character",
                "ends-before-it-begins",
                "pilot-elsewhere",
                "plan-region-unfit"
            })
    @Operation(operationId = "updatePilot", summary = "Change a pilot that has not started")
    public Uni<RestResponse<PilotView>> edit(
            @RestPath UUID id,
            @NotNull @RequestBody(content = @Content(schema = @Schema(implementation = PilotForm.class)))
                    JsonNode patch) {
        return changed(pilots.edit(current.get(), id, once.precondition(), patch));
    }

    @POST
    @Path("/{id}/starts")
    @IdempotencyKey
    @Refuses({
        "not-yours",
        "pilot-enterprise-not-found",
        "pilot-not-now",
        "provider-not-found",
        "provider-not-qualified",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "startPilot",
            summary = "Start a pilot",
            description =
                    "From its first day on, in its year. It is public from then on, and counts in the plan of the year.")
    public Uni<RestResponse<PilotView>> start(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(pilots.start(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/completions")
    @IdempotencyKey
    @Refuses({"not-yours", "pilot-enterprise-not-found", "transition-not-allowed"})
    @Operation(operationId = "completePilot", summary = "Tell what came of a pilot")
    public Uni<RestResponse<PilotView>> complete(@RestPath UUID id, @NotNull @Valid PilotResult result) {
        return changed(pilots.complete(current.get(), id, result.outcome()));
    }

    @POST
    @Path("/{id}/abandonments")
    @IdempotencyKey
    @Refuses({"not-yours", "pilot-enterprise-not-found", "transition-not-allowed"})
    @Operation(operationId = "abandonPilot", summary = "Give up a pilot", description = "It does not count any more.")
    public Uni<RestResponse<PilotView>> abandon(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(pilots.abandon(current.get(), id, why.reason()));
    }

    private Uni<RestResponse<PilotView>> changed(Effect<PilotEnterprise> change) {
        Actor actor = current.get();
        Language language = facts.language();
        return once.ok(change, after -> PilotView.of(after, actor, regions, language));
    }
}
