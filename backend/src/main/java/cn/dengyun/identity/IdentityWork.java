package cn.dengyun.identity;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import cn.dengyun.shared.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Certifications and role grants that wait for somebody. */
@ApplicationScoped
class IdentityWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(
                WorkKind.ofAuthorities("CERTIFICATION", AuthoritySay.NEAREST),
                WorkKind.ofOrganizations("CERTIFICATION_CORRECTION"),
                WorkKind.ofOrganizations("ROLE_GRANT", Roles.SYSADMIN));
    }
}
