package cn.dengyun.settlement.batch;

import cn.dengyun.catalogue.domain.Offering;
import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.programme.DemoProgramme;
import cn.dengyun.provider.DemoProviders;
import cn.dengyun.settlement.claim.ClaimEvidenceForm;
import cn.dengyun.settlement.claim.ClaimReview;
import cn.dengyun.settlement.claim.ClaimService;
import cn.dengyun.settlement.claim.NewClaim;
import cn.dengyun.settlement.claim.domain.ClaimDecision;
import cn.dengyun.settlement.claim.domain.ClaimStatus;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.order.DeliveryService;
import cn.dengyun.trade.order.DemoTrade;
import cn.dengyun.trade.order.NewDelivery;
import cn.dengyun.trade.order.NewOrder;
import cn.dengyun.trade.order.OrderActivation;
import cn.dengyun.trade.order.OrderService;
import cn.dengyun.trade.order.domain.Delivery;
import cn.dengyun.trade.order.domain.OrderStatus;
import cn.dengyun.trade.order.domain.ServiceOrder;
import cn.dengyun.voucher.RedemptionService;
import cn.dengyun.voucher.ReservationService;
import cn.dengyun.voucher.domain.Redemption;
import cn.dengyun.voucher.domain.RedemptionFilter;
import cn.dengyun.voucher.domain.Reservation;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Lets the demo's cloud platform claim what vouchers owe it for an order, once, month by month: a claim waits for the
 * enterprise, one for its county, one for the next batch, and one is in a batch that waits for its second person. A
 * start that broke off is gone on with where it did; once the last month is claimed, all of them are other people's.
 */
@ApplicationScoped
class DemoSettlement {

    static final String ORDER = "DEMO-PO-12";

    private static final int AFTER_ORDERS = 3_150;
    private static final String OFFERING = "demo-ecs-general";
    private static final String PLAN = "g1-2c8g";
    private static final int MONTHS = 5;
    private static final int CLAIMED_MONTHS = 4;
    private static final long OF_VOUCHER_FEN = 10_000;
    private static final String ENTERPRISE_NAME = "肥西示范精密机械有限公司";
    private static final String PROVIDER_NAME = "皖云示范云计算有限公司";

    /** The account {@code feixi}. */
    private static final Actor COUNTY = new Actor(
            DemoAccounts.id(0x207), false, DemoAccounts.id(0x109), Set.of(Roles.AUTHORITY), Set.of(), "340123");

    /** The account {@code finance}. */
    private static final Actor FINANCE =
            new Actor(DemoAccounts.id(0x202), false, DemoAccounts.id(0x106), Set.of(Roles.FINANCE), Set.of(), null);

    private final OrderService orders;
    private final DeliveryService deliveries;
    private final RedemptionService redemptions;
    private final ReservationService reservations;
    private final ClaimService claims;
    private final BatchService batches;
    private final DemoTrade trade;

    DemoSettlement(
            OrderService orders,
            DeliveryService deliveries,
            RedemptionService redemptions,
            ReservationService reservations,
            ClaimService claims,
            BatchService batches,
            DemoTrade trade) {
        this.orders = orders;
        this.deliveries = deliveries;
        this.redemptions = redemptions;
        this.reservations = reservations;
        this.claims = claims;
        this.batches = batches;
        this.trade = trade;
    }

    void start(@Observes @Priority(AFTER_ORDERS) StartupEvent event, DengyunConfig config) {
        DemoTrade.atStart(config, "claims", this::makeMissing);
    }

    void makeMissing() {
        ServiceOrder known = trade.order(ORDER).orElseGet(this::placed);
        if (known.status().isEnd() || claims(known).size() >= CLAIMED_MONTHS) {
            return;
        }
        ServiceOrder order = begun(known);
        UUID first = claimed(order, 1);
        approved(first);
        if (status(first) == ClaimStatus.APPROVED) {
            carriedOut(batches.build(FINANCE, new NewBatch(DemoProgramme.ID, null, null, "演示：本月兑付")));
        }
        approved(claimed(order, 2));
        confirmed(claimed(order, 3));
        claimed(order, CLAIMED_MONTHS);
    }

    private ServiceOrder placed() {
        Offering offering = trade.offering(DemoProviders.PLATFORM, OFFERING);
        LocalDate today = trade.today();
        NewOrder wanted = new NewOrder(
                offering.id(),
                null,
                List.of(new NewOrder.Line(PLAN, String.valueOf(MONTHS), true, OF_VOUCHER_FEN)),
                null,
                today,
                today.plusMonths(MONTHS),
                null,
                ORDER);
        return carriedOut(orders.place(DemoTrade.ENTERPRISE, wanted)).order();
    }

    private ServiceOrder begun(ServiceOrder order) {
        if (order.status().isInService()) {
            return order;
        }
        if (order.status() == OrderStatus.PLACED) {
            carriedOut(orders.accept(DemoTrade.PLATFORM, order.id(), Precondition.NONE));
        }
        return carriedOut(orders.activate(DemoTrade.PLATFORM, order.id(), new OrderActivation("ecs-demo-12", null)))
                .order();
    }

    private List<SettlementClaim> claims(ServiceOrder order) {
        Filter own = new Filter().is("order_id", order.id());
        return WorkerThread.await(claims.list(DemoTrade.PLATFORM, own, null, Page.MAX_LIMIT))
                .data();
    }

    /** A month of the order is delivered, accepted and claimed, as far as it was not before. */
    private UUID claimed(ServiceOrder order, int month) {
        Delivery delivery = accepted(order, month);
        return claims(order).stream()
                .filter(claim -> delivery.id().equals(claim.about().deliveryId()))
                .map(SettlementClaim::id)
                .findFirst()
                .orElseGet(() -> carriedOut(claims.submit(
                                DemoTrade.PLATFORM, new NewClaim(capture(order, delivery.id()), evidence(order))))
                        .claim()
                        .id());
    }

    private Delivery accepted(ServiceOrder order, int month) {
        Delivery delivery =
                WorkerThread.await(deliveries.list(DemoTrade.PLATFORM, order.id(), null, Page.MAX_LIMIT))
                        .data()
                        .stream()
                        .map(DeliveryService.Shown::delivery)
                        .filter(each -> each.number() == month)
                        .findFirst()
                        .orElseGet(() -> carriedOut(deliveries.report(
                                        DemoTrade.PLATFORM,
                                        order.id(),
                                        new NewDelivery(List.of(new NewDelivery.Line(PLAN, "1")), "一个月服务")))
                                .delivery());
        return delivery.isAccepted()
                ? delivery
                : carriedOut(deliveries.accept(DemoTrade.ENTERPRISE, delivery.id()))
                        .delivery();
    }

    /** What was captured for a delivery of the order. */
    private UUID capture(ServiceOrder order, UUID delivery) {
        return WorkerThread.await(orders.find(DemoTrade.PLATFORM, order.id())).holds().stream()
                .map(Reservation::voucherId)
                .distinct()
                .flatMap(voucher -> captures(voucher).stream())
                .filter(each -> delivery.equals(WorkerThread.await(
                                reservations.find(DemoTrade.PLATFORM, each.reservationId(), reservations.now()))
                        .reservation()
                        .deliveryId()))
                .map(Redemption::id)
                .findFirst()
                .orElseThrow();
    }

    private List<Redemption> captures(UUID voucher) {
        RedemptionFilter own = new RedemptionFilter(voucher, DemoProviders.PLATFORM, null, null);
        return WorkerThread.await(redemptions.list(DemoTrade.PLATFORM, own, null, Page.MAX_LIMIT))
                .data();
    }

    private ClaimStatus status(UUID claim) {
        return WorkerThread.await(claims.find(DemoTrade.PLATFORM, claim))
                .claim()
                .status();
    }

    /** All claims of the order rest on one contract, one invoice and one payment. */
    private ClaimEvidenceForm evidence(ServiceOrder order) {
        LocalDate today = trade.today();
        return new ClaimEvidenceForm(
                new ClaimEvidenceForm.Contract("HT-" + ORDER, null),
                List.of(new ClaimEvidenceForm.Invoice(
                        "034001800111", "20181201", order.netFen(), today, ENTERPRISE_NAME, PROVIDER_NAME)),
                List.of(new ClaimEvidenceForm.BankReceipt(
                        "G-" + ORDER, order.netFen() - order.subsidyFen(), today, ENTERPRISE_NAME, PROVIDER_NAME)));
    }

    /** Nobody has put a file on it, so that the rules leave it to the county. */
    private void confirmed(UUID claim) {
        if (status(claim) != ClaimStatus.SUBMITTED) {
            return;
        }
        carriedOut(claims.confirm(DemoTrade.ENTERPRISE, claim, Precondition.NONE));
    }

    private void approved(UUID claim) {
        confirmed(claim);
        if (status(claim) != ClaimStatus.CHECKED) {
            return;
        }
        ClaimReview says = new ClaimReview(ClaimDecision.APPROVE, null, "已核对合同、发票和付款凭证原件");
        carriedOut(claims.review(COUNTY, claim, Precondition.NONE, says));
    }

    private <T> T carriedOut(Effect<T> effect) {
        return trade.carriedOut(effect);
    }
}
