package cn.dengyun.assessment.level;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What of levels waits for authorities, enterprises and experts. */
@ApplicationScoped
class AssessmentWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(
                WorkKind.ofAuthorities("ASSESSMENT_REVIEW", AuthoritySay.NEAREST),
                WorkKind.ofAuthorities("ASSESSMENT_OBJECTION", AuthoritySay.NEAREST),
                WorkKind.ofAuthorities("ASSESSMENT_APPEAL", AuthoritySay.OWN),
                WorkKind.ofOrganizations("ASSESSMENT_CONFIRMATION"),
                WorkKind.ofOrganizations("SPOT_CHECK_ANSWER"),
                WorkKind.ofAuthorities("SPOT_CHECK_RESULT", AuthoritySay.NEAREST),
                WorkKind.ofAuthorities("SPOT_CHECK_DECISION", AuthoritySay.NEAREST),
                WorkKind.ofAuthorities("ASSESSMENT_EXPERT_DRAW", AuthoritySay.OWN),
                WorkKind.ofPersons("ASSESSMENT_OPINION"));
    }
}
