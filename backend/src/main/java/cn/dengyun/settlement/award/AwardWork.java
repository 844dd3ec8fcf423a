package cn.dengyun.settlement.award;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Lists of awards that wait for the office whose programme it is. */
@ApplicationScoped
class AwardWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(ofOffice("AWARD_GRANT"), ofOffice("AWARD_NOTICE"), ofOffice("AWARD_CONFIRMATION"));
    }

    /** Of everybody in one office who may decide. */
    private static WorkKind ofOffice(String code) {
        return new WorkKind(code, AuthoritySay.NONE, Set.of(), true);
    }
}
