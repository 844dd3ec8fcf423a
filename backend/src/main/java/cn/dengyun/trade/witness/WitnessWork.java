package cn.dengyun.trade.witness;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Witnesses that the province has to approve, and differences that an authority of the enterprise has to look at. */
@ApplicationScoped
class WitnessWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(
                WorkKind.ofAuthorities("USAGE_WITNESS", AuthoritySay.OWN),
                WorkKind.ofAuthorities("USAGE_DIFFERENCE", AuthoritySay.NEAREST));
    }
}
