package cn.dengyun.trade.demand;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Invitations that wait for providers, and quotes that wait for enterprises. */
@ApplicationScoped
class DemandWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(WorkKind.ofOrganizations("QUOTE_INVITATION"), WorkKind.ofOrganizations("DEMAND_DECISION"));
    }
}
