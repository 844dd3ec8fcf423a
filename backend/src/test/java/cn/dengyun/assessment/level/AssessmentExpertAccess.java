package cn.dengyun.assessment.level;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** An entry of the list of experts. */
@Singleton
final class AssessmentExpertAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(TestExperts.EXPERTS + "/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    /** The list is the province's; auditors read it. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of(
                "createAssessmentExpert AUTHORITY_REGION", "no",
                "getAssessmentExpert AUTHORITY_REGION", "hidden",
                "endAssessmentExpert AUTHORITY_REGION", "hidden");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestExperts.one();
    }
}
