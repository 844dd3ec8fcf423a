package cn.dengyun.trade.provisioning;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What could not be provisioned, or not be removed: the provider sees to it. */
@ApplicationScoped
class ProvisioningWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(WorkKind.ofOrganizations("PROVISIONING_REPAIR"));
    }
}
