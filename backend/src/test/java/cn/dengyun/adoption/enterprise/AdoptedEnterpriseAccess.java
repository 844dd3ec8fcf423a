package cn.dengyun.adoption.enterprise;

import cn.dengyun.adoption.record.TestAdoption;
import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** That the enterprise counts, which others are not told of unless it shows its certificate. */
@Singleton
final class AdoptedEnterpriseAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                "/api/v1/adopted-enterprises/{}", Set.of(AccessOwner.ENTERPRISE), AccessFamily.Secrecy.HIDDEN);
    }

    @Override
    public String make(AccessOwner owner) {
        return TestAdoption.enterpriseOfTheDemo();
    }
}
