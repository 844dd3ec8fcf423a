package cn.dengyun.monitoring.bulletin;

import cn.dengyun.platform.aggregate.Reason;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.IfMatch;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Errata: proposed by one person of the province, published by another. */
@Path(BulletinErratumResource.PATH)
@Tag(name = "Bulletins")
@RolesAllowed(Roles.AUTHORITY)
@Cancellable(false)
@DryRunnable
class BulletinErratumResource {

    static final String PATH = "/api/v1/bulletin-errata";

    private final BulletinErratumService errata;
    private final Once once;
    private final CurrentActor current;

    BulletinErratumResource(BulletinErratumService errata, Once once, CurrentActor current) {
        this.errata = errata;
        this.once = once;
        this.current = current;
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Refuses({"bulletin-erratum-not-found", "token-invalid", "unauthenticated"})
    @Operation(operationId = "getBulletinErratum", summary = "An erratum of a bulletin")
    public Uni<RestResponse<BulletinErratumView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return errata.find(actor, id)
                .map(found -> EntityTags.respond(BulletinErratumView.of(found, actor), ifNoneMatch));
    }

    @POST
    @Path("/{id}/approvals")
    @IdempotencyKey
    @IfMatch
    @Refuses({
        "bulletin-erratum-not-found",
        "erratum-outdated",
        "four-eyes-required",
        "not-yours",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "approveBulletinErratum",
            summary = "Publish an erratum that another person has proposed",
            description = "It gets the next number of the bulletin.")
    public Uni<RestResponse<BulletinErratumView>> approve(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(errata.approve(current.get(), id, once.precondition(), why.reason()));
    }

    @POST
    @Path("/{id}/discards")
    @IdempotencyKey
    @Refuses({"bulletin-erratum-not-found", "not-yours", "transition-not-allowed"})
    @Operation(operationId = "discardBulletinErratum", summary = "Give a proposed erratum up")
    public Uni<RestResponse<BulletinErratumView>> discard(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(errata.discard(current.get(), id, why.reason()));
    }

    private Uni<RestResponse<BulletinErratumView>> changed(Effect<BulletinErratum> change) {
        Actor actor = current.get();
        return once.ok(change, after -> BulletinErratumView.of(after, actor));
    }
}
