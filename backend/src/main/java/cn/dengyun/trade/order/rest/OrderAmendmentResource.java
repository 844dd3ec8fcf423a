package cn.dengyun.trade.order.rest;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.Delegable;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.order.AmendmentService;
import cn.dengyun.trade.order.NewAmendment;
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
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What one side of an order wants otherwise. */
@Path("/api/v1/orders/{id}/amendments")
@Tag(name = "Orders")
public class OrderAmendmentResource {

    private final AmendmentService amendments;
    private final Once once;
    private final CurrentActor current;

    OrderAmendmentResource(AmendmentService amendments, Once once, CurrentActor current) {
        this.amendments = amendments;
        this.once = once;
        this.current = current;
    }

    @GET
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
    @Delegable("orders:read")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Refuses({"service-order-not-found"})
    @Operation(
            operationId = "listOrderAmendments",
            summary = "What the sides of an order wanted otherwise, newest first")
    public Uni<RestResponse<Page<AmendmentView>>> list(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        return amendments
                .list(actor, id, cursor, limit)
                .map(page -> PageLinks.respond(
                        page.map(found -> AmendmentView.of(found, actor, amendments.now())), request));
    }

    @POST
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {
                "amendment-open",
                "amendment-outdated",
                "amendment-raises-subsidy",
                "amendment-without-effect",
                "amendments-too-many",
                "not-yours",
                "order-disputed",
                "service-order-not-found",
                "transition-not-allowed"
            },
            defects = {"amendment-term-unfit", "order-line-repeated", "plan-unknown", "quantity-not-whole"})
    @Operation(
            operationId = "proposeOrderAmendment",
            summary = "Propose to change an order",
            description =
                    "Less of it (`QUANTITY`), a lower price (`PRICE_CUT`), another last day (`TERM`), or nothing more"
                            + " (`CANCEL_REST`). The other side has ten days to agree. Vouchers never hold more by it: what they do"
                            + " not need is free again, and what was captured and is not due any more goes back.")
    @APIResponse(responseCode = "201", description = "Proposed; it waits for the other side")
    public Uni<RestResponse<AmendmentView>> propose(@RestPath UUID id, @NotNull @Valid NewAmendment wanted) {
        Actor actor = current.get();
        return once.created(
                amendments.propose(actor, id, wanted),
                made -> AmendmentView.of(made, actor, made.amendment().proposedAt()),
                made -> AmendmentAnswerResource.PATH + "/" + made.amendment().id());
    }
}
