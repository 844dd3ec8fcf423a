package cn.dengyun.events.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import cn.dengyun.Patience;
import cn.dengyun.identity.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class WebhookEndpointResourceTest {

    private static final String PATH = "/api/v1/webhook-endpoints";

    private final TestReceiver receiver = new TestReceiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void theSecretIsShownOnceAndNotEvenToARepetition() {
        String token = SignedIn.tokenOf("enterprise");
        String key = UUID.randomUUID().toString();
        Map<String, Object> wanted = Map.of("url", receiver.url(), "description", "订单系统");
        JsonPath made = given().auth()
                .oauth2(token)
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(wanted)
                .post(PATH)
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("secret", startsWith("whsec_"))
                .body("endpoint.publicKey", startsWith("whpk_"))
                .body("endpoint.status", is("ACTIVE"))
                .body("endpoint.types", empty())
                .body("endpoint.availableActions", hasItem("test"))
                .extract()
                .jsonPath();
        String id = made.getString("endpoint.id");

        given().auth()
                .oauth2(token)
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(wanted)
                .post(PATH)
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .body("secret", nullValue())
                .body("endpoint.id", is(id));
        String stored = given().auth().oauth2(token).get(PATH + "/" + id).asString();
        assertThat(stored).doesNotContain(made.getString("secret")).doesNotContain("whsec_");
        given().auth().oauth2(token).get(PATH).then().statusCode(200).body("data.id", hasItem(id));
        given().auth()
                .oauth2(token)
                .header("If-Match", "\"0\"")
                .delete(PATH + "/" + id)
                .then()
                .statusCode(204);
        given().auth().oauth2(token).get(PATH + "/" + id).then().statusCode(404);
    }

    @Test
    void anotherOrganisationsEndpointIsNotThere() {
        try (TestEndpoint endpoint = TestEndpoint.anEndpoint("enterprise", receiver, TestEndpoint.aType())) {
            String other = SignedIn.tokenOf("enterprise2");
            String delivery =
                    endpoint.post("tests").then().statusCode(201).extract().path("id");

            given().auth()
                    .oauth2(other)
                    .get(endpoint.path())
                    .then()
                    .statusCode(404)
                    .body("code", is("webhook-endpoint-not-found"));
            given().auth()
                    .oauth2(other)
                    .get(endpoint.path() + "/progress")
                    .then()
                    .statusCode(404);
            given().auth().oauth2(other).get(PATH).then().statusCode(200).body("data.id", not(hasItem(endpoint.id())));
            given().auth()
                    .oauth2(other)
                    .header("If-Match", "*")
                    .contentType("application/merge-patch+json; charset=UTF-8")
                    .body("{\"description\": \"mine\"}")
                    .patch(endpoint.path())
                    .then()
                    .statusCode(404);
            given().auth()
                    .oauth2(other)
                    .header("If-Match", "*")
                    .delete(endpoint.path())
                    .then()
                    .statusCode(404);
            for (String action : List.of("tests", "pauses", "resumptions")) {
                TestEndpoint.keyed(other)
                        .post(endpoint.path() + "/" + action)
                        .then()
                        .statusCode(404);
            }
            for (String action : List.of("secret-rotations", "replays")) {
                TestEndpoint.keyed(other)
                        .contentType("application/json")
                        .body(action.equals("replays") ? "{\"fromPosition\": 1}" : "{}")
                        .post(endpoint.path() + "/" + action)
                        .then()
                        .statusCode(404);
            }
            given().auth()
                    .oauth2(other)
                    .get("/api/v1/webhook-deliveries/" + delivery)
                    .then()
                    .statusCode(404)
                    .body("code", is("webhook-delivery-not-found"));
            TestEndpoint.keyed(other)
                    .post("/api/v1/webhook-deliveries/" + delivery + "/redeliveries")
                    .then()
                    .statusCode(404);
            given().auth()
                    .oauth2(other)
                    .queryParam("endpointId", endpoint.id())
                    .get("/api/v1/webhook-deliveries")
                    .then()
                    .statusCode(200)
                    .body("data", empty());
            SignedIn.as("auditor").get(endpoint.path()).then().statusCode(200).body("availableActions", empty());
            SignedIn.as("auditor")
                    .get("/api/v1/webhook-deliveries/" + delivery)
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void aClientNeedsTheScope() {
        SignedIn.asPlatformClient().get(PATH).then().statusCode(200);
        String narrow = given().formParam("grant_type", "client_credentials")
                .formParam("client_id", "platform-client")
                .formParam("client_secret", "platform-secret")
                .formParam("scope", "catalogue:read")
                .post("/api/v1/oauth/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");

        given().auth().oauth2(narrow).get(PATH).then().statusCode(403).body("code", is("scope-missing"));
        given().auth()
                .oauth2(narrow)
                .get("/api/v1/webhook-deliveries")
                .then()
                .statusCode(403)
                .body("code", is("scope-missing"));
        SignedIn.as("finance").get(PATH).then().statusCode(403).body("code", is("forbidden"));
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://example.cn/, webhook-url-not-https",
        "https://user@example.cn/, webhook-url-userinfo",
        "https://example.cn/#part, webhook-url-malformed",
        "https://2130706433/, webhook-url-host",
        "https://[::ffff:1.2.3.4]/, webhook-url-private-address",
        "https://example.cn:99999/, webhook-url-port"
    })
    void anAddressThatIsNoReceiverIsRefused(String url, String code) {
        TestEndpoint.keyed(SignedIn.tokenOf("enterprise"))
                .contentType("application/json")
                .body(Map.of("url", url))
                .post(PATH)
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/url"))
                .body("errors.code", contains(code));
    }

    @Test
    void aChangeNeedsTheStateItIsBasedOn() {
        try (TestEndpoint endpoint = TestEndpoint.anEndpoint("enterprise", receiver, TestEndpoint.aType())) {
            String patch = "{\"description\": \"新系统\", \"contactEmail\": \"it@example.cn\"}";

            endpoint.request()
                    .contentType("application/merge-patch+json; charset=UTF-8")
                    .body(patch)
                    .patch(endpoint.path())
                    .then()
                    .statusCode(428)
                    .body("code", is("if-match-required"));
            endpoint.request()
                    .header("If-Match", "\"7\"")
                    .contentType("application/merge-patch+json; charset=UTF-8")
                    .body(patch)
                    .patch(endpoint.path())
                    .then()
                    .statusCode(412);
            endpoint.request()
                    .header("If-Match", "\"0\"")
                    .contentType("application/merge-patch+json; charset=UTF-8")
                    .body(patch)
                    .patch(endpoint.path())
                    .then()
                    .statusCode(200)
                    .header("ETag", "\"1\"")
                    .body("description", is("新系统"))
                    .body("contactEmail", is("it@example.cn"));
            for (String bad : List.of(
                    "{\"contactEmail\": \"nobody\"}",
                    "{\"types\": [\"A B\"]}",
                    "{\"url\": null}",
                    "{\"url\": \"https://a@b.cn\"}")) {
                endpoint.request()
                        .header("If-Match", "\"1\"")
                        .contentType("application/merge-patch+json; charset=UTF-8")
                        .body(bad)
                        .patch(endpoint.path())
                        .then()
                        .statusCode(400);
            }
            endpoint.request()
                    .header("If-None-Match", "\"1\"")
                    .get(endpoint.path())
                    .then()
                    .statusCode(304);
            endpoint.request()
                    .header("If-Match", "\"0\"")
                    .delete(endpoint.path())
                    .then()
                    .statusCode(412);
            endpoint.request().delete(endpoint.path()).then().statusCode(428);
        }
    }

    @Test
    void aTestIsDeliveredSignedAndAsACloudEvent() throws InterruptedException {
        try (TestEndpoint endpoint = TestEndpoint.anEndpoint("enterprise", receiver, TestEndpoint.aType())) {
            JsonPath test = endpoint.post("tests")
                    .then()
                    .statusCode(201)
                    .header("Location", notNullValue())
                    .body("kind", is("TEST"))
                    .extract()
                    .jsonPath();

            TestReceiver.Received received = receiver.await(one -> one.id().equals(test.getString("eventId")));

            assertThat(received.isGenuine()).isTrue();
            assertThat(received.contentType()).isEqualTo("application/cloudevents+json; charset=utf-8");
            assertThat(received.event().getString("specversion")).isEqualTo("1.0");
            assertThat(received.event().getString("type")).isEqualTo("cn.dengyun.events.webhook.tested");
            assertThat(received.event().getString("subject")).isEqualTo(endpoint.path());
            delivered(endpoint, test.getString("id"));
        }
    }

    @Test
    void duringARotationBothGenerationsSign() throws InterruptedException {
        try (TestEndpoint endpoint = TestEndpoint.anEndpoint("enterprise", receiver, TestEndpoint.aType())) {
            JsonPath rotated = endpoint.post("secret-rotations", Map.of("overlapHours", 1))
                    .then()
                    .statusCode(201)
                    .body("endpoint.previousPublicKey", is(endpoint.publicKey()))
                    .body("endpoint.previousUntil", notNullValue())
                    .body("secret", not(is(endpoint.secret())))
                    .extract()
                    .jsonPath();

            // The receiver still trusts the old keys, then the new ones.
            TestReceiver.Received first = tested(endpoint);
            receiver.trust(rotated.getString("secret"), rotated.getString("endpoint.publicKey"));
            TestReceiver.Received second = tested(endpoint);
            JsonPath again = endpoint.post("secret-rotations", Map.of("overlapHours", 0))
                    .then()
                    .statusCode(201)
                    .body("endpoint.previousPublicKey", nullValue())
                    .extract()
                    .jsonPath();
            TestReceiver.Received third = tested(endpoint);
            receiver.trust(again.getString("secret"), again.getString("endpoint.publicKey"));
            TestReceiver.Received fourth = tested(endpoint);

            assertThat(first.isGenuine()).isTrue();
            assertThat(first.signatures().split(" ", -1)).hasSize(4);
            assertThat(second.isGenuine()).isTrue();
            assertThat(third.isGenuine()).isFalse();
            assertThat(third.signatures().split(" ", -1)).hasSize(2);
            assertThat(fourth.isGenuine()).isTrue();
            endpoint.post("secret-rotations", Map.of("overlapHours", 1_000))
                    .then()
                    .statusCode(400);
        }
    }

    private TestReceiver.Received tested(TestEndpoint endpoint) throws InterruptedException {
        String event = endpoint.post("tests").then().statusCode(201).extract().path("eventId");
        return receiver.await(one -> one.id().equals(event));
    }

    static void delivered(TestEndpoint endpoint, String delivery) {
        Patience.until(
                "the delivery",
                () -> endpoint.delivery(delivery)
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("status"),
                "DELIVERED"::equals);
    }
}
