package cn.dengyun.trade.capacity;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What providers have closed of their capacities. */
@Path("/api/v1/capacity-closures")
@Tag(name = "Capacities")
@RolesAllowed(Roles.PROVIDER)
@Cancellable(false)
@DryRunnable
class ClosureResource {

    private final CapacityService capacities;
    private final Once once;
    private final CurrentActor current;

    ClosureResource(CapacityService capacities, Once once, CurrentActor current) {
        this.capacities = capacities;
        this.once = once;
        this.current = current;
    }

    @POST
    @Path("/{id}/liftings")
    @RequiredScope(ClientScope.CATALOGUE_WRITE)
    @IdempotencyKey
    @Refuses({"capacity-closure-not-found", "closure-lifted", "not-yours"})
    @Operation(operationId = "liftCapacityClosure", summary = "Open again what was closed")
    public Uni<RestResponse<ClosureView>> lift(@RestPath UUID id) {
        return once.ok(capacities.lift(current.get(), id), ClosureView::of);
    }
}
