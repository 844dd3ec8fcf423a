package cn.dengyun.monitoring.pilot;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** A pilot of Wuhu that has started. */
@Singleton
final class PilotAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(TestPilots.PATH + "/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    @Override
    public String make(AccessOwner owner) {
        return TestPilots.started("wuhu", "340207");
    }
}
