package cn.dengyun.trade.trial;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Trials that wait for the provider's answer, and those that end soon for the enterprise. */
@ApplicationScoped
class TrialWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(WorkKind.ofOrganizations("TRIAL_ANSWER"), WorkKind.ofOrganizations("TRIAL_END"));
    }
}
