package cn.dengyun.trade.order.rest;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.aggregate.Reason;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.IfMatch;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.Delegable;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.order.NewOrder;
import cn.dengyun.trade.order.NewOrderRefund;
import cn.dengyun.trade.order.NewRenewal;
import cn.dengyun.trade.order.OrderActivation;
import cn.dengyun.trade.order.OrderRefunds;
import cn.dengyun.trade.order.OrderService;
import cn.dengyun.trade.order.domain.OrderMove;
import cn.dengyun.trade.order.domain.OrderOrigin;
import cn.dengyun.trade.order.domain.OrderStatus;
import cn.dengyun.trade.order.domain.ServiceOrder;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
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

/** Orders: placed by enterprises, answered by providers. */
@Path("/api/v1/orders")
@Tag(name = "Orders", description = "What enterprises order, and what vouchers pay of it.")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
public class OrderResource {

    private final OrderService orders;
    private final OrderRefunds refunds;
    private final Once once;
    private final CurrentActor current;

    OrderResource(OrderService orders, OrderRefunds refunds, Once once, CurrentActor current) {
        this.orders = orders;
        this.refunds = refunds;
        this.once = once;
        this.current = current;
    }

    @GET
    @Delegable("orders:read")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Operation(
            operationId = "listOrders",
            summary = "Orders, newest first",
            description = "An enterprise sees its own, a provider those placed with it, an authority those of"
                    + " enterprises of its region and below, finance and auditors all.")
    public Uni<RestResponse<Page<OrderItemView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there now") OrderStatus status,
            @RestQuery @Parameter(description = "Only those with this provider") UUID providerId,
            @RestQuery @Parameter(description = "Only those of this enterprise") UUID organizationId,
            @RestQuery
                    @Pattern(regexp = "^[0-9]{6}$")
                    @Parameter(
                            description = "Only those of enterprises of this region and the regions in it",
                            example = "340100")
                    String regionCode,
            @RestQuery @Parameter(description = "Only those of this offering") UUID offeringId,
            @RestQuery @Parameter(description = "Only those that come from there") OrderOrigin origin,
            @RestQuery
                    @Size(max = 40)
                    @Parameter(
                            description = "Only the one with this number, as people type it",
                            example = "D4K7-M2P9-QXT8-V")
                    String number,
            @RestQuery
                    @Parameter(
                            description = "Only those whose next step is due before this moment",
                            example = "2018-10-01T00:00:00Z")
                    Instant dueBefore,
            @RestQuery
                    @Parameter(
                            description = "`true`: only those whose next step was not done in time; `false`: only the"
                                    + " others. What nobody answers, or does not begin, in time has lapsed and is not"
                                    + " overdue")
                    Boolean overdue,
            @RestQuery
                    @Parameter(description = "Only those placed from this moment on", example = "2018-07-01T00:00:00Z")
                    Instant from,
            @RestQuery
                    @Parameter(description = "Only those placed before this moment", example = "2018-10-01T00:00:00Z")
                    Instant to,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Instant now = orders.now();
        Filter filter = new Filter()
                .is("provider_id", providerId)
                .is("organization_id", organizationId)
                .within("region_code", regionCode)
                .is("offering_id", offeringId)
                .is("origin", origin)
                .is("number", number == null ? null : HumanCode.parse(number).orElse(number))
                .between("due_at", null, dueBefore)
                .between("placed_at", from, to);
        if (status != null) {
            filter.isAt(ServiceOrder.STATUS, now, status);
        }
        if (dueBefore != null) {
            filter.isAt(ServiceOrder.WAITS, now, true);
        }
        if (overdue != null) {
            filter.isAt(ServiceOrder.OVERDUE, now, overdue);
        }
        return orders.list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> OrderItemView.of(found, actor, now)), request));
    }

    @GET
    @Path("/summary")
    @Delegable("orders:read")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Operation(
            operationId = "getOrderSummary",
            summary = "How many orders stand where, of those that the caller may know of")
    public Uni<OrderSummaryView> summary() {
        return orders.counts(current.get())
                .map(counts -> new OrderSummaryView(counts.stream()
                        .map(each -> new OrderSummaryView.Count(
                                each.status(), each.orders(), each.overdue(), each.netFen(), each.subsidyFen()))
                        .toList()));
    }

    @GET
    @Path("/{id}")
    @Delegable("orders:read")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Refuses({"service-order-not-found"})
    @Operation(operationId = "getOrder", summary = "An order, its lines explained")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<OrderView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return orders.find(actor, id)
                .map(found -> EntityTags.respond(OrderView.of(found, actor, orders.now()), ifNoneMatch));
    }

    @GET
    @Path("/{id}/steps")
    @Delegable("orders:read")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Refuses({"service-order-not-found"})
    @Operation(operationId = "listOrderSteps", summary = "What was done with an order, newest first")
    public Uni<RestResponse<Page<OrderStepView>>> steps(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return orders.steps(current.get(), id, cursor, limit)
                .map(page -> PageLinks.respond(page.map(OrderStepView::of), request));
    }

    @POST
    @RolesAllowed(Roles.ENTERPRISE)
    @Delegable("orders:place")
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {
                "enterprise-not-certified",
                "offering-lapsed",
                "offering-not-eligible",
                "offering-not-found",
                "offering-not-offered",
                "offering-not-subsidised",
                "offering-prices-unsettled",
                "offering-version-outdated",
                "offering-without-plans",
                "order-holds-too-many",
                "order-reference-taken",
                "order-without-subsidy",
                "orders-open-too-many",
                "provider-not-qualified",
                "self-dealing",
                "voucher-balance-too-low",
                "voucher-not-found",
                "voucher-of-another-provider",
                "voucher-transition-not-allowed"
            },
            defects = {
                "number-out-of-range",
                "order-end-unfit",
                "order-line-repeated",
                "order-line-too-dear",
                "order-line-without-subsidy",
                "order-quantity-differs",
                "order-start-unfit",
                "order-trial-unfit",
                "order-vouchers-unused",
                "plan-price-open",
                "plan-tax-rate-missing",
                "plan-unknown",
                "quantity-not-whole",
                "voucher-share-exceeded"
            })
    @Operation(
            operationId = "createOrder",
            summary = "Order a service, and hold vouchers for it",
            description = "At the offering's present price, all or nothing. The provider has five working days to"
                    + " accept. Vouchers that expire first are used first; they stay held until 30 days behind the"
                    + " last day, yet not longer than 90 days after they expire.")
    @APIResponse(responseCode = "201", description = "Placed")
    public Uni<RestResponse<OrderView>> place(@NotNull @Valid NewOrder wanted) {
        Actor actor = current.get();
        return once.created(
                orders.place(actor, wanted),
                placed -> OrderView.of(placed, actor, placed.order().placedAt()),
                placed -> "/api/v1/orders/" + placed.order().id());
    }

    @POST
    @Path("/{id}/acceptances")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @IfMatch
    @DryRunnable
    @Refuses({
        "enterprise-not-certified",
        "not-yours",
        "provider-not-qualified",
        "service-order-not-found",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "acceptOrder",
            summary = "Accept an order",
            description =
                    "As it was read (If-Match): the enterprise may have named another contract since. There is a contract"
                            + " from then on, the one that the enterprise has named. The service has to begin within 30 days of"
                            + " its first day.")
    public Uni<RestResponse<OrderView>> accept(@RestPath UUID id) {
        Actor actor = current.get();
        return once.ok(
                orders.accept(actor, id, once.precondition()), after -> OrderView.of(after, actor, orders.now()));
    }

    @POST
    @Path("/{id}/rejections")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"not-yours", "service-order-not-found", "transition-not-allowed"})
    @Operation(operationId = "rejectOrder", summary = "Reject an order; what vouchers hold for it is free again")
    public Uni<RestResponse<OrderView>> reject(@RestPath UUID id, @NotNull @Valid Reason why) {
        return ended(id, OrderMove.REJECT, why);
    }

    @POST
    @Path("/{id}/cancellations")
    @RolesAllowed(Roles.ENTERPRISE)
    @Delegable("orders:place")
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"not-yours", "self-dealing", "service-order-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "cancelOrder",
            summary = "Cancel an order before the service begins",
            description =
                    "What vouchers hold for it is free again. An agent may, unless it is the provider or of its legal"
                            + " entity.")
    public Uni<RestResponse<OrderView>> cancel(@RestPath UUID id, @NotNull @Valid Reason why) {
        return ended(id, OrderMove.CANCEL, why);
    }

    @POST
    @Path("/{id}/activations")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {"not-yours", "service-order-not-found", "transition-not-allowed"},
            defects = {"activation-before-contract", "activation-of-future"})
    @Operation(
            operationId = "confirmOrderActivation",
            summary = "Say that the service has begun",
            description =
                    "From then on it is delivered, in parts or at once, until its last day; what is not delivered 30"
                            + " days behind that ends.")
    public Uni<RestResponse<OrderView>> activate(@RestPath UUID id, @NotNull @Valid OrderActivation wanted) {
        Actor actor = current.get();
        return once.ok(orders.activate(actor, id, wanted), after -> OrderView.of(after, actor, orders.now()));
    }

    @POST
    @Path("/{id}/renewals")
    @RolesAllowed(Roles.ENTERPRISE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {
                "enterprise-not-certified",
                "not-yours",
                "offering-lapsed",
                "offering-not-eligible",
                "offering-not-found",
                "offering-not-offered",
                "offering-not-subsidised",
                "offering-prices-unsettled",
                "offering-without-plans",
                "order-holds-too-many",
                "order-own-words-not-renewed",
                "order-reference-taken",
                "order-without-subsidy",
                "orders-open-too-many",
                "provider-not-qualified",
                "self-dealing",
                "service-order-not-found",
                "transition-not-allowed",
                "voucher-balance-too-low",
                "voucher-not-found",
                "voucher-of-another-provider",
                "voucher-transition-not-allowed"
            },
            defects = {
                "number-out-of-range",
                "order-end-unfit",
                "order-line-repeated",
                "order-line-too-dear",
                "order-line-without-subsidy",
                "order-quantity-differs",
                "order-start-unfit",
                "order-vouchers-unused",
                "plan-price-open",
                "plan-tax-rate-missing",
                "plan-unknown",
                "quantity-not-whole",
                "voucher-share-exceeded"
            })
    @Operation(
            operationId = "createOrderRenewal",
            summary = "Order the next term",
            description =
                    "A new order with the same provider at the present price, of what was ordered before where nothing"
                            + " else is said. Vouchers pay of it only where lines say so: none goes on by itself.")
    @APIResponse(responseCode = "201", description = "Placed")
    public Uni<RestResponse<OrderView>> renew(@RestPath UUID id, @NotNull @Valid NewRenewal wanted) {
        Actor actor = current.get();
        return once.created(
                orders.renew(actor, id, wanted),
                placed -> OrderView.of(placed, actor, placed.order().placedAt()),
                placed -> "/api/v1/orders/" + placed.order().id());
    }

    @POST
    @Path("/{id}/refunds")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "not-yours",
        "order-delivery-not-found",
        "order-disputed",
        "refund-after-payment",
        "refund-exceeds-capture",
        "refund-in-payment",
        "service-order-not-found",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "refundOrder",
            summary = "Give back what was captured for a delivery",
            description =
                    "All of it or a part, what was captured last first: to the vouchers, or to their budgets where they"
                            + " are over. It is not captured for this order again.")
    @APIResponse(responseCode = "201", description = "Given back")
    public Uni<RestResponse<OrderRefundView>> refund(@RestPath UUID id, @NotNull @Valid NewOrderRefund wanted) {
        return once.created(refunds.refund(current.get(), id, wanted), OrderRefundView::of);
    }

    private Uni<RestResponse<OrderView>> ended(UUID id, OrderMove move, Reason why) {
        Actor actor = current.get();
        return once.ok(orders.end(actor, id, move, why.reason()), after -> OrderView.of(after, actor, orders.now()));
    }
}
