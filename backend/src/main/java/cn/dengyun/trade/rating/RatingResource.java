package cn.dengyun.trade.rating;

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
import cn.dengyun.platform.security.Delegable;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
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
import jakarta.ws.rs.core.UriInfo;
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

/** What becomes of ratings: changed and taken back by enterprises, answered by providers, concealed by authorities. */
@Path(RatingResource.PATH)
@Tag(name = "Ratings", description = "What enterprises say of services that they ordered and accepted.")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR})
public class RatingResource {

    static final String PATH = "/api/v1/ratings";

    private final RatingService ratings;
    private final Once once;
    private final CurrentActor current;

    RatingResource(RatingService ratings, Once once, CurrentActor current) {
        this.ratings = ratings;
        this.once = once;
        this.current = current;
    }

    @GET
    @Delegable("orders:read")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Operation(
            operationId = "listRatings",
            summary = "Ratings, newest first",
            description =
                    "An enterprise sees its own, a provider those of its offerings, an authority those of enterprises"
                            + " or providers of its region and below, auditors all; also those that were taken back.")
    public Uni<RestResponse<Page<RatingView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there") RatingStatus status,
            @RestQuery @Parameter(description = "Only those of this offering") UUID offeringId,
            @RestQuery @Parameter(description = "Only those of this provider") UUID providerId,
            @RestQuery @Parameter(description = "Only those by this enterprise") UUID organizationId,
            @RestQuery @Parameter(description = "Only the one of this order") UUID orderId,
            @RestQuery @Min(1) @Max(RatingSummary.MAX_STARS) @Parameter(description = "Only those with so many stars")
                    Integer stars,
            @RestQuery @Parameter(description = "Whether the provider has answered") Boolean isAnswered,
            @RestQuery @Parameter(description = "Whether the text is concealed") Boolean isConcealed,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Filter filter = new Filter()
                .is("status", status)
                .is("offering_id", offeringId)
                .is("provider_id", providerId)
                .is("organization_id", organizationId)
                .is("order_id", orderId)
                .is("stars", stars)
                .is("(answered_at IS NOT NULL)", isAnswered)
                .is("(concealed_at IS NOT NULL)", isConcealed);
        return ratings.list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> RatingView.of(found, actor, ratings.now())), request));
    }

    @GET
    @Path("/{id}")
    @Delegable("orders:read")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Refuses({"order-rating-not-found"})
    @Operation(operationId = "getRating", summary = "A rating, for the sides of its order and their authorities")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<RatingView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return ratings.find(actor, id)
                .map(found -> EntityTags.respond(RatingView.of(found, actor, ratings.now()), ifNoneMatch));
    }

    @GET
    @Path("/{id}/steps")
    @Delegable("orders:read")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Refuses({"order-rating-not-found"})
    @Operation(operationId = "listRatingSteps", summary = "What was said and done about a rating, newest first")
    public Uni<RestResponse<Page<RatingStepView>>> steps(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return ratings.steps(current.get(), id, cursor, limit)
                .map(page -> PageLinks.respond(page.map(RatingStepView::of), request));
    }

    @POST
    @Path("/{id}/changes")
    @RolesAllowed(Roles.ENTERPRISE)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "not-yours",
        "order-rating-not-found",
        "rating-change-too-late",
        "rating-changed-too-often",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "changeRating",
            summary = "Say something else",
            description =
                    "All of it anew, within 14 days and 20 times at most; what was said before stays among the steps."
                            + " A text that was concealed stays so.")
    public Uni<RestResponse<RatingView>> change(@RestPath UUID id, @NotNull @Valid RatingForm says) {
        return moved(ratings.change(current.get(), id, says));
    }

    @POST
    @Path("/{id}/withdrawals")
    @RolesAllowed(Roles.ENTERPRISE)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"not-yours", "order-rating-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "withdrawRating",
            summary = "Take a rating back",
            description = "It neither counts nor is shown any more; the order cannot be rated again.")
    public Uni<RestResponse<RatingView>> withdraw(@RestPath UUID id, @NotNull @Valid Reason why) {
        return moved(ratings.withdraw(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/answers")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "not-yours",
        "order-rating-not-found",
        "rating-changed-too-often",
        "rating-concealed",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "answerRating",
            summary = "Answer a rating",
            description = "Everybody reads it beside the rating. Another answer takes the place of the one before.")
    public Uni<RestResponse<RatingView>> answer(@RestPath UUID id, @NotNull @Valid RatingAnswer says) {
        return moved(ratings.answer(current.get(), id, says.text()));
    }

    @POST
    @Path("/{id}/concealments")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"not-yours", "order-rating-not-found", "rating-concealed", "transition-not-allowed"})
    @Operation(
            operationId = "concealRating",
            summary = "Conceal the text of a rating",
            description =
                    "For an authority of the enterprise or of the provider, where it breaks the law. The stars still"
                            + " count; the enterprise and authorities still read the text.")
    public Uni<RestResponse<RatingView>> conceal(@RestPath UUID id, @NotNull @Valid Reason why) {
        return moved(ratings.conceal(current.get(), id, why.reason()));
    }

    private Uni<RestResponse<RatingView>> moved(Effect<OrderRating> effect) {
        Actor actor = current.get();
        return once.ok(effect, after -> RatingView.of(after, actor, ratings.now()));
    }
}
