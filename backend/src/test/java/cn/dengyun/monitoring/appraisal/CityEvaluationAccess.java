package cn.dengyun.monitoring.appraisal;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** An evaluation that is published. */
@Singleton
final class CityEvaluationAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(TestEvaluations.PATH + "/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    @Override
    public String make(AccessOwner owner) {
        return TestEvaluations.published();
    }
}
