package cn.dengyun.provider;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import cn.dengyun.shared.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The supervision of providers, and the accounts that organisations want to be paid to. */
@ApplicationScoped
class ProviderWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(
                WorkKind.ofAuthorities("SECURITY_INCIDENT", AuthoritySay.NEAREST),
                WorkKind.ofAuthorities("INTERIM_SUSPENSION", AuthoritySay.NEAREST),
                WorkKind.ofAuthorities("SANCTION", AuthoritySay.NEAREST),
                WorkKind.ofOrganizations("SANCTION_STATEMENT"),
                WorkKind.ofAuthorities("SANCTION_REVOCATION", AuthoritySay.NEAREST),
                WorkKind.ofAuthorities("SANCTION_APPEAL", AuthoritySay.OWN),
                WorkKind.ofAuthorities("PAYEE_ACCOUNT", AuthoritySay.NEAREST, Roles.FINANCE));
    }
}
