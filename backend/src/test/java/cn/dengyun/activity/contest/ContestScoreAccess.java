package cn.dengyun.activity.contest;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** A score of somebody of Wuhu. */
@Singleton
final class ContestScoreAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(TestContests.SCORES + "/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    /** It is the juror's alone; auditors read it. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of(
                "getContestScore ENTERPRISE_OWN", "hidden",
                "getContestScore PROVIDER_OWN", "hidden",
                "updateContestScore ENTERPRISE_OWN", "hidden",
                "updateContestScore PROVIDER_OWN", "hidden");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestContests.scored();
    }
}
