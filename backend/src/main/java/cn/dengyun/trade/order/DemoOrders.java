package cn.dengyun.trade.order;

import cn.dengyun.catalogue.domain.Offering;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.provider.DemoProviders;
import cn.dengyun.shared.Actor;
import cn.dengyun.trade.order.domain.AmendmentKind;
import cn.dengyun.trade.order.domain.OrderMove;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Lets the demo's first enterprise order from the demo's application provider, once: orders that wait, that were
 * accepted, rejected and cancelled, that are in service, delivered and completed. Its voucher pays a little of some of
 * them; most of it stays free for whoever tries the platform.
 */
@ApplicationScoped
class DemoOrders {

    private static final int AFTER_APPLICATIONS = 3_100;
    private static final String OFFERING = "demo-erp";
    private static final String PLAN = "basic";
    private static final Long OF_VOUCHER_FEN = 10_000L;
    private static final Actor ENTERPRISE = DemoTrade.ENTERPRISE;
    private static final Actor PROVIDER = DemoTrade.APPLICATION;

    private final OrderService orders;
    private final DeliveryService deliveries;
    private final AmendmentService amendments;
    private final DemoTrade trade;

    DemoOrders(OrderService orders, DeliveryService deliveries, AmendmentService amendments, DemoTrade trade) {
        this.orders = orders;
        this.deliveries = deliveries;
        this.amendments = amendments;
        this.trade = trade;
    }

    void start(@Observes @Priority(AFTER_APPLICATIONS) StartupEvent event, DengyunConfig config) {
        DemoTrade.atStart(config, "orders", this::makeMissing);
    }

    /** Each by its reference, so that a start goes on where another one broke off. */
    void makeMissing() {
        List<Map.Entry<String, BiConsumer<Offering, String>>> missing = scenes().entrySet().stream()
                .filter(scene -> trade.order(scene.getKey()).isEmpty())
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        Offering offering = trade.offering(DemoProviders.APPLICATION, OFFERING);
        missing.forEach(scene -> scene.getValue().accept(offering, scene.getKey()));
    }

    private Map<String, BiConsumer<Offering, String>> scenes() {
        Map<String, BiConsumer<Offering, String>> scenes = new LinkedHashMap<>();
        scenes.put("DEMO-PO-1", (offering, reference) -> placed(offering, reference, 12, null));
        scenes.put("DEMO-PO-3", (offering, reference) -> accepted(placed(offering, reference, 24, null)));
        scenes.put(
                "DEMO-PO-5",
                (offering, reference) -> carriedOut(
                        orders.end(PROVIDER, placed(offering, reference, 3, null), OrderMove.REJECT, "该套餐本月名额已满")));
        scenes.put(
                "DEMO-PO-6",
                (offering, reference) -> carriedOut(
                        orders.end(ENTERPRISE, placed(offering, reference, 1, null), OrderMove.CANCEL, "改用专业版")));
        scenes.put("DEMO-PO-2", (offering, reference) -> placed(offering, reference, 6, OF_VOUCHER_FEN));
        scenes.put("DEMO-PO-4", (offering, reference) -> accepted(placed(offering, reference, 12, OF_VOUCHER_FEN)));
        scenes.put(
                "DEMO-PO-7", (offering, reference) -> deliveredInParts(begun(offering, reference, 12, OF_VOUCHER_FEN)));
        scenes.put(
                "DEMO-PO-8",
                (offering, reference) -> carriedOut(
                        amendments.propose(ENTERPRISE, begun(offering, reference, 24, null), fewerMonths(18))));
        scenes.put(
                "DEMO-PO-9",
                (offering, reference) -> delivered(begun(offering, reference, 6, OF_VOUCHER_FEN), 6, "半年服务"));
        scenes.put(
                "DEMO-PO-10",
                (offering, reference) -> carriedOut(deliveries.accept(
                        ENTERPRISE, delivered(begun(offering, reference, 6, OF_VOUCHER_FEN), 6, "半年服务"))));
        return scenes;
    }

    private void accepted(UUID order) {
        carriedOut(orders.accept(PROVIDER, order, Precondition.NONE));
    }

    private void deliveredInParts(UUID order) {
        carriedOut(deliveries.accept(ENTERPRISE, delivered(order, 4, "第一至第四个月服务")));
        carriedOut(deliveries.reject(ENTERPRISE, delivered(order, 5, "第五至第九个月服务"), "第九个月尚未开始"));
        delivered(order, 4, "第五至第八个月服务");
    }

    private UUID begun(Offering offering, String reference, int months, Long ofVoucherFen) {
        UUID order = placed(offering, reference, months, ofVoucherFen);
        accepted(order);
        carriedOut(orders.activate(PROVIDER, order, new OrderActivation("erp-" + reference, null)));
        return order;
    }

    private UUID delivered(UUID order, int months, String note) {
        NewDelivery wanted = new NewDelivery(List.of(new NewDelivery.Line(PLAN, String.valueOf(months))), note);
        return carriedOut(deliveries.report(PROVIDER, order, wanted)).delivery().id();
    }

    private static NewAmendment fewerMonths(int months) {
        return new NewAmendment(
                AmendmentKind.QUANTITY,
                "门店减少，使用期缩短",
                List.of(new NewAmendment.Quantity(PLAN, String.valueOf(months))),
                null,
                null);
    }

    /** @param ofVoucherFen what vouchers pay of it, in fen; null: nothing */
    private UUID placed(Offering offering, String reference, int months, Long ofVoucherFen) {
        LocalDate today = trade.today();
        NewOrder wanted = new NewOrder(
                offering.id(),
                null,
                List.of(new NewOrder.Line(PLAN, String.valueOf(months), ofVoucherFen != null, ofVoucherFen)),
                null,
                today,
                today.plusMonths(months),
                null,
                reference);
        return carriedOut(orders.place(ENTERPRISE, wanted)).order().id();
    }

    private <T> T carriedOut(Effect<T> effect) {
        return trade.carriedOut(effect);
    }
}
