package cn.dengyun.monitoring.appraisal;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Objections that wait for a decision, and evaluations that two persons of the province decide and one publishes. */
@ApplicationScoped
class EvaluationWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(
                WorkKind.ofAuthorities("EVALUATION_DECISION", AuthoritySay.OWN),
                WorkKind.ofAuthorities("EVALUATION_OBJECTION", AuthoritySay.OWN));
    }
}
