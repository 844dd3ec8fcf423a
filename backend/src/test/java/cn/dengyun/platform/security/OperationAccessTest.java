package cn.dengyun.platform.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.TestAccount;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
                .body(Map.of("name", "推送", "scopes", List.of("catalogue:read")))
                .post(ORGANIZATION + "/api-clients")
                .then()
                .statusCode(403)
                .body("code", is("viewer-may-only-read"));
        given().auth().oauth2(token).delete("/api/v1/sessions/current").then().statusCode(204);
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
                .body("scopes", empty());
    }

    @Test
    void anApiClientNeedsTheScopeOfTheOperationAndAPersonNone() {
        String narrow = SignedIn.narrowToken("usage:write");

        given().auth()
                .oauth2(narrow)
                .get("/api/v1/reservations")
                .then()
                .statusCode(403)
                .body("code", is("scope-missing"))
                .body("detail", containsString("vouchers:read"));
        given().auth()
                .oauth2(SignedIn.narrowToken("vouchers:read"))
                .get("/api/v1/reservations")
                .then()
                .statusCode(200);
        SignedIn.as("platform").get("/api/v1/reservations").then().statusCode(200);
    }

    @Test
    void whatNamesNoScopeIsForPeople() {
        SignedIn.asPlatformClient()
                .get("/api/v1/notifications")
                .then()
                .statusCode(403)
                .body("code", is("api-client-not-accepted"));
        SignedIn.asPlatformClient()
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType("application/json")
                .body(Map.of())
                .post(ORGANIZATION + "/certifications")
                .then()
                .statusCode(403)
                .body("code", is("api-client-not-accepted"));
    }

    @Test
    void aSystemActsForItsPrincipalWithinItsOwnScopesAndTheGrantedOnes() {
        String delegation = aDelegation("vouchers:apply");

        acting("vouchers:apply vouchers:read", delegation)
                .get("/api/v1/vouchers")
                .then()
                .statusCode(403)
                .body("code", is("delegation-scope-missing"));
        acting("vouchers:read", delegation)
                .body(Map.of())
                .post("/api/v1/eligibility-checks")
                .then()
                .statusCode(403)
                .body("code", is("scope-missing"));
        acting("vouchers:apply", delegation)
                .body(Map.of())
                .post("/api/v1/eligibility-checks")
                .then()
                .statusCode(400);
    }

    private static RequestSpecification acting(String scopes, String delegation) {
        return given().auth()
                .oauth2(SignedIn.narrowToken(scopes))
                .header("Dengyun-Delegation", delegation)
                .contentType("application/json");
    }

    private static String aDelegation(String scope) {
        return SignedIn.as("enterprise")
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType("application/json")
                .body(Map.of(
                        "agentOrganizationId",
                        DemoAccounts.PLATFORM_ORGANIZATION,
                        "scopes",
                        List.of(scope),
                        "validFrom",
                        Instant.now().toString(),
                        "validUntil",
                        Instant.now().plus(1, ChronoUnit.DAYS).toString()))
                .post("/api/v1/delegations")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
