package cn.dengyun.adoption.record;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** What the platform has said of an enterprise in Feixi, which others are not told of. */
@Singleton
final class AdoptionImportAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                "/api/v1/adoption-imports/{}", Set.of(AccessOwner.PLATFORM), AccessFamily.Secrecy.HIDDEN);
    }

    /** Hefei oversees Feixi; the authority of the provider's own region has nothing to do with it. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of(
                "getAdoptionImport AUTHORITY_OTHER", "yes",
                "getAdoptionImport AUTHORITY_REGION", "hidden",
                "acceptAdoptionImport AUTHORITY_OTHER", "yes",
                "acceptAdoptionImport AUTHORITY_REGION", "hidden");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestAdoption.imported(TestAdoption.strangersLine());
    }
}
