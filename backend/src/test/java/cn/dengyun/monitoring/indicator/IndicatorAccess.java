package cn.dengyun.monitoring.indicator;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** An indicator that everybody may read. */
@Singleton
final class IndicatorAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(IndicatorResource.PATH + "/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    @Override
    public String make(AccessOwner owner) {
        return "CLOUD_ENTERPRISES";
    }
}
