package cn.dengyun.sheet;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import io.restassured.RestAssured;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** Files of rows that a provider has sent, which others are not told of, authorities neither. */
@Singleton
final class SheetImportAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                "/api/v1/sheet-imports/{}",
                Set.of(AccessOwner.PLATFORM, AccessOwner.APPLICATION),
                AccessFamily.Secrecy.PRIVATE);
    }

    /** Administrators and authorities send those of their own kinds only; who sees all stops nobody else's. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of(
                "createSheetImport AUTHORITY_REGION", "no",
                "createSheetImport SYSADMIN", "no",
                "cancelSheetImport SYSADMIN", "no");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestSheetImports.ofProvider(
                owner.account(),
                RestAssured.given()
                        .queryParam("organizationId", owner.organizationId())
                        .get("/api/v1/providers")
                        .path("data[0].id"));
    }
}
