package cn.dengyun.trade.order;

import cn.dengyun.catalogue.CatalogueService;
import cn.dengyun.catalogue.domain.Offering;
import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.startup.DemoStart;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.order.domain.ServiceOrder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who trades in the demo, and how a start makes what the demo lacks of it. For threads that may wait. */
@ApplicationScoped
public class DemoTrade {

    /** The account {@code enterprise}. */
    public static final Actor ENTERPRISE = person(0x209, DemoAccounts.id(0x103), Roles.ENTERPRISE);

    /** The account {@code platform}. */
    public static final Actor PLATFORM = person(0x20B, DemoAccounts.PLATFORM_ORGANIZATION, Roles.PROVIDER);

    /** The account {@code application}. */
    public static final Actor APPLICATION = person(0x20C, DemoAccounts.APPLICATION_ORGANIZATION, Roles.PROVIDER);

    private final OrderService orders;
    private final CatalogueService catalogue;
    private final UnitsOfWork units;

    DemoTrade(OrderService orders, CatalogueService catalogue, UnitsOfWork units) {
        this.orders = orders;
        this.catalogue = catalogue;
        this.units = units;
    }

    private static Actor person(long account, UUID organization, String role) {
        return new Actor(DemoAccounts.id(account), false, organization, Set.of(role), Set.of(), null);
    }

    /**
     * Makes what is missing, in a demo only; a failure keeps no platform from starting.
     *
     * @param what it is, for whoever reads the log
     */
    public static void atStart(DengyunConfig config, String what, Runnable makeMissing) {
        DemoStart.make(config, what, makeMissing);
    }

    /** The demo's own order of that reference, if there is one. */
    public Optional<ServiceOrder> order(String reference) {
        Filter own = new Filter().is("external_reference", reference);
        return WorkerThread.await(orders.list(ENTERPRISE, own, null, 1)).data().stream()
                .map(OrderService.Listed::order)
                .findFirst();
    }

    public Offering offering(UUID provider, String externalId) {
        return WorkerThread.await(catalogue.get(provider, externalId, ENTERPRISE));
    }

    public LocalDate today() {
        return LocalDate.ofInstant(orders.now(), ClockProducer.BUSINESS_ZONE);
    }

    public <T> T carriedOut(Effect<T> effect) {
        return WorkerThread.await(units.carryOut(effect));
    }

    /** Whether a list that was asked for holds nothing. */
    public static boolean isEmpty(Uni<? extends Page<?>> asked) {
        return WorkerThread.await(asked).data().isEmpty();
    }
}
