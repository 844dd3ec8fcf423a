package cn.dengyun.catalogue.rest;

import static cn.dengyun.catalogue.TestProvider.anOffering;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.identity.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the provincial authority does about an offering, once, whatever the network does. */
@QuarkusTest
class SuspensionTest {

    private static final String REASON = "{\"reason\": \"安全事件调查期间暂停展示\"}";
    private static TestProvider provider;
    private static String province;

    @BeforeEach
    void prepare() {
        if (provider == null) {
            provider = TestProvider.aProvider();
            province = SignedIn.tokenOf("province");
        }
    }

    @Test
    void aSuspendedOfferingIsHiddenUntilItIsReinstated() {
        String id = provider.published("hidden");

        suspend(id, REASON, null)
                .then()
                .statusCode(200)
                .body("status", is("SUSPENDED"))
                .body("availableActions", contains("REINSTATE"));
        given().get("/api/v1/offerings/{id}", id).then().statusCode(404);
        suspend(id, REASON, null).then().statusCode(409).body("code", is("offering-transition-not-allowed"));

        post(id, "reinstatements", REASON, null).then().statusCode(200).body("status", is("PUBLISHED"));
        given().get("/api/v1/offerings/{id}", id).then().statusCode(200);
        post(id, "reinstatements", REASON, null).then().statusCode(409);
    }

    @Test
    void onlyItsProviderIsToldWhy() {
        String id = provider.published("told");
        suspend(id, REASON, null).then().statusCode(200);

        String subject = "/api/v1/offerings/" + id;
        assertThat(events("/api/v1/events?wait=20&subject=" + subject, provider.request()))
                .contains("cn.dengyun.catalogue.offering.suspended", "安全事件调查期间暂停展示");
        assertThat(events("/api/v1/events?subject=" + subject, SignedIn.as("enterprise")))
                .doesNotContain("offering.suspended");
        String ofTheProvider = "/api/v1/events?subject=/api/v1/providers/" + provider.id();
        assertThat(events(ofTheProvider, SignedIn.as("enterprise")))
                .contains("cn.dengyun.catalogue.offerings.changed")
                .doesNotContain("安全事件调查期间暂停展示");
    }

    private static String events(String path, RequestSpecification caller) {
        return caller.get(path).then().statusCode(200).extract().asString();
    }

    @Test
    void aProviderMayCorrectASuspendedOfferingButNotShowItAgain() {
        String id = provider.published("corrected");
        suspend(id, REASON, null).then().statusCode(200);

        provider.put("corrected", anOffering("改正"))
                .then()
                .statusCode(200)
                .body("status", is("SUSPENDED"))
                .body("version", is(2));

        given().get("/api/v1/offerings/{id}", id).then().statusCode(404);
        SignedIn.as("platform")
                .contentType("application/json")
                .body(REASON)
                .post("/api/v1/offerings/{id}/reinstatements", id)
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"again", "draft first"})
    void aSuspensionOutlivesThatItsProviderRetiresAndDeclaresIt(String way) {
        String key = "outlived-" + way.length();
        String id = provider.published(key);
        suspend(id, REASON, null).then().statusCode(200);

        provider.delete(key, "*").then().statusCode(204);
        provider.get(key).then().body("status", is("RETIRED"));
        if (way.equals("draft first")) {
            provider.put(key, "{\"kind\": \"IAAS\", \"name\": \"稿\", \"draft\": true}")
                    .then()
                    .statusCode(200)
                    .body("status", is("DRAFT"));
        }
        provider.put(key, anOffering(key)).then().statusCode(200).body("status", is("SUSPENDED"));

        given().get("/api/v1/offerings/{id}", id).then().statusCode(404);
        post(id, "reinstatements", REASON, null).then().statusCode(200).body("status", is("PUBLISHED"));
        provider.delete(key, "*").then().statusCode(204);
        provider.put(key, anOffering(key)).then().statusCode(200).body("status", is("PUBLISHED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\": null}", "{\"reason\": \" \"}"})
    void aReasonIsRequired(String body) {
        String id = provider.published("reason-" + body.length());

        suspend(id, body, null).then().statusCode(400).body("errors.pointer", hasItem("/reason"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hefei", "feixi"})
    void onlyTheProvincialAuthorityDecides(String username) {
        String id = provider.published("province-" + username);

        SignedIn.as(username)
                .contentType("application/json")
                .body(REASON)
                .post("/api/v1/offerings/{id}/suspensions", id)
                .then()
                .statusCode(403)
                .body("code", is("province-only"));
        given().contentType("application/json")
                .body(REASON)
                .post("/api/v1/offerings/{id}/suspensions", id)
                .then()
                .statusCode(401);
        given().get("/api/v1/offerings/{id}", id).then().statusCode(200);
    }

    @Test
    void anUnknownOfferingIsNotFound() {
        suspend(UUID.randomUUID().toString(), REASON, null)
                .then()
                .statusCode(404)
                .body("code", is("offering-not-found"));
    }

    @Test
    void aTrialRunHidesNothing() {
        String id = provider.published("trial-suspension");

        given().auth()
                .oauth2(province)
                .contentType("application/json")
                .body(REASON)
                .queryParam("validateOnly", true)
                .post("/api/v1/offerings/{id}/suspensions", id)
                .then()
                .statusCode(200)
                .body("dryRun", is(true))
                .body("would.status", is("SUSPENDED"))
                .body("refusals", empty());
        given().get("/api/v1/offerings/{id}", id).then().statusCode(200);
    }

    @Test
    void aRepeatedRequestGetsTheSameAnswerAndDoesNothing() {
        String id = provider.published("repeated");
        String key = UUID.randomUUID().toString();
        Response first = suspend(id, REASON, key);
        post(id, "reinstatements", REASON, null).then().statusCode(200);

        Response again = suspend(id, "{ \"reason\" : \"安全事件调查期间暂停展示\" }", key);

        first.then().statusCode(200).header("Idempotent-Replayed", nullValue());
        again.then().statusCode(200).header("Idempotent-Replayed", "true").header("ETag", first.header("ETag"));
        assertThat(again.asString()).isEqualTo(first.asString());
        given().get("/api/v1/offerings/{id}", id).then().statusCode(200);
    }

    @Test
    void aKeyBelongsToOneRequest() {
        String id = provider.published("reused");
        String key = UUID.randomUUID().toString();
        suspend(id, REASON, key).then().statusCode(200);

        suspend(id, "{\"reason\": \"另一个\"}", key).then().statusCode(422).body("code", is("idempotency-key-reused"));
        post(id, "reinstatements", REASON, key).then().statusCode(422);
    }

    @Test
    void aRefusalLeavesTheKeyFree() {
        String id = provider.published("free");
        String key = UUID.randomUUID().toString();
        post(id, "reinstatements", REASON, key).then().statusCode(409);
        suspend(id, REASON, null).then().statusCode(200);

        post(id, "reinstatements", REASON, key).then().statusCode(200).header("Idempotent-Replayed", nullValue());
    }

    @Test
    void aMalformedKeyIsRefused() {
        suspend(UUID.randomUUID().toString(), REASON, "two words")
                .then()
                .statusCode(400)
                .body("code", is("idempotency-key-malformed"));
    }

    @Test
    void twentyAtOnceSuspendOnce() {
        String id = provider.published("at-once");
        String key = UUID.randomUUID().toString();

        List<Response> answers = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> suspend(id, REASON, key)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        Set<String> bodies = answers.stream()
                .filter(answer -> answer.statusCode() == 200)
                .map(Response::asString)
                .collect(Collectors.toSet());
        assertThat(bodies).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.statusCode() != 200))
                .allSatisfy(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(409);
                    assertThat(answer.<String>path("code")).isEqualTo("idempotency-key-in-use");
                    assertThat(answer.header("Retry-After")).isNotNull();
                });
        assertThat(answers.stream()
                        .filter(answer -> answer.statusCode() == 200)
                        .filter(answer -> answer.header("Idempotent-Replayed") == null))
                .hasSize(1);
        provider.get("at-once").then().body("status", is("SUSPENDED"));
    }

    private static Response suspend(String id, String body, String key) {
        return post(id, "suspensions", body, key);
    }

    private static Response post(String id, String what, String body, String key) {
        RequestSpecification request =
                given().auth().oauth2(province).contentType("application/json").body(body);
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return request.post("/api/v1/offerings/{id}/" + what, id);
    }
}
