package cn.dengyun.trade.order;

import cn.dengyun.catalogue.CatalogueService;
import cn.dengyun.catalogue.domain.Offering;
import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.provider.DemoProviders;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.order.OrderService.Whole;
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
 * accepted, rejected and cancelled. Its voucher pays a little of two of them; most of it stays free for whoever tries
 * the platform.
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
    private final CatalogueService catalogue;
    private final UnitsOfWork units;

    DemoOrders(OrderService orders, CatalogueService catalogue, UnitsOfWork units) {
        this.orders = orders;
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
        carriedOut(orders.accept(PROVIDER, placed(offering, "DEMO-PO-3", 24, null)));
        carriedOut(orders.end(PROVIDER, placed(offering, "DEMO-PO-5", 3, null), OrderMove.REJECT, "该套餐本月名额已满"));
        carriedOut(orders.end(ENTERPRISE, placed(offering, "DEMO-PO-6", 1, null), OrderMove.CANCEL, "改用专业版"));
        placed(offering, "DEMO-PO-2", 6, OF_VOUCHER_FEN);
        carriedOut(orders.accept(PROVIDER, placed(offering, "DEMO-PO-4", 12, OF_VOUCHER_FEN)));
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

    private Whole carriedOut(Effect<Whole> effect) {
        return WorkerThread.await(units.carryOut(effect));
    }
}
