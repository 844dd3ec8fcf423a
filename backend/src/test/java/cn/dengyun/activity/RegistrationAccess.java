package cn.dengyun.activity;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** A registration of the demo's first enterprise for an activity of Hefei. */
@Singleton
final class RegistrationAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                "/api/v1/activity-registrations/{}", Set.of(AccessOwner.ENTERPRISE), AccessFamily.Secrecy.HIDDEN);
    }

    @Override
    public String make(AccessOwner owner) {
        return TestActivities.registered();
    }
}
