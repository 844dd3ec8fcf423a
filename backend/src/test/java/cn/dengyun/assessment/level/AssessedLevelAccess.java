package cn.dengyun.assessment.level;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** A level in public notice, which everybody may know. */
@Singleton
final class AssessedLevelAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(TestAssessments.LEVELS + "/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    @Override
    public String make(AccessOwner owner) {
        return TestAssessments.announced();
    }
}
