package cn.dengyun.catalogue.rest;

import static cn.dengyun.catalogue.TestProvider.anOffering;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.identity.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Declaring, changing and retiring single offerings by the provider's own keys. */
@QuarkusTest
class OfferingDeclarationTest {

    private static TestProvider provider;

    @BeforeEach
    void registerAProvider() {
        if (provider == null) {
            provider = TestProvider.aProvider();
        }
    }

    @Test
    void aNewOfferingIsCreated() {
        Response created = provider.put("ecs", anOffering("弹性云服务器"));

        created.then()
                .statusCode(201)
                .header("Outcome", "CREATED")
                .header("Location", endsWith("/api/v1/offerings/" + created.path("id")))
                .body("status", is("PUBLISHED"))
                .body("version", is(1))
                .body("externalId", is("ecs"))
                .body("providerId", is(provider.id()))
                .body("availableActions", contains("REVISE", "RETIRE"))
                .body("content.name", is("弹性云服务器"));
        given().get("/api/v1/offerings/{id}", created.<String>path("id"))
                .then()
                .statusCode(200)
                .body("availableActions", empty());
    }

    @Test
    void theSameContentAgainWritesNothing() {
        Response created = provider.put("same", "{\"kind\": \"IAAS\", \"name\": \"同样\", \"nameEn\": \"Same\"}");

        Response again = provider.put("same", "{\"nameEn\": \"Same \", \"name\": \" 同样\", \"kind\": \"IAAS\"}");

        again.then()
                .statusCode(200)
                .header("Outcome", "UNCHANGED")
                .header("ETag", created.header("ETag"))
                .body("version", is(1));
    }

    @Test
    void otherContentMakesTheNextVersionAndTheOldOneStays() {
        String id = provider.published("next");

        Response replaced = provider.put("next", anOffering("第二版"));

        replaced.then().statusCode(200).header("Outcome", "UPDATED").body("version", is(2));
        given().get("/api/v1/offerings/{id}/versions", id)
                .then()
                .statusCode(200)
                .body("data.version", contains(2, 1))
                .body("data.content.name", contains("第二版", "next"))
                .body("page.hasMore", is(false));
        given().get("/api/v1/offerings/{id}/versions/1", id)
                .then()
                .statusCode(200)
                .body("content.name", is("next"));
        given().get("/api/v1/offerings/{id}/versions/3", id)
                .then()
                .statusCode(404)
                .body("code", is("offering-version-not-found"));
    }

    @Test
    void versionsComePageByPage() {
        String id = provider.published("paged");
        provider.put("paged", anOffering("二")).then().statusCode(200);
        provider.put("paged", anOffering("三")).then().statusCode(200);

        Response first = given().queryParam("limit", 2).get("/api/v1/offerings/{id}/versions", id);
        String cursor = first.path("page.nextCursor");

        first.then().statusCode(200).body("data.version", contains(3, 2)).body("page.hasMore", is(true));
        given().queryParam("limit", 2)
                .queryParam("cursor", cursor)
                .get("/api/v1/offerings/{id}/versions", id)
                .then()
                .statusCode(200)
                .body("data.version", contains(1))
                .body("page.nextCursor", nullValue());
        given().queryParam("cursor", cursor)
                .get("/api/v1/offerings/{id}/versions", provider.published("paged-other"))
                .then()
                .statusCode(400)
                .body("code", is("cursor-invalid"));
    }

    @Test
    void aVersionIsCachedByItsContent() {
        String id = provider.published("cached");
        String tag = given().get("/api/v1/offerings/{id}/versions/1", id).header("ETag");

        given().header("If-None-Match", tag)
                .get("/api/v1/offerings/{id}/versions/1", id)
                .then()
                .statusCode(304);
    }

    @Test
    void aReadIsCachedUntilTheOfferingChanges() {
        String id = provider.published("etag");
        String tag = given().get("/api/v1/offerings/{id}", id).header("ETag");

        given().header("If-None-Match", tag)
                .get("/api/v1/offerings/{id}", id)
                .then()
                .statusCode(304)
                .header("ETag", tag);
        provider.put("etag", anOffering("变了")).then().statusCode(200);
        given().header("If-None-Match", tag)
                .get("/api/v1/offerings/{id}", id)
                .then()
                .statusCode(200)
                .header("ETag", not(is(tag)));
    }

    @Test
    void theProviderAndThePublicSeeDifferentRepresentations() {
        String id = provider.published("two-tags");

        assertThat(given().get("/api/v1/offerings/{id}", id).header("ETag"))
                .isNotEqualTo(provider.get("two-tags").header("ETag"));
    }

    @Test
    void aReplacementBasedOnAStaleCopyIsRefused() {
        String tag = provider.put("stale", anOffering("一")).header("ETag");
        provider.put("stale", anOffering("二")).then().statusCode(200);

        provider.request()
                .header("If-Match", tag)
                .contentType("application/json")
                .body(anOffering("三"))
                .put(provider.path(), "stale")
                .then()
                .statusCode(412)
                .body("code", is("changed-meanwhile"));
        provider.request()
                .header("If-Match", "*")
                .contentType("application/json")
                .body(anOffering("absent"))
                .put(provider.path(), "stale-absent")
                .then()
                .statusCode(412);
        provider.get("stale").then().body("content.name", is("二"));
    }

    @Test
    void aReplacementBasedOnTheCurrentCopyIsCarriedOut() {
        String tag = provider.put("current", anOffering("一")).header("ETag");

        provider.request()
                .header("If-Match", "\"other\", " + tag)
                .contentType("application/json")
                .body(anOffering("二"))
                .put(provider.path(), "current")
                .then()
                .statusCode(200)
                .body("version", is(2));
    }

    @Test
    void anotherVersionThanExpectedIsAConflict() {
        provider.published("expected");

        provider.put("expected", "{\"kind\": \"IAAS\", \"name\": \"n\", \"expectedVersion\": 2}")
                .then()
                .statusCode(409)
                .body("code", is("version-conflict"));
        provider.put("expected-absent", "{\"kind\": \"IAAS\", \"name\": \"n\", \"expectedVersion\": 1}")
                .then()
                .statusCode(409);
        provider.put("expected-absent", "{\"kind\": \"IAAS\", \"name\": \"n\", \"expectedVersion\": 0}")
                .then()
                .statusCode(201);
    }

    @Test
    void aTrialRunSaysWhatWouldHappenAndWritesNothing() {
        provider.request()
                .queryParam("validateOnly", true)
                .contentType("application/json")
                .body(anOffering("试"))
                .put(provider.path(), "trial")
                .then()
                .statusCode(200)
                .header("Outcome", "CREATED")
                .header("ETag", nullValue())
                .header("Location", nullValue())
                .body("dryRun", is(true))
                .body("refusals", empty())
                .body("would.id", nullValue())
                .body("would.version", is(1));
        provider.get("trial").then().statusCode(404);

        provider.published("trial");
        String tag = provider.get("trial").header("ETag");
        provider.request()
                .queryParam("validateOnly", true)
                .contentType("application/json")
                .body(anOffering("再试"))
                .put(provider.path(), "trial")
                .then()
                .statusCode(200)
                .header("Outcome", "UPDATED")
                .body("would.version", is(2));
        provider.request()
                .queryParam("validateOnly", true)
                .header("If-Match", tag)
                .delete(provider.path(), "trial")
                .then()
                .statusCode(200)
                .body("dryRun", is(true))
                .body("would", nullValue())
                .body("refusals", empty());
        provider.get("trial").then().statusCode(200).header("ETag", tag).body("version", is(1));
    }

    @Test
    void aRefusedTrialRunSaysWhyAndWritesNothing() {
        provider.published("refused-trial");
        String tag = provider.get("refused-trial").header("ETag");

        provider.request()
                .queryParam("validateOnly", true)
                .header("If-Match", "\"another\"")
                .contentType("application/json")
                .body(anOffering("再试"))
                .put(provider.path(), "refused-trial")
                .then()
                .statusCode(200)
                .header("Location", nullValue())
                .header("ETag", nullValue())
                .body("dryRun", is(true))
                .body("would", nullValue())
                .body("refusals.code", contains("changed-meanwhile"));

        provider.get("refused-trial").then().header("ETag", tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "1", "TRUE", ""})
    void aTrialRunIsNeverMistakenForTheRealThing(String value) {
        provider.request()
                .queryParam("validateOnly", value)
                .contentType("application/json")
                .body(anOffering("试"))
                .put(provider.path(), "mistaken")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("query/validateOnly"));
        provider.request()
                .queryParam("validateonly", "true")
                .contentType("application/json")
                .body(anOffering("试"))
                .put(provider.path(), "mistaken")
                .then()
                .statusCode(400)
                .body("errors.code", contains("parameter-unknown"));
        provider.get("mistaken").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "a b",
                "a&b=c",
                "o'reilly",
                "云™",
                "trailing.",
                "100%",
                "a+b",
                "#?;,:@",
                "\uD83D\uDE80",
                "\\",
                "a//b",
                "\"quoted\"",
                "<script>"
            })
    void aKeyMayHoldWhateverThePercentSignCanSay(String key) {
        Response created = provider.put(key, anOffering("名"));

        created.then().statusCode(201).body("externalId", is(key));
        provider.get(key).then().statusCode(200).body("externalId", is(key));
        String tag = provider.get(key).header("ETag");
        provider.patch(key, tag, "{\"nameEn\": \"n\"}").then().statusCode(200).body("version", is(2));
        provider.delete(key, provider.get(key).header("ETag")).then().statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", " a", "a ", "a  b", "a\u0000b", "a\nb", "\u00a0"})
    void aKeyThatALineCouldNotHaveIsRefused(String key) {
        provider.put(key, anOffering("名")).then().statusCode(400).body("errors.pointer", contains("path/externalId"));
        provider.get(key).then().statusCode(404).body("code", is("offering-not-found"));
        provider.patch(key, "*", "{}").then().statusCode(404);
        provider.delete(key, "*").then().statusCode(404);
    }

    @Test
    void aKeyHasABound() {
        provider.put("k".repeat(200), anOffering("名")).then().statusCode(201);
        provider.put("k".repeat(201), anOffering("名"))
                .then()
                .statusCode(400)
                .body("errors.code", contains("text-too-long"));
        provider.get("k".repeat(3_000)).then().statusCode(404);
    }

    @Test
    void keysThatDifferInCaseAreDifferent() {
        provider.put("Case", anOffering("大")).then().statusCode(201);
        provider.put("case", anOffering("小")).then().statusCode(201);
        provider.get("Case").then().body("content.name", is("大"));
    }

    @Test
    void allDefectsComeAtOnceAndInBothLanguages() {
        Response refused = provider.request()
                .header("Accept-Language", "en")
                .contentType("application/json")
                .body("{\"kind\": \"MOON\", \"plans\": [{}], \"zzz\": 1}")
                .put(provider.path(), "defects");

        refused.then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", is("invalid-request"))
                .body("title", is("The request has defects"))
                .body(
                        "errors.pointer",
                        hasItems("/kind", "/name", "/plans/0/code", "/plans/0/name", "/plans/0/model", "/zzz"))
                .body("errors", hasSize(6))
                .body("errors.hint", not(hasItem("")));
        provider.put("defects", "{\"kind\": \"MOON\"}").then().statusCode(400).body("title", is("请求内容有误"));
    }

    @Test
    void halfACharacterInANameOfAMemberIsTold() {
        provider.put("half", "{\"kind\": \"IAAS\", \"name\": \"n\", \"\\ud800\": 1}")
                .then()
                .statusCode(400)
                .body("errors.code", contains("malformed-json"));
        // Cut to eighty units, the rocket would lose its second half.
        provider.put("half", "{\"kind\": \"IAAS\", \"name\": \"n\", \"" + "x".repeat(79) + "\uD83D\uDE80\": 1}")
                .then()
                .statusCode(400)
                .body("errors.code", contains("unknown-field"));
    }

    @Test
    void markupIsServedAsText() {
        String id = provider.put(
                        "script",
                        "{\"kind\": \"IAAS\", \"name\": \"<b>云</b>\", \"description\": \"<script>alert(1)</script>\\u2028\"}")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        given().get("/api/v1/offerings/{id}", id)
                .then()
                .contentType("application/json")
                .header("X-Content-Type-Options", "nosniff")
                .body("content.description", is("<script>alert(1)</script>"));
    }

    @Test
    void aPatchNeedsTheTagOfWhatItIsBasedOn() {
        String tag = provider.put("patched", anOffering("一")).header("ETag");

        provider.patch("patched", null, "{\"name\": \"二\"}")
                .then()
                .statusCode(428)
                .body("code", is("if-match-required"));
        provider.patch("patched", tag, "{\"name\": \"二\", \"categoryCode\": null}")
                .then()
                .statusCode(200)
                .header("Outcome", "UPDATED")
                .body("content.name", is("二"))
                .body("content.categoryCode", nullValue());
        provider.patch("patched", tag, "{\"name\": \"三\"}")
                .then()
                .statusCode(412)
                .body("code", is("changed-meanwhile"));
        provider.patch("never", tag, "{}").then().statusCode(404).body("code", is("offering-not-found"));
        provider.patch("patched", "*", "{\"name\": null}")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/name"));
    }

    @Test
    void aRetiredOfferingIsGoneForThePublicUntilItIsDeclaredAgain() {
        String id = provider.published("retired");

        provider.delete("retired", null).then().statusCode(428);
        provider.delete("retired", provider.get("retired").header("ETag"))
                .then()
                .statusCode(204);

        given().get("/api/v1/offerings/{id}", id).then().statusCode(404).body("code", is("offering-not-found"));
        given().get("/api/v1/offerings/{id}/versions", id).then().statusCode(404);
        provider.get("retired").then().statusCode(200).body("status", is("RETIRED"));
        provider.delete("retired", "*").then().statusCode(409).body("code", is("offering-transition-not-allowed"));

        provider.put("retired", anOffering("retired"))
                .then()
                .statusCode(200)
                .header("Outcome", "UPDATED")
                .body("id", is(id))
                .body("version", is(1))
                .body("status", is("PUBLISHED"));
        given().get("/api/v1/offerings/{id}", id).then().statusCode(200);
    }

    @Test
    void aDraftIsAbsentForEverybodyButItsProviderAndThoseWhoSeeAll() {
        String id = provider.put("draft", "{\"kind\": \"IAAS\", \"name\": \"草稿\", \"draft\": true}")
                .then()
                .statusCode(201)
                .body("status", is("DRAFT"))
                .body("publishedAt", nullValue())
                .extract()
                .path("id");
        String absent = UUID.randomUUID().toString();

        for (String path : new String[] {"", "/versions", "/versions/1", "/quality-report"}) {
            assertThat(problem(given().get("/api/v1/offerings/" + id + path)))
                    .isEqualTo(problem(given().get("/api/v1/offerings/" + absent + path)));
            SignedIn.as("platform").get("/api/v1/offerings/" + id + path).then().statusCode(404);
            SignedIn.as("auditor").get("/api/v1/offerings/" + id + path).then().statusCode(200);
            provider.request().get("/api/v1/offerings/" + id + path).then().statusCode(200);
        }
        assertThat(problem(given().get(provider.path(), "draft")))
                .isEqualTo(problem(given().get(provider.path(), "no-such-draft")));

        provider.patch("draft", provider.get("draft").header("ETag"), "{\"draft\": false}")
                .then()
                .statusCode(200)
                .body("status", is("PUBLISHED"))
                .body("version", is(1));
        given().get("/api/v1/offerings/" + id).then().statusCode(200);
        provider.put("draft", "{\"kind\": \"IAAS\", \"name\": \"草稿\", \"draft\": true}")
                .then()
                .statusCode(409)
                .body("code", is("offering-not-draftable"));
    }

    /** Everything that could tell one absence from another. */
    private static String problem(Response response) {
        return response.statusCode() + " " + response.path("code") + " " + response.path("title") + " "
                + response.<String>path("detail").replaceAll("(?U)[\\w-]{5,}", "…");
    }

    @Test
    void onlyTheProviderItselfWrites() {
        provider.published("mine");

        SignedIn.asPlatformClient()
                .contentType("application/json")
                .body(anOffering("别人的"))
                .put(provider.path(), "mine")
                .then()
                .statusCode(403)
                .body("code", is("provider-not-yours"));
        SignedIn.as("province")
                .contentType("application/json")
                .body(anOffering("省里的"))
                .put(provider.path(), "mine")
                .then()
                .statusCode(403)
                .body("code", is("forbidden"));
        given().contentType("application/json")
                .body(anOffering("没人的"))
                .put(provider.path(), "mine")
                .then()
                .statusCode(401);
        SignedIn.asPlatformClient()
                .header("If-Match", "*")
                .delete(provider.path(), "mine")
                .then()
                .statusCode(403);
        SignedIn.asPlatformClient()
                .get("/api/v1/providers/{id}/offerings", provider.id())
                .then()
                .statusCode(403);
        SignedIn.asPlatformClient()
                .contentType("application/json")
                .body(anOffering("空的"))
                .put("/api/v1/providers/{id}/offerings/x", UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", is("provider-not-found"));
    }

    @Test
    void aProviderListsAllItsOfferingsByKey() {
        TestProvider lister = TestProvider.aProvider();
        lister.put("b", "{\"kind\": \"IAAS\", \"name\": \"草稿\", \"draft\": true}")
                .then()
                .statusCode(201);
        lister.published("a");
        lister.published("c");
        lister.delete("c", "*").then().statusCode(204);

        Response first = lister.request().queryParam("limit", 2).get("/api/v1/providers/{id}/offerings", lister.id());

        first.then().statusCode(200).body("data.externalId", contains("a", "b"));
        lister.request()
                .queryParam("limit", 2)
                .queryParam("cursor", first.<String>path("page.nextCursor"))
                .get("/api/v1/providers/{id}/offerings", lister.id())
                .then()
                .statusCode(200)
                .body("data.externalId", contains("c"))
                .body("data.status", contains("RETIRED"));
        lister.request()
                .queryParam("status", "DRAFT")
                .get("/api/v1/providers/{id}/offerings", lister.id())
                .then()
                .body("data.externalId", contains("b"));
    }

    @Test
    void theQualityReportSaysWhatToMend() {
        String id = provider.published("quality");

        given().header("Accept-Language", "en")
                .get("/api/v1/offerings/{id}/quality-report", id)
                .then()
                .statusCode(200)
                .body("score", is(100 - 20 - 3 - 2 - 4 - 2 - 20 - 3 - 6 - 2))
                .body("freshness", is("FRESH"))
                .body("findings.code", hasItems("quality-price-missing", "quality-description-missing"))
                .body("findings.hint", not(hasItem("")))
                .body("findings.detail", hasItem("There is no price, so nobody can compare it or compute a subsidy."));
    }
}
