package cn.dengyun.settlement.recovery;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Money that whoever was paid pays back, and what the office that has paid does about it. */
@ApplicationScoped
class RecoveryWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(
                WorkKind.ofOrganizations("RECOVERY_PAYMENT"),
                ofOffice("RECOVERY_OVERDUE"),
                ofOffice("RECOVERY_PLAN"),
                ofOffice("RECOVERY_WRITE_OFF"));
    }

    /** Of everybody of finance in one office. */
    private static WorkKind ofOffice(String code) {
        return new WorkKind(code, AuthoritySay.NONE, Set.of(), true);
    }
}
