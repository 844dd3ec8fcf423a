package cn.dengyun.platform.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.TestAccount;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OperationAccessTest {

    private static final String ORGANIZATION = "/api/v1/organizations/" + DemoAccounts.PLATFORM_ORGANIZATION;

    @Inject
    DataSource database;

    @Test
    void aViewerReadsAndChangesNothingButItsOwnAccount() {
        String token = TestAccount.aMember(database, "PROVIDER", DemoAccounts.PLATFORM_ORGANIZATION, "VIEWER")
                .token();

        given().auth().oauth2(token).get(ORGANIZATION).then().statusCode(200);
        given().auth()
                .oauth2(token)
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType("application/json")
                .body(Map.of("name", "推送", "scopes", java.util.List.of("catalogue:read")))
                .post(ORGANIZATION + "/api-clients")
                .then()
                .statusCode(403)
                .body("code", is("viewer-may-only-read"));
        given().auth().oauth2(token).delete("/api/v1/sessions/current").then().statusCode(204);
    }

    @Test
    void aViewerHasNoScopeToWriteWith() {
        TestAccount.aMember(database, "PROVIDER", DemoAccounts.PLATFORM_ORGANIZATION, "VIEWER")
                .signIn()
                .statusCode(201)
                .body("account.organizationRole", is("VIEWER"))
                .body("account.scopes", contains("catalogue:read", "events:read"));
    }

    @Test
    void aHandlerActs() {
        String token = TestAccount.aMember(database, "PROVIDER", DemoAccounts.PLATFORM_ORGANIZATION, "HANDLER")
                .token();
        given().auth()
                .oauth2(token)
                .get("/api/v1/me")
                .then()
                .statusCode(200)
                .body("organizationRole", is("HANDLER"))
                .body(
                        "scopes",
                        contains(
                                "catalogue:read",
                                "catalogue:write",
                                "events:read",
                                "orders:write",
                                "usage:write",
                                "vouchers:redeem"));
    }
}
