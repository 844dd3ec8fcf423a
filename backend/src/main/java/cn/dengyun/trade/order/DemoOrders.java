package cn.dengyun.trade.order;

import cn.dengyun.catalogue.CatalogueService;
import cn.dengyun.catalogue.domain.Offering;
import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.provider.DemoProviders;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.order.domain.AmendmentKind;
import cn.dengyun.trade.order.domain.OrderMove;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Lets the demo's first enterprise order from the demo's application provider, once: orders that wait, that were
 * accepted, rejected and cancelled, that are in service, delivered and completed. Its voucher pays a little of some of
 * them; most of it stays free for whoever tries the platform.
 */
@ApplicationScoped
class DemoOrders {

    private static final Logger LOG = Logger.getLogger(DemoOrders.class);
    private static final int AFTER_APPLICATIONS = 3_100;
    private static final String OFFERING = "demo-erp";
    private static final String PLAN = "basic";
    private static final Long OF_VOUCHER_FEN = 10_000L;
    private static final Actor ENTERPRISE =
            new Actor(DemoAccounts.id(0x209), false, DemoAccounts.id(0x103), Set.of(Roles.ENTERPRISE), Set.of(), null);
    private static final Actor PROVIDER = new Actor(
            DemoAccounts.id(0x20C),
            false,
            DemoAccounts.APPLICATION_ORGANIZATION,
            Set.of(Roles.PROVIDER),
            Set.of(),
            null);

    private final OrderService orders;
    private final DeliveryService deliveries;
    private final AmendmentService amendments;
    private final CatalogueService catalogue;
    private final UnitsOfWork units;

    DemoOrders(
            OrderService orders,
            DeliveryService deliveries,
            AmendmentService amendments,
            CatalogueService catalogue,
            UnitsOfWork units) {
        this.orders = orders;
        this.deliveries = deliveries;
        this.amendments = amendments;
        this.catalogue = catalogue;
        this.units = units;
    }

    void start(@Observes @Priority(AFTER_APPLICATIONS) StartupEvent event, DengyunConfig config) {
        if (!config.demo()) {
            return;
        }
        try {
            makeOnce();
        } catch (RuntimeException e) {
            LOG.warn(
                    "The demo orders could not be made. The platform works without them; the next start tries again.",
                    e);
        }
    }

    private void makeOnce() {
        if (!WorkerThread.await(orders.counts(ENTERPRISE)).isEmpty()) {
            return;
        }
        Offering offering = WorkerThread.await(catalogue.get(DemoProviders.APPLICATION, OFFERING, ENTERPRISE));
        placed(offering, "DEMO-PO-1", 12, null);
        carriedOut(orders.accept(PROVIDER, placed(offering, "DEMO-PO-3", 24, null), Precondition.NONE));
        carriedOut(orders.end(PROVIDER, placed(offering, "DEMO-PO-5", 3, null), OrderMove.REJECT, "该套餐本月名额已满"));
        carriedOut(orders.end(ENTERPRISE, placed(offering, "DEMO-PO-6", 1, null), OrderMove.CANCEL, "改用专业版"));
        placed(offering, "DEMO-PO-2", 6, OF_VOUCHER_FEN);
        carriedOut(orders.accept(PROVIDER, placed(offering, "DEMO-PO-4", 12, OF_VOUCHER_FEN), Precondition.NONE));
        UUID inService = begun(offering, "DEMO-PO-7", 12, OF_VOUCHER_FEN);
        carriedOut(deliveries.accept(ENTERPRISE, delivered(inService, 4, "第一至第四个月服务")));
        carriedOut(deliveries.reject(ENTERPRISE, delivered(inService, 5, "第五至第九个月服务"), "第九个月尚未开始"));
        delivered(inService, 4, "第五至第八个月服务");
        UUID amended = begun(offering, "DEMO-PO-8", 24, null);
        carriedOut(amendments.propose(ENTERPRISE, amended, fewerMonths(18)));
        delivered(begun(offering, "DEMO-PO-9", 6, OF_VOUCHER_FEN), 6, "半年服务");
        UUID completed = begun(offering, "DEMO-PO-10", 6, OF_VOUCHER_FEN);
        carriedOut(deliveries.accept(ENTERPRISE, delivered(completed, 6, "半年服务")));
    }

    private UUID begun(Offering offering, String reference, int months, Long ofVoucherFen) {
        UUID order = placed(offering, reference, months, ofVoucherFen);
        carriedOut(orders.accept(PROVIDER, order, Precondition.NONE));
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
        LocalDate today = LocalDate.ofInstant(orders.now(), ClockProducer.BUSINESS_ZONE);
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
        return WorkerThread.await(units.carryOut(effect));
    }
}
