package cn.dengyun.trade.usage;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Meters of which something is held back: the enterprise releases it, or the provider dismisses it. */
@ApplicationScoped
class UsageWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(WorkKind.ofOrganizations("USAGE_RELEASE"), WorkKind.ofOrganizations("USAGE_DISMISSAL"));
    }
}
