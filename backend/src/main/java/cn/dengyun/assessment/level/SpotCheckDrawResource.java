package cn.dengyun.assessment.level;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.reference.ReferenceService;
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
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Draws of levels to be checked, for everybody. */
@Path(SpotCheckDrawResource.PATH)
@Tag(name = "Assessments")
@PermitAll
@Cancellable(false)
@DryRunnable
class SpotCheckDrawResource {

    static final String PATH = "/api/v1/spot-check-draws";

    private final SpotCheckService checks;
    private final ReferenceService reference;
    private final Once once;
    private final CurrentActor current;
    private final RequestFacts facts;

    SpotCheckDrawResource(
            SpotCheckService checks, ReferenceService reference, Once once, CurrentActor current, RequestFacts facts) {
        this.checks = checks;
        this.reference = reference;
        this.once = once;
        this.current = current;
        this.facts = facts;
    }

    @POST
    @RolesAllowed(Roles.AUTHORITY)
    @IdempotencyKey
    @Refuses(
            value = {"assessment-level-of-province", "not-yours", "spot-check-nobody", "spot-check-too-many"},
            defects = {"spot-check-level-unrated", "spot-check-percent-high"})
    @Operation(
            operationId = "createSpotCheckDraw",
            summary = "Draw levels to be checked",
            description = "By the province, or by a city from those up to L3 that it finds itself. Each that holds can"
                    + " be drawn, but for who is being checked or was drawn for the same period. A spot check of each"
                    + " that is drawn is opened, and its enterprise is told; nobody takes a draw back. A dry run tells"
                    + " how many can be drawn, and draws with another seed.")
    @APIResponse(responseCode = "201", description = "Drawn")
    public Uni<RestResponse<SpotCheckDrawView>> create(@NotNull @Valid SpotCheckForms.NewDraw says) {
        Language language = facts.language();
        return once.created(
                checks.draw(current.get(), says),
                made -> SpotCheckDrawView.of(made, reference, language),
                made -> PATH + "/" + made.id());
    }

    @GET
    @Refuses({"token-invalid", "unauthenticated"})
    @Operation(operationId = "listSpotCheckDraws", summary = "Draws of levels to be checked, newest first")
    public Uni<RestResponse<Page<SpotCheckDrawView>>> list(
            @RestQuery
                    @Pattern(regexp = SpotCheckDraw.PERIOD)
                    @Parameter(description = "Only those for this period", example = "2018-Q3")
                    String period,
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(description = "Only those of authorities in this region", example = "340100")
                    String region,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Language language = facts.language();
        Filter filter = new Filter().is("period", period).within("region_code", region);
        return checks.listDraws(current.get(), filter, cursor, limit)
                .map(page -> PageLinks.respond(
                        page.map(found -> SpotCheckDrawView.of(found, reference, language)), request));
    }

    @GET
    @Path("/{id}")
    @Refuses({"spot-check-draw-not-found", "token-invalid", "unauthenticated"})
    @Operation(operationId = "getSpotCheckDraw", summary = "A draw of levels to be checked")
    public Uni<SpotCheckDrawView> get(@RestPath UUID id) {
        Language language = facts.language();
        return checks.findDraw(current.get(), id).map(found -> SpotCheckDrawView.of(found, reference, language));
    }

    @GET
    @Path("/{id}/candidates")
    @Refuses({"spot-check-draw-not-found", "token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listSpotCheckCandidates",
            summary = "All levels that a draw could draw, in no order",
            description = "With the seed of the draw anybody computes the key of each again. The smallest were drawn,"
                    + " as many as the draw says.")
    public Uni<RestResponse<Page<SpotCheckCandidateView>>> candidates(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "Only those that were drawn, or only the others") Boolean isDrawn,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return checks.listCandidates(current.get(), id, isDrawn, cursor, limit)
                .map(found -> PageLinks.respond(
                        found.page().map(each -> SpotCheckCandidateView.of(each, found.draw())), request));
    }
}
