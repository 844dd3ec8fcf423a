package cn.dengyun.identity;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;

import cn.dengyun.TestProfiles;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that once held the demo must not let anybody in with what the documentation prints. */
@QuarkusTest
@TestProfile(TestProfiles.WithoutDemo.class)
class DemoOffTest {

    @Inject
    FirstAccounts accounts;

    @BeforeEach
    void theDatabaseHoldsTheDemoAccounts() throws SQLException {
        accounts.loadDemo();
    }

    @Test
    void thePasswordOfTheDemoOpensNothing() {
        given().contentType("application/json")
                .body(Map.of("username", "sysadmin", "password", "Dengyun#2018"))
                .post("/api/v1/sessions")
                .then()
                .statusCode(401)
                .body("code", is("credentials-wrong"));
    }

    @Test
    void theSecretsOfTheDemoClientsOpenNothing() {
        for (String name : new String[] {"platform", "application"}) {
            given().formParam("grant_type", "client_credentials")
                    .formParam("client_id", name + "-client")
                    .formParam("client_secret", name + "-secret")
                    .post("/api/v1/oauth/token")
                    .then()
                    .statusCode(401)
                    .body("error", is("invalid_client"));
        }
    }

    @Test
    void theTimeIsThatOfTheWorld() {
        given().get("/api/v1/sandbox/clock").then().statusCode(404).body("code", is("sandbox-only"));
    }
}
