package cn.dengyun.monitoring.issue;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Issues that wait for the authority that answers them, or for the one that has raised them. */
@ApplicationScoped
class CoordinationIssueWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(
                WorkKind.ofAuthorities("COORDINATION_ISSUE_ANSWER", AuthoritySay.NEAREST),
                WorkKind.ofAuthorities("COORDINATION_ISSUE_SETTLEMENT", AuthoritySay.OWN));
    }
}
