package cn.dengyun.settlement.entitlement;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** What is owed and waits for its claim, or is to be taken back. */
@ApplicationScoped
class EntitlementWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(
                WorkKind.ofOrganizations("ENTITLEMENT_CLAIM"),
                new WorkKind("ENTITLEMENT_REVOCATION", AuthoritySay.NONE, Set.of(), true));
    }
}
