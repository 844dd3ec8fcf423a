package cn.dengyun.sheet;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import io.restassured.RestAssured;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** Files of what is on record, each for the person who asked for it. */
@Singleton
final class SheetExportAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                "/api/v1/sheet-exports/{}",
                Set.of(AccessOwner.PLATFORM, AccessOwner.APPLICATION),
                AccessFamily.Secrecy.PRIVATE);
    }

    /** Auditors and administrators see that there is one, and do not have it. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of("getSheetExportFile AUDITOR", "hidden", "getSheetExportFile SYSADMIN", "hidden");
    }

    @Override
    public String make(AccessOwner owner) {
        return TestSheetImports.exportOf(
                owner.account(),
                RestAssured.given()
                        .queryParam("organizationId", owner.organizationId())
                        .get("/api/v1/providers")
                        .path("data[0].id"));
    }
}
