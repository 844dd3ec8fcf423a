package cn.dengyun.trade.dispute.rest;

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
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.security.RightToBeHeard;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.dispute.DisputeForms;
import cn.dengyun.trade.dispute.DisputeService;
import cn.dengyun.trade.dispute.domain.DisputeStatus;
import cn.dengyun.trade.dispute.domain.OrderDispute;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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

/** Disputes about orders: what both sides say, what an authority decides, and what the province decides on appeal. */
@Path(DisputeResource.PATH)
@Tag(
        name = "Disputes",
        description =
                "What the two sides of an order do not agree on. Nothing of the order moves before that is settled.")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
public class DisputeResource {

    static final String PATH = "/api/v1/order-disputes";

    private final DisputeService disputes;
    private final Once once;
    private final CurrentActor current;

    DisputeResource(DisputeService disputes, Once once, CurrentActor current) {
        this.disputes = disputes;
        this.once = once;
        this.current = current;
    }

    @GET
    @RequiredScope(ClientScope.ORDERS_READ)
    @Operation(
            operationId = "listOrderDisputes",
            summary = "Disputes about orders, newest first",
            description = "Both sides see their own, an authority those of enterprises of its region and below, finance"
                    + " and auditors all.")
    public Uni<RestResponse<Page<DisputeView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there now") DisputeStatus status,
            @RestQuery @Parameter(description = "Only those about this order") UUID orderId,
            @RestQuery @Parameter(description = "Only those with this provider") UUID providerId,
            @RestQuery @Parameter(description = "Only those of this enterprise") UUID organizationId,
            @RestQuery
                    @Pattern(regexp = "^[0-9]{6}$")
                    @Parameter(
                            description = "Only those of enterprises of this region and the regions in it",
                            example = "340100")
                    String regionCode,
            @RestQuery
                    @Parameter(
                            description = "`true`: only those that an authority has not decided in time; `false`: only"
                                    + " the others")
                    Boolean overdue,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Instant now = disputes.now();
        Filter filter = new Filter()
                .is("order_id", orderId)
                .is("provider_id", providerId)
                .is("organization_id", organizationId)
                .within("region_code", regionCode);
        if (status != null) {
            filter.isAt(OrderDispute.STATUS, now, status);
        }
        if (overdue != null) {
            filter.isAt(OrderDispute.OVERDUE, now, overdue);
        }
        return disputes.list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> DisputeView.of(found, actor, now)), request));
    }

    @GET
    @Path("/{id}")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Refuses({"order-dispute-not-found"})
    @Operation(operationId = "getOrderDispute", summary = "A dispute about an order")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<DisputeView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return disputes.find(actor, id)
                .map(found -> EntityTags.respond(DisputeView.of(found, actor, disputes.now()), ifNoneMatch));
    }

    @GET
    @Path("/{id}/messages")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Refuses({"order-dispute-not-found"})
    @Operation(operationId = "listOrderDisputeMessages", summary = "What was said in a dispute, newest first")
    public Uni<RestResponse<Page<DisputeMessageView>>> messages(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return disputes.messages(current.get(), id, cursor, limit)
                .map(page -> PageLinks.respond(page.map(DisputeMessageView::of), request));
    }

    @POST
    @Path("/{id}/messages")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY})
    @RightToBeHeard
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"dispute-messages-too-many", "not-yours", "order-dispute-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "addOrderDisputeMessage",
            summary = "Say something in a dispute",
            description = "Both sides and the authority read it; it is never changed. Evidence is put on the order as"
                    + " documents.")
    @APIResponse(responseCode = "201", description = "Said")
    public Uni<RestResponse<DisputeMessageView>> say(@RestPath UUID id, @NotNull @Valid DisputeForms.Message wanted) {
        return once.created(
                disputes.say(current.get(), id, wanted.text()),
                DisputeMessageView::of,
                made -> PATH + "/" + made.disputeId() + "/messages");
    }

    @POST
    @Path("/{id}/withdrawals")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"not-yours", "order-dispute-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "withdrawOrderDispute",
            summary = "Take back what one's own side complained about",
            description = "The order goes on where it stood, and what waits for the enterprise waits anew.")
    public Uni<RestResponse<DisputeView>> withdraw(@RestPath UUID id, @NotNull @Valid Reason why) {
        return answered(disputes.withdraw(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/decisions")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {"dispute-outcome-unfit", "not-yours", "order-dispute-not-found", "transition-not-allowed"},
            defects = {"dispute-raises", "order-line-repeated", "plan-unknown"})
    @Operation(
            operationId = "decideOrderDispute",
            summary = "Decide in a dispute",
            description = "Each side may appeal within ten working days; if neither does, it is carried out. What"
                    + " vouchers paid too much is taken back then, or recovered where it is with the bank or was paid.")
    public Uni<RestResponse<DisputeView>> decide(@RestPath UUID id, @NotNull @Valid DisputeForms.Decision wanted) {
        return answered(disputes.decide(current.get(), id, wanted));
    }

    @POST
    @Path("/{id}/appeals")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @RightToBeHeard
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"not-yours", "order-dispute-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "appealOrderDispute",
            summary = "Appeal to the province",
            description = "Once: what the province decides is carried out at once.")
    public Uni<RestResponse<DisputeView>> appeal(@RestPath UUID id, @NotNull @Valid DisputeForms.Appeal wanted) {
        return answered(disputes.appeal(current.get(), id, wanted.grounds()));
    }

    @POST
    @Path("/{id}/appeal-decisions")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {
                "dispute-outcome-unfit",
                "four-eyes-required",
                "not-yours",
                "order-dispute-not-found",
                "transition-not-allowed"
            },
            defects = {"dispute-raises", "order-line-repeated", "plan-unknown"})
    @Operation(
            operationId = "decideOrderDisputeAppeal",
            summary = "Decide on an appeal as the province",
            description = "By another person than has decided before. It is carried out at once: what was paid is asked"
                    + " back, and what is with the bank is left to an authority.")
    public Uni<RestResponse<DisputeView>> decideAppeal(
            @RestPath UUID id, @NotNull @Valid DisputeForms.Decision wanted) {
        return answered(disputes.decideAppeal(current.get(), id, wanted));
    }

    @POST
    @Path("/{id}/recoveries")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "four-eyes-required",
        "not-yours",
        "order-dispute-not-found",
        "refund-after-payment",
        "refund-in-payment",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "recoverDisputedPayment",
            summary = "Carry out what a decision could not take back",
            description = "By an authority of the enterprise, and another person than has decided, once the bank has"
                    + " answered: what it could not pay is taken back, and what it paid is asked back from whoever was"
                    + " paid, which `listRecoveries` shows.")
    public Uni<RestResponse<DisputeView>> recover(@RestPath UUID id, @NotNull @Valid Reason wanted) {
        return answered(disputes.recover(current.get(), id, wanted.reason()));
    }

    private Uni<RestResponse<DisputeView>> answered(Effect<OrderDispute> effect) {
        Actor actor = current.get();
        return once.ok(effect, after -> DisputeView.of(after, actor, disputes.now()));
    }
}
