package cn.dengyun.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import cn.dengyun.Patience;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.Background;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation of the catalogue succeeds once and refuses once, held against the contract. */
@QuarkusTest
class CatalogueOperationsTest {

    private static final String NOBODY = UUID.randomUUID().toString();

    private TestCatalogue catalogue;

    @BeforeEach
    void registerAProvider() {
        catalogue = TestCatalogue.anEmptyCatalogue();
    }

    @Test
    void anOfferingIsReadInEveryWayThereIs() {
        String id = catalogue.put("one").then().statusCode(201).extract().path("id");

        given().get("/api/v1/offerings/{id}", id).then().statusCode(200).body("externalId", is("one"));
        given().get(catalogue.offerings() + "/one").then().statusCode(200).body("id", is(id));
        catalogue.request().get(catalogue.offerings()).then().statusCode(200).body("data.id", hasItem(id));
        given().get("/api/v1/offerings/{id}/versions", id)
                .then()
                .statusCode(200)
                .body("data", hasSize(1));
        given().get("/api/v1/offerings/{id}/versions/1", id).then().statusCode(200);
        given().get("/api/v1/offerings/{id}/quality-report", id).then().statusCode(200);

        retire("one");
    }

    @Test
    void anOfferingIsChangedHiddenShownAndRetired() {
        Response created = catalogue.put("two");
        catalogue
                .request()
                .header("If-Match", created.header("ETag"))
                .contentType("application/merge-patch+json")
                .body("{\"nameEn\": \"Contract check\"}")
                .patch(catalogue.offerings() + "/two")
                .then()
                .statusCode(200)
                .body("content.nameEn", is("Contract check"));
        decide("suspensions", created.path("id")).then().statusCode(200).body("status", is("SUSPENDED"));
        decide("reinstatements", created.path("id")).then().statusCode(200).body("status", is("PUBLISHED"));
        retire("two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/versions", "/versions/1", "/quality-report"})
    void anOfferingThatIsNotThereIsNotFound(String below) {
        given().get("/api/v1/offerings/" + NOBODY + below)
                .then()
                .statusCode(404)
                .body("code", is("offering-not-found"));
    }

    @Test
    void aProviderKeepsItsOwnCatalogueOnly() {
        String another = TestCatalogue.anEmptyCatalogue().offerings();
        catalogue.request().get(another).then().statusCode(403).body("code", is("provider-not-yours"));
        RequestSpecification declaration =
                catalogue.request().contentType("application/json").body("{\"kind\": \"SAAS\", \"name\": \"别家的\"}");
        declaration.put(another + "/theirs").then().statusCode(403).body("code", is("provider-not-yours"));
        given().get(another + "/theirs").then().statusCode(404).body("code", is("offering-not-found"));
    }

    @Test
    void changesNeedTheStateTheyAreBasedOn() {
        catalogue.put("three").then().statusCode(201);
        catalogue
                .request()
                .contentType("application/merge-patch+json")
                .body("{\"nameEn\": \"Blind\"}")
                .patch(catalogue.offerings() + "/three")
                .then()
                .statusCode(428)
                .body("code", is("if-match-required"));
        catalogue
                .request()
                .delete(catalogue.offerings() + "/three")
                .then()
                .statusCode(428)
                .body("code", is("if-match-required"));
        retire("three");
    }

    @ParameterizedTest
    @ValueSource(strings = {"suspensions", "reinstatements"})
    void anAuthorityCannotDecideOnWhatIsNotThere(String decision) {
        decide(decision, NOBODY).then().statusCode(404).body("code", is("offering-not-found"));
    }

    @Test
    void feedsAreFollowedAndTakeNoForgedCursor() {
        for (String feed : new String[] {"/api/v1/catalogue/changes", "/api/v1/events"}) {
            SignedIn.as("auditor").queryParam("limit", 5).get(feed).then().statusCode(200);
            SignedIn.as("auditor")
                    .queryParam("cursor", "forged")
                    .get(feed)
                    .then()
                    .statusCode(400)
                    .body("code", is("cursor-invalid"));
        }
    }

    @Test
    void aPushIsFollowedToItsEnd() {
        String id = push("{\"externalId\": \"p\", \"kind\": \"SAAS\", \"name\": \"推送的服务\"}\nnonsense\n")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        Background.finishJobs();
        Response ended = read(id);
        ended.then().body("state", is("SUCCEEDED"));
        assertThat(ended.<Integer>path("counts.created")).isEqualTo(1);
        assertThat(ended.<Integer>path("counts.rejected")).isEqualTo(1);

        catalogue.request().get(catalogue.pushes()).then().statusCode(200).body("data.id", hasItem(id));
        String results = catalogue
                .request()
                .get("/api/v1/catalogue-pushes/{id}/results", id)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(results.lines()).hasSize(2);
        catalogue
                .request()
                .accept("text/event-stream")
                .get("/api/v1/catalogue-pushes/{id}/progress", id)
                .then()
                .statusCode(200);
        cancel(id).then().statusCode(409).body("code", is("job-already-finished"));
        retire("p");
    }

    @Test
    void anUploadThatIsStillGoingOnCanBeCancelled() throws IOException {
        try (Socket upload = new Socket("localhost", RestAssured.port)) {
            upload.getOutputStream().write(beginning().getBytes(StandardCharsets.UTF_8));
            upload.getOutputStream().flush();
            Response pushes = Patience.until(
                    "the push",
                    () -> catalogue.request().get(catalogue.pushes()),
                    page -> !page.<List<Object>>path("data").isEmpty());
            cancel(pushes.path("data[0].id")).then().statusCode(200).body("state", is("CANCELLED"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/results", "/progress"})
    void aPushThatIsNotThereIsNotFound(String below) {
        catalogue
                .request()
                .get("/api/v1/catalogue-pushes/" + NOBODY + below)
                .then()
                .statusCode(404)
                .body("code", is("catalogue-push-not-found"));
    }

    @Test
    void aPushNeedsAKeyAndItsOwnProvider() {
        catalogue
                .request()
                .contentType("application/x-ndjson")
                .body("{}\n".getBytes(StandardCharsets.UTF_8))
                .post(catalogue.pushes())
                .then()
                .statusCode(400)
                .body("code", is("idempotency-key-missing"));
        catalogue
                .request()
                .get(TestCatalogue.anEmptyCatalogue().pushes())
                .then()
                .statusCode(403)
                .body("code", is("provider-not-yours"));
    }

    private Response push(String lines) {
        return catalogue
                .request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post(catalogue.pushes());
    }

    /** A push that has begun and does not go on. */
    private String beginning() {
        return "POST " + catalogue.pushes() + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + catalogue.token()
                + "\r\nIdempotency-Key: " + UUID.randomUUID()
                + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{}\n\r\n";
    }

    private Response read(String pushId) {
        return catalogue.request().get("/api/v1/catalogue-pushes/{id}", pushId);
    }

    private Response cancel(String pushId) {
        return catalogue.request().post("/api/v1/catalogue-pushes/{id}/cancellations", pushId);
    }

    private void retire(String key) {
        String tag = catalogue.request().get(catalogue.offerings() + "/" + key).header("ETag");
        catalogue
                .request()
                .header("If-Match", tag)
                .delete(catalogue.offerings() + "/" + key)
                .then()
                .statusCode(204);
    }

    private static Response decide(String decision, String offeringId) {
        return SignedIn.as("province")
                .contentType("application/json")
                .body(Map.of("reason", "核查期间"))
                .post("/api/v1/offerings/" + offeringId + "/" + decision);
    }
}
