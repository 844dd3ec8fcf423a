package cn.dengyun.activity.contest;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** An entry of the demo's first enterprise in a contest of Hefei. */
@Singleton
final class ContestEntryAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                TestContests.ENTRIES + "/{}", Set.of(AccessOwner.ENTERPRISE), AccessFamily.Secrecy.HIDDEN);
    }

    @Override
    public String make(AccessOwner owner) {
        return TestContests.nominated(TestContests.announced());
    }
}
