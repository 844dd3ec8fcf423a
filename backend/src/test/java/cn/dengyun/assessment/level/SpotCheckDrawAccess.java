package cn.dengyun.assessment.level;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** A draw of levels to be checked, which everybody may know. */
@Singleton
final class SpotCheckDrawAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(TestSpotChecks.DRAWS + "/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    @Override
    public String make(AccessOwner owner) {
        return TestSpotChecks.drawOf(TestSpotChecks.openedOfTheDemo());
    }
}
