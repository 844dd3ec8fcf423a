package cn.dengyun.trade.rating;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** How an order is rated. */
@Path("/api/v1/orders/{id}/ratings")
@Tag(name = "Ratings")
public class OrderRatingResource {

    private final RatingService ratings;
    private final Once once;
    private final CurrentActor current;

    OrderRatingResource(RatingService ratings, Once once, CurrentActor current) {
        this.ratings = ratings;
        this.once = once;
        this.current = current;
    }

    @POST
    @RolesAllowed(Roles.ENTERPRISE)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "not-yours",
        "order-rated",
        "order-without-acceptance",
        "rating-of-related",
        "ratings-of-offering-too-many",
        "service-order-not-found"
    })
    @Operation(
            operationId = "rateOrder",
            summary = "Say what the service of an order is worth",
            description =
                    "Once per order, from the first acceptance on, and for at most five orders of an offering. It can"
                            + " be changed for 14 days, and taken back for good.")
    @APIResponse(responseCode = "201", description = "It counts, and everybody reads it beside the offering")
    public Uni<RestResponse<RatingView>> rate(@RestPath UUID id, @NotNull @Valid RatingForm says) {
        Actor actor = current.get();
        return once.created(
                ratings.rate(actor, id, says),
                made -> RatingView.of(made, actor, made.ratedAt()),
                made -> RatingResource.PATH + "/" + made.id());
    }
}
