package cn.dengyun.trade.bill.rest;

import cn.dengyun.platform.aggregate.Filter;
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
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.bill.BillService;
import cn.dengyun.trade.bill.BillService.Whole;
import cn.dengyun.trade.bill.NewCreditNote;
import cn.dengyun.trade.bill.NewDispute;
import cn.dengyun.trade.bill.NewDisputeAnswer;
import cn.dengyun.trade.bill.NewDisputeDecision;
import cn.dengyun.trade.bill.domain.Bill;
import cn.dengyun.trade.bill.domain.BillStatus;
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
import java.time.LocalDate;
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

/** Bills: accepted or disputed by enterprises, answered by providers, decided by authorities. */
@Path(BillResource.PATH)
@Tag(name = "Bills", description = "What is measured of orders, and accepted of lines in own words, by month.")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
public class BillResource {

    static final String PATH = "/api/v1/bills";

    private final BillService bills;
    private final Once once;
    private final CurrentActor current;

    BillResource(BillService bills, Once once, CurrentActor current) {
        this.bills = bills;
        this.once = once;
        this.current = current;
    }

    @GET
    @Delegable("orders:read")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Operation(
            operationId = "listBills",
            summary = "Bills, newest first",
            description = "An enterprise sees its own, a provider those of orders with it, an authority those of"
                    + " enterprises of its region and below, finance and auditors all.")
    public Uni<RestResponse<Page<BillItemView>>> list(
            @RestQuery @Parameter(description = "Only those of this order") UUID orderId,
            @RestQuery @Parameter(description = "Only those with this provider") UUID providerId,
            @RestQuery @Parameter(description = "Only those of this enterprise") UUID organizationId,
            @RestQuery
                    @Pattern(regexp = "^[0-9]{6}$")
                    @Parameter(
                            description = "Only those of enterprises of this region and the regions in it",
                            example = "340100")
                    String regionCode,
            @RestQuery @Parameter(description = "Only those that stand there now") BillStatus status,
            @RestQuery
                    @Pattern(regexp = "^[0-9]{4}-(0[1-9]|1[0-2])$")
                    @Parameter(description = "Only those of this month", example = "2018-07")
                    String month,
            @RestQuery
                    @Size(max = 40)
                    @Parameter(
                            description = "Only the one with this number, as people type it",
                            example = "B4K7-M2P9-QXT8-V")
                    String number,
            @RestQuery
                    @Parameter(
                            description = "`true`: only those that somebody did not answer in time and still can;"
                                    + " `false`: only the others")
                    Boolean overdue,
            @RestQuery
                    @Parameter(
                            description = "`true`: only those of which vouchers have paid too much that could not be"
                                    + " taken back yet; `false`: only the others")
                    Boolean owed,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Instant now = bills.now();
        Filter filter = new Filter()
                .is("order_id", orderId)
                .is("provider_id", providerId)
                .is("organization_id", organizationId)
                .within("region_code", regionCode)
                .is("month", month == null ? null : LocalDate.parse(month + "-01"))
                .is("number", number == null ? null : HumanCode.parse(number).orElse(number))
                .holds(Bill.OWED, owed);
        if (status != null) {
            filter.isAt(Bill.STATUS, now, status);
        }
        if (overdue != null) {
            filter.isAt(Bill.OVERDUE, now, overdue);
        }
        return bills.list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> BillItemView.of(found, actor, now)), request));
    }

    @GET
    @Path("/{id}")
    @Delegable("orders:read")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Refuses({"bill-not-found"})
    @Operation(operationId = "getBill", summary = "A bill with its lines")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<BillView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return bills.find(actor, id)
                .map(found -> EntityTags.respond(BillView.of(found, actor, bills.now()), ifNoneMatch));
    }

    @GET
    @Path("/{id}/events")
    @Delegable("orders:read")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Refuses({"bill-not-found"})
    @Operation(
            operationId = "listBillEvents",
            summary = "The readings that a bill rests on, by meter and time",
            description =
                    "Each reading is counted by one bill. What was reversed after that, the next bill takes back. Lines in"
                            + " own words rest on deliveries instead (`deliveryId`).")
    public Uni<RestResponse<Page<BillEventView>>> events(
            @RestPath UUID id,
            @RestQuery @Min(1) @Max(100_000) @Parameter(description = "Only what the line of this number rests on")
                    Integer line,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return bills.events(current.get(), id, line, cursor, limit)
                .map(page -> PageLinks.respond(page.map(BillEventView::of), request));
    }

    @POST
    @Path("/{id}/acceptances")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "api-client-not-accepted",
        "bill-not-found",
        "deliveries-failed-too-often",
        "deliveries-too-many",
        "not-yours",
        "order-disputed",
        "order-side-frozen",
        "order-voucher-frozen",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "acceptBill",
            summary = "Accept a bill, or confirm its readings",
            description =
                    "People of the enterprise accept it, and what vouchers hold for it is captured; nobody accepts it by"
                            + " silence. The provider confirms its readings afterwards, or has when it says nothing for ten working"
                            + " days; then the bill is final.")
    public Uni<RestResponse<BillView>> accept(@RestPath UUID id) {
        return answered(bills.acceptOrConfirm(current.get(), id));
    }

    @POST
    @Path("/{id}/disputes")
    @RolesAllowed(Roles.ENTERPRISE)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {"bill-not-found", "not-yours", "transition-not-allowed"},
            defects = {"bill-line-unknown"})
    @Operation(
            operationId = "disputeBill",
            summary = "Dispute a bill, or some of its lines",
            description = "The provider has ten working days to answer.")
    public Uni<RestResponse<BillView>> dispute(@RestPath UUID id, @NotNull @Valid NewDispute wanted) {
        return answered(bills.dispute(current.get(), id, wanted));
    }

    @POST
    @Path("/{id}/dispute-answers")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {
                "bill-dispute-answered",
                "bill-not-found",
                "credit-exceeds-bill",
                "credit-exceeds-line",
                "deliveries-failed-too-often",
                "deliveries-too-many",
                "not-yours",
                "refund-after-payment",
                "refund-in-payment",
                "transition-not-allowed"
            },
            defects = {"bill-line-repeated", "bill-line-unknown", "credit-lines-sum"})
    @Operation(
            operationId = "answerBillDispute",
            summary = "Take something off a disputed bill, or stand by it",
            description =
                    "What is conceded is a credit note, which can name `lines` as others do, and the bill is"
                            + " final. Where the provider stands by the bill, the authority of the enterprise's region decides.")
    public Uni<RestResponse<BillView>> answer(@RestPath UUID id, @NotNull @Valid NewDisputeAnswer wanted) {
        return answered(bills.answer(current.get(), id, wanted));
    }

    @POST
    @Path("/{id}/dispute-decisions")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {
                "bill-dispute-unanswered",
                "bill-not-found",
                "credit-exceeds-bill",
                "credit-exceeds-line",
                "deliveries-failed-too-often",
                "deliveries-too-many",
                "not-yours",
                "refund-after-payment",
                "refund-in-payment",
                "transition-not-allowed"
            },
            defects = {"bill-line-repeated", "bill-line-unknown", "credit-lines-sum"})
    @Operation(
            operationId = "decideBillDispute",
            summary = "Decide a dispute about a bill",
            description =
                    "By the authority of the enterprise's region, or one above it, that is on neither side, when the"
                            + " provider stands by the bill or has not answered in time. The bill is final with it;"
                            + " what is taken off is a credit note, which can name `lines` as others do.")
    public Uni<RestResponse<BillView>> decide(@RestPath UUID id, @NotNull @Valid NewDisputeDecision wanted) {
        return answered(bills.decide(current.get(), id, wanted));
    }

    @POST
    @Path("/{id}/credit-notes")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {
                "bill-not-found",
                "credit-exceeds-bill",
                "credit-exceeds-line",
                "not-yours",
                "refund-after-payment",
                "refund-in-payment",
                "transition-not-allowed"
            },
            defects = {"bill-line-repeated", "bill-line-unknown", "credit-lines-sum"})
    @Operation(
            operationId = "creditBill",
            summary = "Take something off a bill that is final or disputed",
            description =
                    "The bill stays as it is; what vouchers paid of it and is not due any more is taken back. A note"
                            + " can name `lines`: it takes no more off a line than `remainingFen` of that, a line that is"
                            + " measured lowers what vouchers and the enterprise pay by the share that holds for its plan,"
                            + " and one in own words what the enterprise pays alone. A note that names none takes off what"
                            + " is left, first of what vouchers may pay.")
    @APIResponse(responseCode = "201", description = "Credited")
    public Uni<RestResponse<BillView>> credit(@RestPath UUID id, @NotNull @Valid NewCreditNote wanted) {
        Actor actor = current.get();
        return once.created(
                bills.credit(actor, id, wanted),
                after -> BillView.of(after, actor, bills.now()),
                after -> PATH + "/" + id);
    }

    private Uni<RestResponse<BillView>> answered(Effect<Whole> effect) {
        Actor actor = current.get();
        return once.ok(effect, after -> BillView.of(after, actor, bills.now()));
    }
}
