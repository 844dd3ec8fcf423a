package cn.dengyun.activity.contest;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** An announced contest of Wuhu. */
@Singleton
final class ContestAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(TestContests.PATH + "/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    @Override
    public String make(AccessOwner owner) {
        return TestContests.announced("wuhu");
    }
}
