package cn.dengyun.assessment.standard;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** A standard that is published. */
@Singleton
final class AssessmentStandardAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(TestStandards.PATH + "/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    @Override
    public String make(AccessOwner owner) {
        return TestStandards.published();
    }
}
