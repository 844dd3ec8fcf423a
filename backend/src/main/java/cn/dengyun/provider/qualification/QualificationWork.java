package cn.dengyun.provider.qualification;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What of qualifications waits for somebody. */
@ApplicationScoped
class QualificationWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(
                WorkKind.ofAuthorities("QUALIFICATION_REVIEW", AuthoritySay.OWN_UNTIL_OVERDUE),
                WorkKind.ofOrganizations("QUALIFICATION_CORRECTION"),
                WorkKind.ofAuthorities("QUALIFICATION_GRANT", AuthoritySay.OWN),
                WorkKind.ofAuthorities("QUALIFICATION_OBJECTION", AuthoritySay.OWN),
                WorkKind.ofOrganizations("QUALIFICATION_RENEWAL"));
    }
}
