package cn.dengyun.assessment.level;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** What is awaited of an expert of Wuhu. */
@Singleton
final class AssessmentOpinionAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(TestExperts.OPINIONS + "/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    /** It is the expert's; auditors read it, and the enterprise once its assessment is decided on. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of(
                "getAssessmentOpinion ENTERPRISE_OWN", "hidden",
                "getAssessmentOpinion PROVIDER_OWN", "hidden",
                "stateAssessmentOpinion ENTERPRISE_OWN", "hidden",
                "stateAssessmentOpinion PROVIDER_OWN", "hidden",
                "declineAssessmentOpinion ENTERPRISE_OWN", "hidden",
                "declineAssessmentOpinion PROVIDER_OWN", "hidden");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestExperts.askedOfWuhu();
    }
}
