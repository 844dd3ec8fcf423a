package cn.dengyun.activity;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** A published training plan of Wuhu. */
@Singleton
final class TrainingPlanAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(TestTrainingPlans.PATH + "/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    @Override
    public String make(AccessOwner owner) {
        return TestTrainingPlans.kept();
    }
}
