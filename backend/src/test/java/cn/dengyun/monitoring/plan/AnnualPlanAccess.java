package cn.dengyun.monitoring.plan;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** An annual plan that is published: a draft is the province's alone. */
@Singleton
final class AnnualPlanAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(TestPlans.PATH + "/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    /** The plan is the province's; cities read it. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of("updateAnnualPlan AUTHORITY_REGION", "no");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestPlans.kept();
    }
}
