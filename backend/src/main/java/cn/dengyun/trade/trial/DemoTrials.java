package cn.dengyun.trade.trial;

import cn.dengyun.catalogue.domain.Offering;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.provider.DemoProviders;
import cn.dengyun.trade.order.DemoTrade;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Lets the demo's first enterprise try an offering of the demo's application provider, once: a trial that is in use.
 */
@ApplicationScoped
class DemoTrials {

    private static final int AFTER_ORDERS = 3_110;
    private static final String OFFERING = "demo-crm";

    private final TrialService trials;
    private final DemoTrade trade;

    DemoTrials(TrialService trials, DemoTrade trade) {
        this.trials = trials;
        this.trade = trade;
    }

    void start(@Observes @Priority(AFTER_ORDERS) StartupEvent event, DengyunConfig config) {
        DemoTrade.atStart(config, "trials", this::makeMissing);
    }

    void makeMissing() {
        Offering offering = trade.offering(DemoProviders.APPLICATION, OFFERING);
        Filter own = new Filter().is("offering_id", offering.id());
        if (!DemoTrade.isEmpty(trials.list(DemoTrade.ENTERPRISE, own, null, 1))) {
            return;
        }
        NewTrial wanted = new NewTrial(offering.id(), null, null, "拟用于经销商客户与回款管理，先由销售部试用");
        ServiceTrial asked = trade.carriedOut(trials.request(DemoTrade.ENTERPRISE, wanted));
        TrialGrant grant = new TrialGrant("请在 https://software.example.cn/crm 用企业手机号登录，十个用户已开通");
        trade.carriedOut(trials.grant(DemoTrade.APPLICATION, asked.id(), grant));
    }
}
