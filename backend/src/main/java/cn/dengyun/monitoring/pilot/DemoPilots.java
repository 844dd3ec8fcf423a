package cn.dengyun.monitoring.pilot;

import cn.dengyun.monitoring.plan.DemoOffices;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.startup.DemoStart;
import cn.dengyun.platform.startup.DengyunConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.LocalDate;

/** Lets the demo's other city connect one of its enterprises first, once: it has started today. */
@ApplicationScoped
class DemoPilots {

    static final String ENTERPRISE = "91340200MA2T0100X6";

    private static final int AFTER_PLANS = 3_184;
    private static final int MONTHS = 3;

    private final PilotService pilots;
    private final UnitsOfWork units;

    DemoPilots(PilotService pilots, UnitsOfWork units) {
        this.pilots = pilots;
        this.units = units;
    }

    void start(@Observes @Priority(AFTER_PLANS) StartupEvent event, DengyunConfig config) {
        DemoStart.make(config, "pilots", this::makeMissing);
    }

    void makeMissing() {
        Filter own = new Filter().is("credit_code", ENTERPRISE);
        boolean isMade = !WorkerThread.await(pilots.list(DemoOffices.WUHU, own, null, 1))
                .data()
                .isEmpty();
        if (isMade) {
            return;
        }
        LocalDate today = LocalDate.ofInstant(pilots.now(), ClockProducer.BUSINESS_ZONE);
        PilotForm form = new PilotForm(
                today.getYear(),
                "340207",
                ENTERPRISE,
                "芜湖示范汽车零部件有限公司",
                DemoOffices.PLATFORM,
                "生产管理系统登云，关键设备联网",
                today,
                today.plusMonths(MONTHS));
        Effect<PilotEnterprise> started = pilots.plan(DemoOffices.WUHU, form)
                .then((connection, planned) -> pilots.start(DemoOffices.WUHU, planned.id(), "项目组已进场")
                        .prepare()
                        .chain(prepared -> prepared.in(connection)));
        WorkerThread.await(units.carryOut(started));
    }
}
