package cn.dengyun.trade.complaint;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Complaints that wait for the provider, and those that wait for an authority of the enterprise. */
@ApplicationScoped
class ComplaintWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(
                WorkKind.ofOrganizations("COMPLAINT_ANSWER"),
                WorkKind.ofAuthorities("COMPLAINT_DECISION", AuthoritySay.NEAREST));
    }
}
