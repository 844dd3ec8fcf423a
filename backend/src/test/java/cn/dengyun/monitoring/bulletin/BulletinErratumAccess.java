package cn.dengyun.monitoring.bulletin;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** A published erratum: proposals are the province's alone. */
@Singleton
final class BulletinErratumAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(TestBulletins.ERRATA + "/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    @Override
    public String make(AccessOwner owner) {
        return TestBulletins.corrected();
    }
}
