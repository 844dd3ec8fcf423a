package cn.dengyun.settlement.claim;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Claims that wait for one of both sides or for the office, and those that nobody answers in time. */
@ApplicationScoped
class ClaimWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(
                WorkKind.ofOrganizations("CLAIM_CONFIRMATION"),
                WorkKind.ofOrganizations("CLAIM_CORRECTION"),
                WorkKind.ofAuthorities("CLAIM_REVIEW", AuthoritySay.OWN_UNTIL_OVERDUE),
                WorkKind.ofAuthorities("CLAIM_OVERDUE", AuthoritySay.OWN_UNTIL_OVERDUE));
    }
}
