package cn.dengyun.catalogue.hosting;

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

/** What is hosted on one platform. */
@Path("/api/v1/platforms/{id}/hostings")
@Tag(name = "Platforms")
@RolesAllowed(Roles.PROVIDER)
@Cancellable(false)
@DryRunnable
class PlatformHostingResource {

    private final HostingService hostings;
    private final Once once;
    private final CurrentActor current;

    PlatformHostingResource(HostingService hostings, Once once, CurrentActor current) {
        this.hostings = hostings;
        this.once = once;
        this.current = current;
    }

    @POST
    @RequiredScope(ClientScope.CATALOGUE_WRITE)
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "Proposed, or confirmed at once for an app of one's own")
    @Refuses({
        "hosting-elsewhere",
        "hosting-no-industrial-app",
        "hosting-proposed",
        "not-yours",
        "offering-not-found",
        "provider-not-qualified",
        "provider-platform-closed",
        "provider-platform-not-found"
    })
    @Operation(
            operationId = "createHosting",
            summary = "State that an industrial app is hosted on a platform",
            description = "By the provider that runs the platform or by the developer of the app; the other confirms"
                    + " it. An app is hosted on one platform at a time.")
    public Uni<RestResponse<HostingView>> create(@RestPath UUID id, @NotNull @Valid NewHosting wanted) {
        Actor actor = current.get();
        return once.created(
                hostings.propose(actor, id, wanted.offeringId()),
                made -> HostingView.of(made, actor),
                made -> "/api/v1/hostings/" + made.hosting().id());
    }
}
