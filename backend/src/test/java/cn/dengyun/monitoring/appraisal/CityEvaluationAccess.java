package cn.dengyun.monitoring.appraisal;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** An evaluation that is published. */
@Singleton
final class CityEvaluationAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(TestEvaluations.PATH + "/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    /** It is the province's; cities read it. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of("updateCityEvaluation AUTHORITY_REGION", "no");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestEvaluations.published();
    }
}
