package cn.dengyun.trade.bill;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Bills that wait for one of both sides, and disputes that an authority decides. */
@ApplicationScoped
class BillWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(
                WorkKind.ofOrganizations("BILL_ACCEPTANCE"),
                WorkKind.ofOrganizations("BILL_CONFIRMATION"),
                WorkKind.ofOrganizations("BILL_DISPUTE_ANSWER"),
                WorkKind.ofAuthorities("BILL_DISPUTE_DECISION", AuthoritySay.OWN_UNTIL_OVERDUE));
    }
}
