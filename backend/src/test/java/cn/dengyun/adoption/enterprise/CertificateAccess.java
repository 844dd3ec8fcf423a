package cn.dengyun.adoption.enterprise;

import cn.dengyun.adoption.record.TestAdoption;
import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import cn.dengyun.identity.SignedIn;
import jakarta.inject.Singleton;
import java.util.Set;

/** A certificate, which everybody may look up who has its code. */
@Singleton
final class CertificateAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily("/api/v1/certificates/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    @Override
    public String make(AccessOwner owner) {
        return SignedIn.as("auditor")
                .get(TestAdoption.ENTERPRISES + "/" + TestAdoption.enterpriseOfTheDemo())
                .path("certificateCode");
    }
}
