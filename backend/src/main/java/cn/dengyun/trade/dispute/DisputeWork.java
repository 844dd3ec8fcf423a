package cn.dengyun.trade.dispute;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Disputes that wait for an authority of the enterprise, appeals that wait for the province, and money that a decision
 * could not take back.
 */
@ApplicationScoped
class DisputeWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(
                WorkKind.ofAuthorities("ORDER_DISPUTE", AuthoritySay.NEAREST),
                WorkKind.ofAuthorities("ORDER_DISPUTE_APPEAL", AuthoritySay.OWN),
                WorkKind.ofAuthorities("ORDER_DISPUTE_RECOVERY", AuthoritySay.NEAREST));
    }
}
