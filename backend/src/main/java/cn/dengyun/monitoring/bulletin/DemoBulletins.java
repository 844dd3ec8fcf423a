package cn.dengyun.monitoring.bulletin;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.monitoring.plan.DemoOffices;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.startup.DemoStart;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.shared.Actor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.YearMonth;
import java.util.List;

/**
 * Lets the demo's province publish a bulletin over what was counted first, with an erratum of its text; once. Figures
 * are those of the demo, and what is said of them is made up for the demonstration.
 */
@ApplicationScoped
class DemoBulletins {

    static final String TITLE = "“皖企登云”工作评估通报（演示）";

    private static final int AFTER_STATISTICS = 3_320;
    private static final String YES = "情况属实，同意";
    private static final Actor WRITER = DemoOffices.PROVINCE;
    private static final Actor CHECKER = DemoOffices.PROVINCE_CHECKER;
    private static final Actor SIGNER = DemoOffices.PROVINCE_SIGNER;

    private final BulletinService bulletins;
    private final BulletinErratumService errata;
    private final UnitsOfWork units;

    DemoBulletins(BulletinService bulletins, BulletinErratumService errata, UnitsOfWork units) {
        this.bulletins = bulletins;
        this.errata = errata;
        this.units = units;
    }

    void start(@Observes @Priority(AFTER_STATISTICS) StartupEvent event, DengyunConfig config) {
        DemoStart.make(config, "bulletins", this::makeMissing);
    }

    void makeMissing() {
        Filter same = new Filter().is("title", TITLE);
        if (WorkerThread.await(bulletins.list(WRITER, same, null, 1)).data().isEmpty()) {
            WorkerThread.await(units.carryOut(made()));
        }
    }

    /** In one unit of work, so that no start leaves half of it. */
    private Effect<BulletinErratum> made() {
        String month = YearMonth.from(bulletins.now().atZone(ClockProducer.BUSINESS_ZONE))
                .toString();
        return bulletins
                .draft(WRITER, new BulletinForm(month, month, List.of()))
                .then((connection, made) -> in(connection, bulletins.edit(WRITER, made.id(), Precondition.NONE, says()))
                        .chain(() -> in(connection, bulletins.submit(WRITER, made.id(), Precondition.NONE)))
                        .chain(() -> in(connection, bulletins.approve(CHECKER, made.id(), Precondition.NONE, YES)))
                        .chain(() -> in(connection, bulletins.approve(SIGNER, made.id(), Precondition.NONE, YES)))
                        .chain(() -> in(connection, bulletins.publish(WRITER, made.id(), Precondition.NONE, "予以发布")))
                        .chain(() -> in(connection, errata.propose(WRITER, made.id(), erratum())))
                        .chain(erratum ->
                                in(connection, errata.approve(CHECKER, erratum.id(), Precondition.NONE, YES))));
    }

    private static JsonNode says() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("title", TITLE)
                .put("introduction", "现将各市“皖企登云”工作进展通报如下。**企业和数据均为虚构。**")
                .put("assessment", "合肥市进度领先，其余各市刚刚起步。")
                .put("nextSteps", "1. 加强宣传培训\n2. 督促进度靠后的市按月报送");
    }

    private static ErratumForm erratum() {
        return new ErratumForm("“督促进度靠后的市按月报送”更正为“督促进度靠后的市按季报送”。（演示）", null, List.of());
    }
}
