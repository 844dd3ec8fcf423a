package cn.dengyun.assessment.level;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** An objection that the province has filed against the level of the enterprise of the demo. */
@Singleton
final class AssessmentObjectionAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                TestAssessments.OBJECTIONS + "/{}", Set.of(AccessOwner.ENTERPRISE), AccessFamily.Secrecy.HIDDEN);
    }

    @Override
    public String make(AccessOwner owner) {
        return TestAssessments.objectionToTheDemo();
    }
}
