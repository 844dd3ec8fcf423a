package cn.dengyun.activity.contest;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** An objection of the demo's first enterprise, decided by another person of Hefei. */
@Singleton
final class ContestObjectionAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                TestContests.OBJECTIONS + "/{}", Set.of(AccessOwner.ENTERPRISE), AccessFamily.Secrecy.HIDDEN);
    }

    @Override
    public String make(AccessOwner owner) {
        return TestContests.objected();
    }
}
