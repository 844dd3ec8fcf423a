package cn.dengyun.monitoring.indicator;

import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.startup.DemoStart;
import cn.dengyun.platform.startup.DengyunConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Counts what the demo has made, so that its statistics say something from the first page on. */
@ApplicationScoped
class DemoIndicators {

    private static final int AFTER_ALL_OTHERS = 3_300;

    private final IndicatorRecount recount;

    DemoIndicators(IndicatorRecount recount) {
        this.recount = recount;
    }

    void start(@Observes @Priority(AFTER_ALL_OTHERS) StartupEvent event, DengyunConfig config) {
        DemoStart.make(config, "statistics", () -> WorkerThread.await(recount.countIfDue()));
    }
}
