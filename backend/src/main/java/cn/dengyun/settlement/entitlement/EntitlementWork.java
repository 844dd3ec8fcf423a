package cn.dengyun.settlement.entitlement;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What is owed and waits for its claim. */
@ApplicationScoped
class EntitlementWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(WorkKind.ofOrganizations("ENTITLEMENT_CLAIM"));
    }
}
