package cn.dengyun.trade.order;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Orders that wait for one of their sides, and what is delivered and nobody answers in time for the authorities. */
@ApplicationScoped
class OrderWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(
                WorkKind.ofOrganizations("ORDER_ANSWER"),
                WorkKind.ofOrganizations("ORDER_ACTIVATION"),
                WorkKind.ofOrganizations("ORDER_DELIVERY"),
                WorkKind.ofOrganizations("DELIVERY_ACCEPTANCE"),
                WorkKind.ofAuthorities("DELIVERY_OVERDUE", AuthoritySay.OWN_UNTIL_OVERDUE),
                WorkKind.ofOrganizations("ORDER_AMENDMENT"));
    }
}
