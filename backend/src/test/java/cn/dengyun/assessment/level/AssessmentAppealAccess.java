package cn.dengyun.assessment.level;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** An appeal of the enterprise of the demo. */
@Singleton
final class AssessmentAppealAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                TestAssessments.APPEALS + "/{}", Set.of(AccessOwner.ENTERPRISE), AccessFamily.Secrecy.HIDDEN);
    }

    @Override
    public String make(AccessOwner owner) {
        return TestAssessments.appealOfTheDemo();
    }
}
