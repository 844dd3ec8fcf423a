package cn.dengyun.sample;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** Suggestions of enterprises, on which the access matrix is tried: a draft, which others are not told of. */
@Sample
@Singleton
final class SuggestionAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily("/api/v1/suggestions/{}", Set.of(AccessOwner.ENTERPRISE), AccessFamily.Secrecy.HIDDEN);
    }

    /** An authority of elsewhere is told of a draft no more than everybody is. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of("getSuggestion AUTHORITY_OTHER", "hidden");
    }

    @Override
    public String make(AccessOwner owner) {
        return SuggestionTest.aDraft(owner.account());
    }
}
