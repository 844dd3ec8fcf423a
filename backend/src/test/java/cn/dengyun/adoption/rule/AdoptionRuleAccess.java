package cn.dengyun.adoption.rule;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** The first rule, with which the platform begins: it is the province's, and everybody may read it. */
@Singleton
final class AdoptionRuleAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily("/api/v1/adoption-rules/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    @Override
    public String make(AccessOwner owner) {
        return "01900000-0000-7000-8000-000000000e01";
    }
}
