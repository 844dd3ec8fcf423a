package cn.dengyun.activity;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import io.quarkus.arc.Arc;
import jakarta.inject.Singleton;
import java.util.Set;
import javax.sql.DataSource;

/** A registration of the demo's first enterprise for an activity of Hefei that is over, to which its person came. */
@Singleton
final class RegistrationAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                "/api/v1/activity-registrations/{}", Set.of(AccessOwner.ENTERPRISE), AccessFamily.Secrecy.HIDDEN);
    }

    @Override
    public String make(AccessOwner owner) {
        DataSource database = Arc.container().instance(DataSource.class).get();
        String id = TestActivities.published("hefei");
        String registration = TestActivities.attended(database, id);
        TestActivities.end(database, id);
        return registration;
    }
}
