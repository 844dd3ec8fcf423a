package cn.dengyun.trade.rating;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** What everybody reads of the ratings of an offering. */
@Path("/api/v1/offerings/{id}/ratings")
@Tag(name = "Ratings")
public class OfferingRatingResource {

    private final RatingService ratings;
    private final CurrentActor current;

    OfferingRatingResource(RatingService ratings, CurrentActor current) {
        this.ratings = ratings;
        this.current = current;
    }

    @GET
    @PermitAll
    @Refuses({"offering-not-found", "token-invalid"})
    @Operation(
            operationId = "listOfferingRatings",
            summary = "What enterprises say of an offering, newest first",
            description =
                    "Enterprises that ordered it and accepted something of it, once per order. They are named where"
                            + " they agreed to it.")
    public Uni<RestResponse<Page<PublicRatingView>>> list(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return ratings.ofOffering(current.get(), id, cursor, limit)
                .map(page -> PageLinks.respond(page.map(PublicRatingView::of), request));
    }

    @GET
    @Path("/summary")
    @PermitAll
    @Refuses({"offering-not-found", "token-invalid"})
    @Operation(
            operationId = "getOfferingRatingSummary",
            summary = "How many ratings an offering has, and what they come to",
            description =
                    "Counted anew each time, of exactly those that the list shows; one whose text is concealed counts.")
    public Uni<RatingSummaryView> summary(@RestPath UUID id) {
        return ratings.summary(current.get(), id).map(found -> RatingSummaryView.of(id, found));
    }
}
