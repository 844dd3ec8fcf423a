package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.platform.aggregate.Filter;
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
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** What levels enterprises would reach. */
@Path("/api/v1/pre-ratings")
@Tag(name = "Assessments")
@RolesAllowed({Roles.ENTERPRISE, Roles.AUTHORITY, Roles.AUDITOR})
class PreRatingResource {

    private final PreRatingService ratings;
    private final ReferenceService reference;
    private final CurrentActor current;
    private final RequestFacts facts;

    PreRatingResource(PreRatingService ratings, ReferenceService reference, CurrentActor current, RequestFacts facts) {
        this.ratings = ratings;
        this.reference = reference;
        this.current = current;
        this.facts = facts;
    }

    @GET
    @Operation(
            operationId = "listPreRatings",
            summary = "What levels enterprises would reach by what the platform knows",
            description = "An enterprise sees its own; an authority those of its region and below.")
    public Uni<RestResponse<Page<PreRatingView>>> list(
            @RestQuery @Parameter(description = "Only those that reach this level") AssessmentLevel level,
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(description = "Only those in this region", example = "340100")
                    String region,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Language language = facts.language();
        Filter filter = new Filter().is("level", level).within("region_code", region);
        return ratings.list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(
                        page.map(found -> PreRatingView.of(found, actor, reference, language)), request));
    }

    @GET
    @Path("/{id}")
    @Refuses({"pre-rating-not-found"})
    @Operation(
            operationId = "getPreRating",
            summary = "What level an enterprise would reach by what the platform knows",
            description = "By the id of the enterprise.")
    public Uni<RestResponse<PreRatingView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        Language language = facts.language();
        return ratings.find(actor, id)
                .map(found -> EntityTags.respond(PreRatingView.of(found, actor, reference, language), ifNoneMatch));
    }
}
