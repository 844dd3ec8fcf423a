package cn.dengyun.adoption.record;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Batches and objections that wait for a county; for those above it only once its time is over. */
@ApplicationScoped
class AdoptionWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(
                WorkKind.ofAuthorities("ADOPTION_BATCH", AuthoritySay.OWN_UNTIL_OVERDUE),
                WorkKind.ofAuthorities("ADOPTION_OBJECTION", AuthoritySay.OWN_UNTIL_OVERDUE));
    }
}
