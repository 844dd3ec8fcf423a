package cn.dengyun.assessment.level;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** A run that has rated all enterprises; every authority knows of it. */
@Singleton
final class PreRatingRunAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(TestPreRatings.RUNS + "/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    @Override
    public String make(AccessOwner owner) {
        return TestPreRatings.run();
    }
}
