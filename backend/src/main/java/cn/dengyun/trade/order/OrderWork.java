package cn.dengyun.trade.order;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Orders that wait for their provider. */
@ApplicationScoped
class OrderWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(WorkKind.ofOrganizations("ORDER_ANSWER"));
    }
}
