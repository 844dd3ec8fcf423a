package cn.dengyun.identity.organization;

import static cn.dengyun.identity.organization.TestEnterprise.post;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.provider.ProviderKind;
import cn.dengyun.provider.TestRegister;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class MeasureTest {

    @Inject
    FrozenOrganizations frozen;

    @Test
    void aFrozenOrganisationReadsButDoesNotWriteUntilItIsUnfrozen() throws SQLException {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");

        measure("feixi", enterprise, "freezes").statusCode(200).body("frozenAt", notNullValue());

        enterprise.request().get(enterprise.path()).then().statusCode(200).body("frozenReason", is("核查"));
        enterprise.patch(Map.of("contactName", "李强")).statusCode(403).body("code", is("organization-frozen"));
        enterprise.apply(false).statusCode(403).body("code", is("organization-frozen"));
        frozen.refresh();
        enterprise.patch(Map.of("contactName", "李强")).statusCode(403).body("code", is("organization-frozen"));

        measure("hefei", enterprise, "unfreezes").statusCode(200).body("frozenAt", nullValue());
        enterprise.patch(Map.of("contactName", "李强")).statusCode(200);
        frozen.refresh();
        enterprise.patch(Map.of("contactName", "王芳")).statusCode(200);
    }

    @Test
    void theSystemsOfAFrozenOrganisationDoNotWriteEither() {
        TestEnterprise provider = TestEnterprise.certified("PROVIDER", "340123", "feixi");
        var created = post(
                        SignedIn.as("sysadmin"),
                        provider.path() + "/api-clients",
                        Map.of("name", "推送", "scopes", List.of("catalogue:write", "catalogue:read")))
                .statusCode(201)
                .extract();
        String providerId = TestRegister.provider(provider.id(), "测试云", ProviderKind.CLOUD_PLATFORM);
        String token = SignedIn.clientToken(created.path("client.clientId"), created.path("clientSecret"));
        measure("feixi", provider, "freezes").statusCode(200);

        given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(Map.of())
                .put("/api/v1/providers/" + providerId + "/offerings/one")
                .then()
                .statusCode(403)
                .body("code", is("organization-frozen"));
        given().auth()
                .oauth2(token)
                .get("/api/v1/providers/" + providerId + "/offerings")
                .then()
                .statusCode(200);
    }

    @Test
    void aRevokedOrganisationIsNoLongerCertifiedButMayAskAgain() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");

        measure("feixi", enterprise, "revocations")
                .statusCode(200)
                .body("certifiedAt", nullValue())
                .body("certified", nullValue());

        given().get(enterprise.path()).then().statusCode(404);
        SignedIn.as("auditor")
                .queryParam("organizationId", enterprise.id())
                .get("/api/v1/certifications")
                .then()
                .body("data.status", hasItem("REVOKED"));
        measure("feixi", enterprise, "revocations")
                .statusCode(409)
                .body("code", is("organization-measure-not-possible"));
        enterprise.certifyBy("hefei");
        given().get(enterprise.path()).then().statusCode(200);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"wuhu, 403", "enterprise, 403", "auditor, 403", "finance, 403", "sysadmin, 403", "province, 200"})
    void onlyTheAuthorityOfItsRegionTakesMeasures(String username, int status) {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");

        measure(username, enterprise, "freezes").statusCode(status);
    }

    @Test
    void whatAnAuthorityMayNotKnowOfItCannotFreeze() {
        measure("wuhu", TestEnterprise.registered("340123"), "freezes")
                .statusCode(404)
                .body("code", is("organization-not-found"));
    }

    @Test
    void everyMeasureNeedsAReasonAndAState() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");

        for (String noun : List.of("freezes", "unfreezes", "revocations")) {
            post(SignedIn.as("feixi"), enterprise.path() + "/" + noun, Map.of("reason", ""))
                    .statusCode(400)
                    .body("errors.pointer", hasItem("/reason"));
        }
        measure("feixi", enterprise, "unfreezes").statusCode(409);
        measure("feixi", enterprise, "freezes").statusCode(200);
        measure("feixi", enterprise, "freezes").statusCode(409);
    }

    private static ValidatableResponse measure(String username, TestEnterprise enterprise, String noun) {
        return post(SignedIn.as(username), enterprise.path() + "/" + noun, Map.of("reason", "核查"));
    }
}
