package cn.dengyun.assessment.level;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** An assessment of the enterprise of the demo, whose level holds. */
@Singleton
final class AssessmentAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                TestAssessments.PATH + "/{}", Set.of(AccessOwner.ENTERPRISE), AccessFamily.Secrecy.HIDDEN);
    }

    @Override
    public String make(AccessOwner owner) {
        return TestAssessments.confirmedByTheDemo();
    }
}
