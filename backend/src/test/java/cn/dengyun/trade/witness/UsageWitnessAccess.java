package cn.dengyun.trade.witness;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** That the platform is a witness of somebody who is not asked. */
@Singleton
final class UsageWitnessAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(TestWitnesses.PATH + "/{}", Set.of(AccessOwner.PLATFORM), AccessFamily.Secrecy.HIDDEN);
    }

    /** The province alone has a say, wherever the witness is. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of(
                "getUsageWitness AUTHORITY_REGION", "hidden",
                "approveUsageWitness AUTHORITY_REGION", "hidden",
                "rejectUsageWitness AUTHORITY_REGION", "hidden",
                "endUsageWitness AUTHORITY_REGION", "hidden");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestWitnesses.proposedOfPlatform();
    }
}
