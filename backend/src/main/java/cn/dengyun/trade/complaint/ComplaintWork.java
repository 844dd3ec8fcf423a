package cn.dengyun.trade.complaint;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Complaints that wait for the provider, for an authority of the enterprise, or for the supervisor of the provider. */
@ApplicationScoped
class ComplaintWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(
                WorkKind.ofOrganizations("COMPLAINT_ANSWER"),
                WorkKind.ofAuthorities("COMPLAINT_DECISION", AuthoritySay.NEAREST),
                WorkKind.ofAuthorities("COMPLAINT_SECURITY", AuthoritySay.NEAREST),
                WorkKind.ofOrganizations("COMPLAINT_FULFILMENT"),
                WorkKind.ofAuthorities("COMPLAINT_ENFORCEMENT", AuthoritySay.NEAREST));
    }
}
