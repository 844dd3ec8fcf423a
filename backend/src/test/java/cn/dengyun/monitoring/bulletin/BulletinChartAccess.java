package cn.dengyun.monitoring.bulletin;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** A chart of a published bulletin. */
@Singleton
final class BulletinChartAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(TestBulletins.PATH + "/{}/charts/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    @Override
    public String make(AccessOwner owner) {
        return "ORDERS.svg";
    }
}
