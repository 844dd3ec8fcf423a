package cn.dengyun.provider.site;

import static cn.dengyun.identity.SignedIn.as;
import static cn.dengyun.provider.site.TestPlatforms.PATH;
import static cn.dengyun.provider.site.TestPlatforms.aForm;
import static cn.dengyun.provider.site.TestPlatforms.aPlatform;
import static cn.dengyun.provider.site.TestPlatforms.post;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.provider.TestSupervision;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Platforms of providers, from the registration to the closure. */
@QuarkusTest
class ProviderPlatformResourceTest {

    @Test
    void everybodySeesAPlatformAndItsProviderAloneWritesIt() {
        String id = aPlatform(as("platform"));

        given().get(PATH + "/" + id)
                .then()
                .statusCode(200)
                .body("providerName", is("皖云示范云平台"))
                .body("status", is("OPERATING"))
                .body("availableActions", empty());
        as("platform").get(PATH + "/" + id).then().body("availableActions", contains("EDIT", "CLOSE"));
        for (String other : List.of("application")) {
            patch(as(other), id, Map.of("nameZh", "别人的")).statusCode(403).body("code", is("not-yours"));
            post(as(other), PATH + "/" + id + "/closures", Map.of("reason", "停办"))
                    .then()
                    .statusCode(403)
                    .body("code", is("not-yours"));
        }
        patch(as("province"), id, Map.of("nameZh", "别人的")).statusCode(403);
        given().get(PATH + "/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", is("provider-platform-not-found"));
    }

    @Test
    void itIsRegisteredByProvidersAlone() {
        for (String nobody : List.of("enterprise", "hefei", "finance", "sysadmin")) {
            post(as(nobody), PATH, aForm()).then().statusCode(403);
        }
        TestEnterprise unregistered = TestEnterprise.certified("PROVIDER", "340123", "feixi");
        post(unregistered.request(), PATH, aForm()).then().statusCode(404).body("code", is("provider-not-found"));
        post(given().auth().oauth2(SignedIn.narrowToken("catalogue:read")), PATH, aForm())
                .then()
                .statusCode(403)
                .body("code", is("scope-missing"));
        post(SignedIn.asPlatformClient(), PATH, aForm()).then().statusCode(201);
        post(given(), PATH, aForm()).then().statusCode(401);
    }

    @Test
    void codesAreThoseOfTheLists() {
        Map<String, Object> form = new HashMap<>(aForm());
        form.put("regions", List.of("340100", "999999"));
        form.put("industries", List.of("ZZ"));

        post(as("platform"), PATH, form)
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/regions/1", "/industries/0"))
                .body("errors.code", contains("unknown-code", "unknown-code"));
        patch(as("platform"), aPlatform(as("platform")), Map.of("industries", List.of("ZZ")))
                .statusCode(400)
                .body("errors.pointer", contains("/industries/0"));
    }

    @Test
    void itIsChangedAndClosedAndThenNoMore() {
        String id = aPlatform(as("application"));

        patch(as("application"), id, Map.of("software", List.of("质检组件"), "kind", "PARK"))
                .statusCode(200)
                .body("kind", is("PARK"))
                .body("software", contains("质检组件"))
                .body("nameZh", is("测试工业云平台"))
                .body("version", is(1));
        as("application")
                .contentType("application/merge-patch+json; charset=UTF-8")
                .header("If-Match", "\"0-stale\"")
                .body(Map.of("nameZh", "太晚"))
                .patch(PATH + "/" + id)
                .then()
                .statusCode(412);
        post(as("application"), PATH + "/" + id + "/closures", Map.of("reason", "停办"))
                .then()
                .statusCode(200)
                .body("status", is("CLOSED"))
                .body("availableActions", empty());
        patch(as("application"), id, Map.of("nameZh", "太晚")).statusCode(409).body("code", is("transition-not-allowed"));
        post(as("application"), PATH + "/" + id + "/closures", Map.of("reason", "停办"))
                .then()
                .statusCode(409);
    }

    @Test
    void nothingOfADisqualifiedProviderIsShownOrChanged() {
        TestProvider provider = TestProvider.aProvider();
        String id = aPlatform(provider.request());
        Map<String, String> ofProvider = Map.of("providerId", provider.id());
        list(ofProvider).body("data.id", contains(id));

        TestSupervision.imposed(provider.id());

        list(ofProvider).body("data", empty());
        given().get(PATH + "/" + id).then().statusCode(404).body("code", is("provider-platform-not-found"));
        as("application").get(PATH + "/" + id).then().statusCode(404);
        for (RequestSpecification insider : List.of(provider.request(), as("province"), as("auditor"))) {
            insider.get(PATH + "/" + id).then().statusCode(200);
        }
        provider.request().queryParams(ofProvider).get(PATH).then().body("data.id", contains(id));
        patch(provider.request(), id, Map.of("nameZh", "换个名字"))
                .statusCode(403)
                .body("code", is("provider-disqualified"));
        post(provider.request(), PATH, aForm()).then().statusCode(403).body("code", is("provider-disqualified"));
        patch(as("application"), id, Map.of("nameZh", "别人的")).statusCode(403).body("code", is("not-yours"));
        post(provider.request(), PATH + "/" + id + "/closures", Map.of("reason", "停办"))
                .then()
                .statusCode(200);
    }

    @Test
    void aListIsFiltered() {
        String id = aPlatform(as("platform"));

        for (Map<String, String> fits : List.of(
                Map.of("kind", "INDUSTRIAL_CLOUD"),
                Map.of("region", "340100"),
                Map.of("industry", "34"),
                Map.of("q", "测试工业"),
                Map.of("status", "OPERATING"),
                Map.of("providerId", "01900000-0000-7000-8000-000000000001"))) {
            list(fits).body("data.id", hasItem(id)).body("data.providerName", hasItems("皖云示范云平台"));
        }
        for (Map<String, String> other : List.of(
                Map.of("kind", "PARK"),
                Map.of("region", "340200"),
                Map.of("industry", "13"),
                Map.of("q", "没有这样的名字"),
                Map.of("status", "CLOSED"),
                Map.of("providerId", UUID.randomUUID().toString()))) {
            list(other).body("data.id", not(hasItem(id)));
        }
    }

    private static ValidatableResponse list(Map<String, String> filter) {
        return given().queryParams(filter)
                .queryParam("limit", 200)
                .get(PATH)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse patch(RequestSpecification caller, String id, Map<String, ?> change) {
        return caller.contentType("application/merge-patch+json; charset=UTF-8")
                .header("If-Match", "*")
                .body(change)
                .patch(PATH + "/" + id)
                .then();
    }
}
