package cn.dengyun.assessment.level;

import cn.dengyun.platform.aggregate.Reason;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.frame.Reply;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Runs that rate all enterprises beforehand; what they find of single ones is {@link PreRatingResource}. */
@Path(PreRatingRunResource.PATH)
@Tag(name = "Assessments")
@RolesAllowed({Roles.AUTHORITY, Roles.AUDITOR})
@Cancellable(false)
class PreRatingRunResource {

    static final String PATH = "/api/v1/pre-rating-runs";

    private final PreRatingService ratings;
    private final Once once;
    private final CurrentActor current;

    PreRatingRunResource(PreRatingService ratings, Once once, CurrentActor current) {
        this.ratings = ratings;
        this.once = once;
        this.current = current;
    }

    @POST
    @RolesAllowed(Roles.AUTHORITY)
    @IdempotencyKey
    @Refuses({"assessment-standard-missing", "not-yours", "pre-rating-running"})
    @Operation(
            operationId = "createPreRatingRun",
            summary = "Rate all enterprises beforehand",
            description =
                    "For the provincial authority, one run at a time: each certified enterprise by the published standard"
                            + " and the figures that the platform knows. The ratings take the place of those of the run before.")
    @APIResponse(
            responseCode = "202",
            description = "It has begun",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PreRatingRunView.class)))
    public Uni<RestResponse<PreRatingRunView>> create(@NotNull @Valid Reason why) {
        return once.reply(ratings.start(current.get(), why.reason()), PreRatingRunResource::accepted)
                .invoke(ratings::begin);
    }

    @GET
    @Operation(operationId = "listPreRatingRuns", summary = "Runs that rate enterprises beforehand, newest first")
    public Uni<RestResponse<Page<PreRatingRunView>>> list(
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return ratings.listRuns(cursor, limit).map(page -> PageLinks.respond(page.map(PreRatingRunView::of), request));
    }

    @GET
    @Path("/{id}")
    @Refuses({"pre-rating-run-not-found"})
    @Operation(operationId = "getPreRatingRun", summary = "A run that rates enterprises beforehand")
    public Uni<PreRatingRunView> get(@RestPath UUID id) {
        return ratings.findRun(id).map(PreRatingRunView::of);
    }

    private static Reply<PreRatingRunView> accepted(PreRatingService.Status status) {
        PreRatingRunView view = PreRatingRunView.of(status);
        return Reply.accepted(view, PATH + "/" + view.id());
    }
}
