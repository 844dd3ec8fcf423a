package cn.dengyun.monitoring.plan;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Annual plans that wait for a second person, and implementation plans that are to be filed, accepted or published. */
@ApplicationScoped
class PlanWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(
                WorkKind.ofAuthorities("ANNUAL_PLAN_PUBLICATION", AuthoritySay.OWN),
                WorkKind.ofAuthorities("IMPLEMENTATION_PLAN_FILING", AuthoritySay.OWN_UNTIL_OVERDUE),
                WorkKind.ofAuthorities("IMPLEMENTATION_PLAN_REVIEW", AuthoritySay.NEAREST),
                WorkKind.ofAuthorities("IMPLEMENTATION_PLAN_PUBLICATION", AuthoritySay.OWN));
    }
}
