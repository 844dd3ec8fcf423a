package cn.dengyun.settlement.award;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** A granted list of awards, which belongs to the office of the province, whose authority is that of the platform. */
@Singleton
final class AwardListAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily("/api/v1/award-lists/{}", Set.of(AccessOwner.PLATFORM), AccessFamily.Secrecy.HIDDEN);
    }

    /**
     * The programme is the province's, so no city's authority is told of the list; finance looks at what it pays in the
     * end.
     */
    @Override
    public Map<String, String> exceptions() {
        return Map.ofEntries(
                Map.entry("getAwardList FINANCE", "yes"),
                Map.entry("listAwards FINANCE", "yes"),
                Map.entry("listAwardListDocuments FINANCE", "yes"),
                Map.entry("getAwardList AUTHORITY_REGION", "hidden"),
                Map.entry("listAwards AUTHORITY_REGION", "hidden"),
                Map.entry("grantAwardList AUTHORITY_REGION", "hidden"),
                Map.entry("announceAwardList AUTHORITY_REGION", "hidden"),
                Map.entry("strikeAward AUTHORITY_REGION", "hidden"),
                Map.entry("finalizeAwardList AUTHORITY_REGION", "hidden"),
                Map.entry("cancelAwardList AUTHORITY_REGION", "hidden"),
                Map.entry("listAwardListDocuments AUTHORITY_REGION", "hidden"),
                Map.entry("createAwardListDocument AUTHORITY_REGION", "hidden"));
    }

    @Override
    public String make(AccessOwner owner) {
        return TestAwards.granted().list();
    }
}
