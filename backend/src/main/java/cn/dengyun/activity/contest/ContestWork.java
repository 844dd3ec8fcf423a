package cn.dengyun.activity.contest;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Contests that go on, scores that jurors give, and objections that wait for a decision. */
@ApplicationScoped
class ContestWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(
                WorkKind.ofAuthorities("CONTEST_OBJECTION", AuthoritySay.OWN),
                WorkKind.ofAuthorities("CONTEST_STEP", AuthoritySay.OWN),
                WorkKind.ofPersons("CONTEST_SCORE"));
    }
}
