package cn.dengyun.adoption.record;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import cn.dengyun.identity.SignedIn;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** Feixi's part of what the platform has said, which others are not told of. */
@Singleton
final class AdoptionBatchAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                "/api/v1/adoption-batches/{}", Set.of(AccessOwner.PLATFORM), AccessFamily.Secrecy.HIDDEN);
    }

    /**
     * Hefei oversees Feixi; the authority of the provider's own region has nothing to do with it. The county has
     * decided, so that the provider sees the sample.
     */
    @Override
    public Map<String, String> exceptions() {
        return Map.of(
                "getAdoptionBatch AUTHORITY_OTHER", "yes",
                "getAdoptionBatch AUTHORITY_REGION", "hidden",
                "getAdoptionSample AUTHORITY_OTHER", "yes",
                "getAdoptionSample AUTHORITY_REGION", "hidden",
                "inspectAdoptionRecord AUTHORITY_OTHER", "yes",
                "inspectAdoptionRecord AUTHORITY_REGION", "hidden",
                "returnAdoptionBatch AUTHORITY_OTHER", "yes",
                "returnAdoptionBatch AUTHORITY_REGION", "hidden");
    }

    @Override
    public String make(AccessOwner owner) {
        String batch = TestAdoption.batchOf(TestAdoption.imported(TestAdoption.strangersLine()));
        TestAdoption.post(SignedIn.as("feixi"), TestAdoption.BATCHES + "/" + batch + "/returns", Map.of("reason", "核查"))
                .then()
                .statusCode(200);
        return batch;
    }
}
