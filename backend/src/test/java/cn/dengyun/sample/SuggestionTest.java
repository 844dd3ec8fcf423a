package cn.dengyun.sample;

import static cn.dengyun.identity.SignedIn.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.contract.ContractCoverage;
import cn.dengyun.platform.job.Background;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The sample resource, from the draft to its end. */
@QuarkusTest
@TestProfile(SamplePlatform.class)
class SuggestionTest {

    private static final String SUGGESTIONS = "/api/v1/suggestions";
    private static final String PATCH = "application/merge-patch+json; charset=UTF-8";

    @AfterAll
    static void whatWasAnsweredIsDeclaredAndWhatWasDoneIsOnTheAuditTrail() {
        assertThat(ContractCoverage.gapsOf("Suggestions")).isEmpty();
    }

    @Test
    void aDraftIsSeenByItsOwnerAndTheAuthoritiesOfItsRegionOnly() {
        String id = aDraft("enterprise");

        for (String insider : List.of("enterprise", "feixi", "hefei", "province", "auditor")) {
            as(insider).get(SUGGESTIONS + "/" + id).then().statusCode(200).body("status", is("DRAFT"));
            as(insider).get(SUGGESTIONS).then().body("data.id", hasItem(id));
        }
        for (String stranger : List.of("enterprise2", "wuhu", "platform")) {
            as(stranger).get(SUGGESTIONS + "/" + id).then().statusCode(404).body("code", is("suggestion-not-found"));
            as(stranger).get(SUGGESTIONS).then().body("data.id", not(hasItem(id)));
        }
        given().get(SUGGESTIONS + "/" + id).then().statusCode(404);
    }

    @Test
    void itIsMadeOncePerKeyAndADryRunMakesNone() {
        String key = UUID.randomUUID().toString();
        String id = create("enterprise", key, "340123")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        create("enterprise", key, "340123")
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .body("id", is(id));
        create("enterprise", key, "340100").then().statusCode(422).body("code", is("idempotency-key-reused"));
        write("enterprise", UUID.randomUUID().toString())
                .queryParam("validateOnly", true)
                .body(form("340123"))
                .post(SUGGESTIONS)
                .then()
                .statusCode(200)
                .body("dryRun", is(true))
                .body("would.status", is("DRAFT"))
                .body("would.id", nullValue());
    }

    @Test
    void allDefectsAreToldAtOnce() {
        as("enterprise")
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType("application/json")
                .body(Map.of("title", " ", "regionCode", "3401"))
                .post(SUGGESTIONS)
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItems("/title", "/description", "/regionCode"));
    }

    @Test
    void anAuthorityMakesThemForItsRegionOnly() {
        create("hefei", UUID.randomUUID().toString(), "340123").then().statusCode(201);
        create("hefei", UUID.randomUUID().toString(), "340200")
                .then()
                .statusCode(403)
                .body("code", is("not-yours"));
    }

    @Test
    void aDraftIsChangedByWhoeverHasSeenIt() {
        String id = aDraft("enterprise");
        String tag = as("enterprise").get(SUGGESTIONS + "/" + id).header("ETag");

        patch("enterprise", id, null, Map.of("title", "换一个")).statusCode(428);
        patch("enterprise", id, "\"0-stale\"", Map.of("title", "换一个")).statusCode(412);
        patch("enterprise", id, tag, Map.of("title", "", "regionCode", "x"))
                .statusCode(400)
                .body("errors.pointer", hasItems("/title", "/regionCode"));
        patch("feixi", id, tag, Map.of("regionCode", "340200")).statusCode(403).body("code", is("not-yours"));
        String next = patch("enterprise", id, tag, Map.of("title", "换一个"))
                .statusCode(200)
                .body("title", is("换一个"))
                .body("description", is("按镇查询上云企业。"))
                .extract()
                .header("ETag");

        patch("enterprise", id, tag, Map.of("title", "再换")).statusCode(412);
        patch("enterprise", id, next, Map.of("title", "换一个")).statusCode(200).header("ETag", next);
        as("enterprise")
                .header("If-None-Match", next)
                .get(SUGGESTIONS + "/" + id)
                .then()
                .statusCode(304);
    }

    @Test
    void itGoesTheWayOfTheTableAndNoOther() {
        String id = aDraft("enterprise");

        move("enterprise", id, "closures").statusCode(409).body("code", is("transition-not-allowed"));
        move("wuhu", id, "publications").statusCode(404);
        move("enterprise", id, "publications").statusCode(200).body("availableActions", contains("CLOSE", "WITHDRAW"));
        move("enterprise", id, "publications").statusCode(409);
        move("enterprise2", id, "closures").statusCode(403).body("code", is("not-yours"));
        patch("enterprise", id, "*", Map.of("title", "太晚")).statusCode(409);
        given().get(SUGGESTIONS + "/" + id).then().statusCode(200).body("availableActions", empty());
        move("hefei", id, "closures")
                .statusCode(200)
                .body("status", is("CLOSED"))
                .body("availableActions", empty());
        move("enterprise", id, "withdrawals").statusCode(409);
    }

    @Test
    void aListIsFilteredAndGoesOn() {
        String word = UUID.randomUUID().toString();
        String since =
                as("enterprise").get(SUGGESTIONS + "/" + aDraft("enterprise")).path("createdAt");
        String first = published("enterprise", "340123", word);
        String second = published("hefei", "340100", word);
        move("enterprise", first, "withdrawals").statusCode(200);

        list(Map.of("q", word)).body("data.id", contains(second, first));
        list(Map.of("q", word.toUpperCase(java.util.Locale.ROOT), "status", "WITHDRAWN"))
                .body("data.id", contains(first));
        list(Map.of("q", word, "regionCode", "340123")).body("data.id", contains(first));
        list(Map.of("q", word, "regionCode", "340100")).body("data.id", contains(second, first));
        list(Map.of("q", word, "regionCode", "340200")).body("data", empty());
        list(Map.of("q", word, "since", since)).body("data.id", contains(second, first));
        list(Map.of("q", word, "before", since)).body("data", empty());
        String cursor = list(Map.of("q", word, "limit", "1"))
                .body("data.id", contains(second))
                .body("page.hasMore", is(true))
                .extract()
                .path("page.nextCursor");
        list(Map.of("q", word, "limit", "1", "cursor", cursor)).body("data.id", contains(first));
        given().queryParams(Map.of("q", "other", "cursor", cursor))
                .get(SUGGESTIONS)
                .then()
                .statusCode(400)
                .body("code", is("cursor-invalid"));
    }

    @Test
    void whatHappenedIsToldAndStandsInTheAuditTrail() {
        String id = published("enterprise", "340123", "告知");

        Background.settle();
        as("enterprise2")
                .queryParam("subject", SUGGESTIONS + "/" + id)
                .get("/api/v1/events")
                .then()
                .statusCode(200)
                .body("data.type", contains("cn.dengyun.suggestion.published"));
        given().header("Accept-Language", "en")
                .get("/api/v1/event-types")
                .then()
                .body("data.type", hasItems("cn.dengyun.suggestion.created", "cn.dengyun.suggestion.published"))
                .body("data.name", hasItem("Suggestion published"));
        as("auditor")
                .queryParam("subject", SUGGESTIONS + "/" + id)
                .get("/api/v1/audit-entries")
                .then()
                .statusCode(200)
                .body("data.action", contains("suggestion.published", "suggestion.created"))
                .body("data[0].reason", is("情况属实"));
    }

    static String aDraft(String account) {
        return create(account, UUID.randomUUID().toString(), "340123")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String published(String account, String region, String title) {
        String id = write(account, UUID.randomUUID().toString())
                .body(Map.of("title", title, "description", "按镇查询上云企业。", "regionCode", region))
                .post(SUGGESTIONS)
                .path("id");
        move(account, id, "publications").statusCode(200);
        return id;
    }

    private static Response create(String account, String key, String region) {
        return write(account, key).body(form(region)).post(SUGGESTIONS);
    }

    private static Map<String, String> form(String region) {
        return Map.of("title", "增加按镇查询", "description", "按镇查询上云企业。", "regionCode", region);
    }

    private static ValidatableResponse move(String account, String id, String what) {
        return write(account, UUID.randomUUID().toString())
                .body(Map.of("reason", "情况属实"))
                .post(SUGGESTIONS + "/" + id + "/" + what)
                .then();
    }

    private static ValidatableResponse patch(String account, String id, String tag, Map<String, String> change) {
        RequestSpecification request = as(account).contentType(PATCH).body(change);
        return (tag == null ? request : request.header("If-Match", tag))
                .patch(SUGGESTIONS + "/" + id)
                .then();
    }

    private static ValidatableResponse list(Map<String, String> filter) {
        return given().queryParams(filter).get(SUGGESTIONS).then().statusCode(200);
    }

    private static RequestSpecification write(String account, String key) {
        return as(account).header("Idempotency-Key", key).contentType("application/json");
    }
}
