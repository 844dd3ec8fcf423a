package cn.dengyun.monitoring.dashboard;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** The dashboard of the region whose authority asks. */
@Singleton
final class DashboardAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(DashboardResource.PATH + "/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    @Override
    public String make(AccessOwner owner) {
        return switch (owner) {
            case ENTERPRISE -> "340123";
            case APPLICATION -> "340200";
            case PLATFORM -> "340000";
        };
    }
}
