package cn.dengyun.monitoring.plan;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** A published implementation plan of Wuhu, whose authority is the one of the region. */
@Singleton
final class ImplementationPlanAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(TestPlans.FILED + "/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    @Override
    public String make(AccessOwner owner) {
        return TestPlans.keptOfWuhu();
    }
}
