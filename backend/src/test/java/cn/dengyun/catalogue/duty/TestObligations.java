package cn.dengyun.catalogue.duty;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import cn.dengyun.provider.DemoProviders;
import jakarta.inject.Singleton;
import java.util.Set;

/** What the demo's providers owe, on which the access matrix is tried: everybody may know of it. */
@Singleton
final class TestObligations implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily("/api/v1/obligations/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    @Override
    public String make(AccessOwner owner) {
        return "INDUSTRIAL_APPS-2026-" + DemoProviders.PLATFORM;
    }
}
