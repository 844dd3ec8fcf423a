package cn.dengyun.assessment.level;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** A draw of experts for an assessment of the demo. */
@Singleton
final class AssessmentExpertDrawAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(TestExperts.DRAWS + "/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    /** The province alone draws; auditors read it. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of(
                "createAssessmentExpertDraw AUTHORITY_REGION", "no",
                "getAssessmentExpertDraw AUTHORITY_REGION", "hidden");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestExperts.drawnForTheDemo();
    }
}
