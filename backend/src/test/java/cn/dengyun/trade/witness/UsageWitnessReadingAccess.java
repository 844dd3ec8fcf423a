package cn.dengyun.trade.witness;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** Something that the platform has seen as a witness, which the provider of the meter is not told of. */
@Singleton
final class UsageWitnessReadingAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                TestWitnesses.READINGS + "/{}", Set.of(AccessOwner.PLATFORM), AccessFamily.Secrecy.HIDDEN);
    }

    /** The authorities are those of the enterprise, in Hefei, and not those of a provider in Wuhu. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of(
                "getUsageWitnessReading AUTHORITY_REGION", "hidden",
                "getUsageWitnessReading AUTHORITY_OTHER", "yes");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestWitnesses.readingOfPlatform();
    }
}
