package cn.dengyun.provider;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** What is on record of providers, on which the access matrix is tried: nothing of it is public yet. */
final class SupervisionAccess {

    private static final Set<AccessOwner> PROVIDERS = Set.of(AccessOwner.PLATFORM, AccessOwner.APPLICATION);

    private SupervisionAccess() {}

    private static AccessFamily family(String path) {
        return new AccessFamily(path + "/{}", PROVIDERS, AccessFamily.Secrecy.HIDDEN);
    }

    private static String provider(AccessOwner owner) {
        return (owner == AccessOwner.PLATFORM ? DemoProviders.PLATFORM : DemoProviders.APPLICATION).toString();
    }

    private static String authority(AccessOwner owner) {
        return owner == AccessOwner.PLATFORM ? "province" : "wuhu";
    }

    @Singleton
    static final class Incidents implements AccessThing {

        @Override
        public AccessFamily family() {
            return SupervisionAccess.family(TestSupervision.INCIDENTS);
        }

        @Override
        public String make(AccessOwner owner) {
            return TestSupervision.recorded(provider(owner), authority(owner));
        }
    }

    @Singleton
    static final class Evaluations implements AccessThing {

        @Override
        public AccessFamily family() {
            return SupervisionAccess.family(TestSupervision.EVALUATIONS);
        }

        @Override
        public String make(AccessOwner owner) {
            return TestSupervision.evaluated(provider(owner), authority(owner), "PASSED");
        }
    }

    @Singleton
    static final class Sanctions implements AccessThing {

        @Override
        public AccessFamily family() {
            return SupervisionAccess.family(TestSupervision.SANCTIONS);
        }

        /** An authority of elsewhere is told of a proposal no more than everybody is. */
        @Override
        public Map<String, String> exceptions() {
            return Map.of("getSanction AUTHORITY_OTHER", "hidden");
        }

        @Override
        public String make(AccessOwner owner) {
            return TestSupervision.proposed(provider(owner), authority(owner));
        }
    }
}
