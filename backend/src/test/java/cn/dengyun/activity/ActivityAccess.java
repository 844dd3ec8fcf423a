package cn.dengyun.activity;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** A published activity of Wuhu. */
@Singleton
final class ActivityAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(TestActivities.PATH + "/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    /** It is an office's; providers change their own. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of("publishActivity PROVIDER_OWN", "no", "updateActivity PROVIDER_OWN", "no");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestActivities.published("wuhu");
    }
}
