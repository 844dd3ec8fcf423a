package cn.dengyun.events;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.Background;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventResourceTest {

    private static final String DRAFT = "{\"kind\": \"IAAS\", \"name\": \"稿\", \"draft\": true}";

    @Test
    void aPublicFactIsToldToEverybodySignedIn() {
        TestProvider provider = TestProvider.aProvider();
        String id = provider.published("public");

        for (String username : List.of("enterprise", "platform", "hefei", "finance", "auditor", "sysadmin")) {
            Follower follower = new Follower(SignedIn.tokenOf(username), provider);
            Map<String, Object> event = follower.await(isAbout(id));

            assertThat(event)
                    .containsEntry("specversion", "1.0")
                    .containsEntry("type", "cn.dengyun.catalogue.offerings.changed")
                    .containsEntry("subject", "/api/v1/providers/" + provider.id())
                    .containsEntry("datacontenttype", "application/json");
            assertThat(data(event)).containsEntry("published", 1).containsEntry("providerId", provider.id());
        }
        given().get("/api/v1/events").then().statusCode(401).body("code", is("unauthenticated"));
    }

    @Test
    void aPrivateFactIsToldToItsOrganisationAndThoseWhoSeeAll() {
        TestProvider provider = TestProvider.aProvider();
        String draft =
                provider.put("draft", DRAFT).then().statusCode(201).extract().path("id");
        String published = provider.published("later");

        new Follower(provider.token(), provider).await(isAbout(draft));
        new Follower(SignedIn.tokenOf("auditor"), provider).await(isAbout(draft));
        new Follower(SignedIn.tokenOf("sysadmin"), provider).await(isAbout(draft));
        for (String username : List.of("platform", "enterprise", "province", "finance")) {
            Follower follower = new Follower(SignedIn.tokenOf(username), provider);
            follower.await(isAbout(published));
            assertThat(follower.seen).as(username).noneMatch(isAbout(draft));
        }
    }

    @Test
    void whoeverFollowsByCursorMissesNothingAndGetsNothingTwice() {
        TestProvider provider = TestProvider.aProvider();
        Follower follower = new Follower(provider.token());
        follower.await(isAbout(provider.published("first")));
        follower.limit = 1;
        for (int i = 1; i < 12; i++) {
            String id = provider.published("k" + i);
            follower.await(isAbout(id));
        }

        assertThat(follower.seen.stream()
                        .filter(event -> provider.id().equals(data(event).get("providerId")))
                        .filter(event -> data(event).containsKey("published")))
                .hasSize(12);
        assertThat(follower.seen).extracting(event -> event.get("id")).doesNotHaveDuplicates();
    }

    @Test
    void eventsOfASubjectAreNumberedFromOneWithoutAGap() {
        TestProvider provider = TestProvider.aProvider();
        new Follower(provider.token(), provider).await(isAbout(provider.published("first")));
        new Follower(provider.token(), provider).await(isAbout(provider.published("second")));

        JsonPath page = SignedIn.as("auditor")
                .queryParam("subject", "/api/v1/providers/" + provider.id())
                .get("/api/v1/events")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(page.getList("data.sequence", Integer.class)).containsExactly(1, 2);
        assertThat(page.getList("data.position", Long.class)).isSorted();
    }

    @Test
    void anAuthorityIsToldOfTheOrganisationsOfItsRegion() {
        TestProvider provider = TestProvider.aProvider();
        new Follower(provider.token(), provider).await(isAbout(provider.published("later")));

        // It is registered with the province, so the province's authority is told, and no city's.
        assertThat(typesAbout(SignedIn.tokenOf("province"), provider))
                .containsExactly("cn.dengyun.identity.organization.registered");
        assertThat(typesAbout(provider.token(), provider)).hasSize(1);
        assertThat(typesAbout(SignedIn.tokenOf("hefei"), provider)).isEmpty();
        assertThat(typesAbout(SignedIn.tokenOf("enterprise"), provider)).isEmpty();
    }

    private static List<String> typesAbout(String token, TestProvider provider) {
        return given().auth()
                .oauth2(token)
                .queryParam("subject", "/api/v1/organizations/" + provider.organizationId())
                .get("/api/v1/events")
                .then()
                .statusCode(200)
                .extract()
                .path("data.type");
    }

    @Test
    void filtersNarrowTheFeed() {
        TestProvider provider = TestProvider.aProvider();
        new Follower(provider.token(), provider).await(isAbout(provider.published("filtered")));

        // Of the year's duty the catalogue tells in December too.
        List<String> types = SignedIn.as("auditor")
                .queryParam("organizationId", provider.organizationId())
                .queryParam("type", "cn.dengyun.catalogue.offerings.")
                .get("/api/v1/events")
                .then()
                .statusCode(200)
                .extract()
                .path("data.type");

        assertThat(types).containsExactly("cn.dengyun.catalogue.offerings.changed");
    }

    @Test
    void aCursorBelongsToItsFilters() {
        String cursor = SignedIn.as("auditor")
                .queryParam("type", "cn.dengyun.identity.")
                .get("/api/v1/events")
                .then()
                .extract()
                .path("page.nextCursor");

        SignedIn.as("auditor")
                .queryParam("cursor", cursor)
                .get("/api/v1/events")
                .then()
                .statusCode(400)
                .body("code", is("cursor-invalid"));
    }

    @Test
    void whoeverWaitsIsToldAsSoonAsSomethingHappens() {
        TestProvider provider = TestProvider.aProvider();
        String later = "/api/v1/providers/" + provider.id();
        new Follower(provider.token(), provider).await(isAbout(provider.published("before")));
        String cursor = given().auth()
                .oauth2(provider.token())
                .queryParam("subject", later)
                .get("/api/v1/events")
                .then()
                .extract()
                .path("page.nextCursor");

        CompletableFuture<List<Object>> told = CompletableFuture.supplyAsync(() -> given().auth()
                .oauth2(provider.token())
                .queryParam("subject", later)
                .queryParam("cursor", cursor)
                .queryParam("wait", 20)
                .get("/api/v1/events")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("data"));
        provider.published("awaited");

        assertThat(told.join()).hasSize(1);
    }

    @Test
    void aForgedCursorIsRefused() {
        SignedIn.as("auditor")
                .queryParam("cursor", "forged")
                .get("/api/v1/events")
                .then()
                .statusCode(400)
                .body("code", is("cursor-invalid"));
    }

    private static Predicate<Map<String, Object>> isAbout(String offeringId) {
        return event -> offeringId.equals(data(event).get("offeringId"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> data(Map<String, Object> event) {
        return (Map<String, Object>) event.get("data");
    }

    /** Somebody who reads the feed from its beginning, or what it tells of one provider. */
    private static final class Follower {
        private final String token;
        private final String subject;
        private final List<Map<String, Object>> seen = new ArrayList<>();
        private int limit = 200;
        private String cursor;

        Follower(String token) {
            this.token = token;
            this.subject = null;
        }

        /** All other tests have left in the feed what would have to be read first. */
        Follower(String token, TestProvider provider) {
            this.token = token;
            this.subject = "/api/v1/providers/" + provider.id();
        }

        Map<String, Object> await(Predicate<Map<String, Object>> wanted) {
            Background.settle();
            return readUpTo(wanted).orElseThrow();
        }

        /** Page by page, without a pause as long as there are more. */
        private Optional<Map<String, Object>> readUpTo(Predicate<Map<String, Object>> wanted) {
            boolean hasMore = true;
            while (hasMore && seen.stream().noneMatch(wanted)) {
                RequestSpecification request = given().auth().oauth2(token).queryParam("limit", limit);
                if (cursor != null) {
                    request.queryParam("cursor", cursor);
                }
                if (subject != null) {
                    request.queryParam("subject", subject);
                }
                JsonPath page = request.get("/api/v1/events")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
                cursor = page.getString("page.nextCursor");
                seen.addAll(page.getList("data"));
                hasMore = page.getBoolean("page.hasMore");
            }
            return seen.stream().filter(wanted).findFirst();
        }
    }
}
