package cn.dengyun.assessment.level;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** What an enterprise of the demo would reach. */
@Singleton
final class PreRatingAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                TestPreRatings.PATH + "/{}", Set.of(AccessOwner.ENTERPRISE), AccessFamily.Secrecy.HIDDEN);
    }

    @Override
    public String make(AccessOwner owner) {
        TestPreRatings.run();
        return owner.organizationId();
    }
}
