package cn.dengyun.activity;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Activities that wait for their organiser, an office or a provider: nobody above acts in its place. */
@ApplicationScoped
class ActivityWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(ofOrganizers("ACTIVITY_OUTCOME"), ofOrganizers("ACTIVITY_PUBLICATION"));
    }

    private static WorkKind ofOrganizers(String code) {
        return new WorkKind(code, AuthoritySay.OWN, Set.of(), true);
    }
}
