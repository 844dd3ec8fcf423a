package cn.dengyun.assessment.level;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** A spot check of the enterprise of the demo, which Hefei has drawn. */
@Singleton
final class SpotCheckAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                TestSpotChecks.CHECKS + "/{}", Set.of(AccessOwner.ENTERPRISE), AccessFamily.Secrecy.HIDDEN);
    }

    @Override
    public String make(AccessOwner owner) {
        return TestSpotChecks.openedOfTheDemo();
    }
}
