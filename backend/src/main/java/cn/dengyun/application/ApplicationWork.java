package cn.dengyun.application;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Applications for vouchers, and what belongs to them, that wait for somebody. */
@ApplicationScoped
class ApplicationWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(
                WorkKind.ofAuthorities("APPLICATION_REVIEW", AuthoritySay.OWN_UNTIL_OVERDUE),
                WorkKind.ofOrganizations("APPLICATION_CORRECTION"),
                WorkKind.ofAuthorities("SIGNAL", AuthoritySay.NEAREST),
                WorkKind.ofAuthorities("APPEAL", AuthoritySay.NEAREST),
                WorkKind.ofAuthorities("OBJECTION", AuthoritySay.NEAREST),
                WorkKind.ofAuthorities("NOTICE_PUBLICATION", AuthoritySay.NEAREST),
                WorkKind.ofAuthorities("NOTICE_ISSUE", AuthoritySay.NEAREST),
                WorkKind.ofAuthorities("PRICE_CUT", AuthoritySay.NEAREST));
    }
}
