package cn.dengyun.assessment.level;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Assessments that wait for the authority that finds the level. */
@ApplicationScoped
class AssessmentWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(WorkKind.ofAuthorities("ASSESSMENT_REVIEW", AuthoritySay.NEAREST));
    }
}
