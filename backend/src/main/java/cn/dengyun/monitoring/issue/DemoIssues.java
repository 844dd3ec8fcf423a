package cn.dengyun.monitoring.issue;

import cn.dengyun.monitoring.plan.DemoOffices;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.startup.DemoStart;
import cn.dengyun.platform.startup.DengyunConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Lets the demo's county ask its city for something that it cannot solve by itself, once. */
@ApplicationScoped
class DemoIssues {

    static final String TITLE = "桃花工业园专线带宽不足（演示）";

    private static final int AFTER_PLANS = 3_182;

    private final CoordinationIssueService issues;
    private final UnitsOfWork units;

    DemoIssues(CoordinationIssueService issues, UnitsOfWork units) {
        this.issues = issues;
        this.units = units;
    }

    void start(@Observes @Priority(AFTER_PLANS) StartupEvent event, DengyunConfig config) {
        DemoStart.make(config, "issues", this::makeMissing);
    }

    void makeMissing() {
        Filter own = new Filter().is("title", TITLE);
        boolean isMade = !WorkerThread.await(issues.list(DemoOffices.FEIXI, own, null, 1))
                .data()
                .isEmpty();
        if (isMade) {
            return;
        }
        CoordinationIssueForms.Issue says = new CoordinationIssueForms.Issue(
                CoordinationIssueKind.NETWORK, TITLE, "园区 30 家企业登云受限于出口带宽，高峰期时延超过 200 毫秒，请协调运营商扩容。", null);
        WorkerThread.await(units.carryOut(issues.raise(DemoOffices.FEIXI, says)));
    }
}
