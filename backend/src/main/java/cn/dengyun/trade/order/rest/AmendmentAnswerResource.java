package cn.dengyun.trade.order.rest;

import cn.dengyun.platform.aggregate.Reason;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.Delegable;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.order.AmendmentService;
import cn.dengyun.trade.order.AmendmentService.Shown;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What becomes of a proposal: the other side agrees or rejects it, or whoever made it takes it back. */
@Path(AmendmentAnswerResource.PATH + "/{id}")
@Tag(name = "Orders")
public class AmendmentAnswerResource {

    static final String PATH = "/api/v1/order-amendments";

    private final AmendmentService amendments;
    private final Once once;
    private final CurrentActor current;

    AmendmentAnswerResource(AmendmentService amendments, Once once, CurrentActor current) {
        this.amendments = amendments;
        this.once = once;
        this.current = current;
    }

    @GET
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
    @Delegable("orders:read")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Refuses({"order-amendment-not-found"})
    @Operation(operationId = "getOrderAmendment", summary = "What one side of an order wanted otherwise")
    public Uni<AmendmentView> get(@RestPath UUID id) {
        Actor actor = current.get();
        return amendments.find(actor, id).map(found -> AmendmentView.of(found, actor, amendments.now()));
    }

    @POST
    @Path("/acceptances")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "amendment-outdated",
        "amendment-own",
        "amendment-raises-subsidy",
        "amendment-without-effect",
        "not-yours",
        "order-amendment-not-found",
        "order-disputed",
        "order-side-frozen",
        "refund-after-payment",
        "refund-in-payment",
        "provider-not-qualified",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "acceptOrderAmendment",
            summary = "Agree to what the other side proposes",
            description =
                    "It holds at once: what vouchers do not need any more is free again, and what was captured and is"
                            + " not due any more goes back.")
    public Uni<RestResponse<AmendmentView>> accept(@RestPath UUID id) {
        return answered(amendments.agree(current.get(), id));
    }

    @POST
    @Path("/rejections")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"amendment-own", "not-yours", "order-amendment-not-found", "transition-not-allowed"})
    @Operation(operationId = "rejectOrderAmendment", summary = "Do not agree to what the other side proposes")
    public Uni<RestResponse<AmendmentView>> reject(@RestPath UUID id, @NotNull @Valid Reason why) {
        return answered(amendments.reject(current.get(), id, why.reason()));
    }

    @POST
    @Path("/withdrawals")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"not-yours", "order-amendment-not-found", "transition-not-allowed"})
    @Operation(operationId = "withdrawOrderAmendment", summary = "Take back what one's own side has proposed")
    public Uni<RestResponse<AmendmentView>> withdraw(@RestPath UUID id, @NotNull @Valid Reason why) {
        return answered(amendments.withdraw(current.get(), id, why.reason()));
    }

    private Uni<RestResponse<AmendmentView>> answered(Effect<Shown> effect) {
        Actor actor = current.get();
        return once.ok(effect, after -> AmendmentView.of(after, actor, amendments.now()));
    }
}
