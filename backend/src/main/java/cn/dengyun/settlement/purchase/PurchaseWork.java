package cn.dengyun.settlement.purchase;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Contracts and their stages that wait for the office, and stages that wait for the provider. */
@ApplicationScoped
class PurchaseWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(
                ofOffice("PURCHASE_CONCLUSION"),
                WorkKind.ofOrganizations("PURCHASE_DELIVERY"),
                ofOffice("PURCHASE_CHECK"),
                ofOffice("PURCHASE_ACCEPTANCE"));
    }

    /** Of everybody in one office who may decide. */
    private static WorkKind ofOffice(String code) {
        return new WorkKind(code, AuthoritySay.NONE, Set.of(), true);
    }
}
