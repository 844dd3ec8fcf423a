package cn.dengyun.programme;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import cn.dengyun.shared.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What one person of finance or of the owner has made, and another approves. */
@ApplicationScoped
class ProgrammeWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(
                WorkKind.ofAuthorities("PROGRAMME_APPROVAL", AuthoritySay.OWN, Roles.FINANCE),
                WorkKind.ofAuthorities("RULE_APPROVAL", AuthoritySay.OWN, Roles.FINANCE),
                WorkKind.ofAuthorities("BUDGET_MOVEMENT", AuthoritySay.OWN, Roles.FINANCE));
    }
}
