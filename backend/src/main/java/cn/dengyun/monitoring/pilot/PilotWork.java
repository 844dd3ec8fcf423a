package cn.dengyun.monitoring.pilot;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Pilots whose time is over, and of which nobody has told what came of them. */
@ApplicationScoped
class PilotWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(WorkKind.ofAuthorities("PILOT_RESULT", AuthoritySay.NEAREST));
    }
}
