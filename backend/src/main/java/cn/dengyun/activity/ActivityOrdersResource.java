package cn.dengyun.activity;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What a matchmaking has come to. */
@Path(ActivityResource.PATH + "/{id}/orders")
@Tag(name = "Activities")
@RolesAllowed({Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
class ActivityOrdersResource {

    private final ActivityService activities;
    private final ActivityOrders orders;
    private final CurrentActor current;

    ActivityOrdersResource(ActivityService activities, ActivityOrders orders, CurrentActor current) {
        this.activities = activities;
        this.orders = orders;
        this.current = current;
    }

    @GET
    @Refuses({"activity-not-found", "not-yours"})
    @Operation(
            operationId = "getActivityOrders",
            summary = "Orders between enterprises and providers who were both at a matchmaking",
            description = "For the office that holds it, authorities above it and auditors. Orders are counted that"
                    + " were placed from its beginning to 90 days after its end and accepted by the provider, without"
                    + " those of which nothing came, and the newest are listed; what they cost is not told. They are"
                    + " counted when this is read.")
    public Uni<ActivityOrdersView> get(@RestPath UUID id) {
        Actor actor = current.get();
        return activities
                .find(actor, id)
                .chain(shown -> orders.of(actor, shown.activity()))
                .map(ActivityOrdersView::of);
    }
}
