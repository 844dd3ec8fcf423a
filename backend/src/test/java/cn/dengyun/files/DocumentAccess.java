package cn.dengyun.files;

import static cn.dengyun.identity.SignedIn.as;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import cn.dengyun.identity.organization.TestEnterprise;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Documents of the demo's enterprise, on which the access matrix is tried: on an application that was submitted. */
@Singleton
final class DocumentAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily("/api/v1/documents/{}", Set.of(AccessOwner.ENTERPRISE), AccessFamily.Secrecy.HIDDEN);
    }

    @Override
    public String make(AccessOwner owner) {
        // So little that the enterprise of the demo may have many.
        String application = TestDocuments.draftApplication(as(owner.account()), 17_000);
        String attachment = TestDocuments.sent(as(owner.account()), "matrix.pdf", "application/pdf", Samples.aPdf());
        String document = TestEnterprise.post(
                        as(owner.account()),
                        application + "/documents",
                        TestDocuments.of(attachment, "CONTRACT", "RECORD"))
                .statusCode(201)
                .extract()
                .path("id");
        as(owner.account())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(application + "/submissions")
                .then()
                .statusCode(200);
        return document;
    }

    @Override
    public Map<String, String> exceptions() {
        return Map.of();
    }
}
