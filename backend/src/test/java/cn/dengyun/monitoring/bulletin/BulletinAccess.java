package cn.dengyun.monitoring.bulletin;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** A published bulletin: drafts are the province's alone. */
@Singleton
final class BulletinAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(TestBulletins.PATH + "/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    /** It is the province's; cities read it. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of("updateBulletin AUTHORITY_REGION", "no", "submitBulletin AUTHORITY_REGION", "no");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestBulletins.published();
    }
}
