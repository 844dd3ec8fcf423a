package cn.dengyun.adoption.rule;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Rules that wait for a second person of the province. */
@ApplicationScoped
class AdoptionRuleWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(WorkKind.ofAuthorities("ADOPTION_RULE", AuthoritySay.OWN));
    }
}
