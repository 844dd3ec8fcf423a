package cn.dengyun.audit;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkSource;
import cn.dengyun.shared.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Erasures that wait for another auditor. */
@ApplicationScoped
class AuditWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(WorkKind.ofRole("AUDIT_ERASURE", Roles.AUDITOR));
    }
}
