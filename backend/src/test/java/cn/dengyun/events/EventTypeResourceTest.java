package cn.dengyun.events;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.outbox.EventType;
import com.github.fge.jackson.JsonLoader;
import com.github.fge.jsonschema.main.JsonSchema;
import com.github.fge.jsonschema.main.JsonSchemaFactory;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class EventTypeResourceTest {

    private static final String PATH = "/api/v1/event-types";
    private static final String UNDECLARED = "cn.dengyun.voucher.stolen";

    @Inject
    EventCatalogue catalogue;

    @Inject
    AgroalDataSource database;

    @Test
    void everybodySeesEveryTypeWithItsSchemaAndAnExample() {
        given().get(PATH)
                .then()
                .statusCode(200)
                .header("Content-Language", "zh-CN")
                .body(
                        "data.type",
                        contains(catalogue.types().stream().map(EventType::type).toArray()))
                .body("page.hasMore", is(false))
                .body("data.find { it.type == 'cn.dengyun.voucher.issued' }.name", is("云服务券已发放"))
                .body("data.find { it.type == 'cn.dengyun.voucher.issued' }.nameEn", is("Voucher issued"))
                .body(
                        "data.find { it.type == 'cn.dengyun.voucher.issued' }.subject",
                        is("/api/v1/vouchers/{voucherId}"))
                .body(
                        "data.find { it.type == 'cn.dengyun.voucher.issued' }.dataSchema.properties.voucherId.format",
                        is("uuid"))
                .body("data.find { it.type == 'cn.dengyun.voucher.issued' }.example.data.faceFen", is(5_000_000))
                .body(
                        "data.find { it.type == 'cn.dengyun.voucher.issued' }.example.subject",
                        is("/api/v1/vouchers/01997c1e-5d4a-7b1c-9f0e-3b1d8a6c2e41"));
    }

    @Test
    void whoHasTheListAlreadyGets304() {
        String tag = given().get(PATH)
                .then()
                .header("Cache-Control", "public, max-age=300")
                .header("ETag", matchesPattern("\"[0-9a-f]{32}\""))
                .extract()
                .header("ETag");

        given().header("If-None-Match", tag).get(PATH).then().statusCode(304).body(is(emptyString()));
        given().header("If-None-Match", tag)
                .header("Accept-Language", "en")
                .get(PATH)
                .then()
                .statusCode(200)
                .body("data.find { it.type == 'cn.dengyun.voucher.issued' }.name", is("Voucher issued"));
    }

    @ParameterizedTest
    @ValueSource(strings = {UNDECLARED, "cn.dengyun.vouchers.", "CN.DENGYUN.VOUCHER.", "voucher"})
    void aFilterThatNoTypeFitsIsRefusedWithTheWayToTheList(String type) {
        SignedIn.as("auditor")
                .header("Accept-Language", "en")
                .queryParam("type", type)
                .get("/api/v1/events")
                .then()
                .statusCode(400)
                .body("code", is("invalid-request"))
                .body("errors.pointer", contains("query/type"))
                .body("errors.code", contains("event-type-unknown"))
                .body("errors[0].detail", containsString(type))
                .body("errors[0].hint", containsString(PATH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cn.dengyun.voucher.issued", "cn.dengyun.voucher.", "cn.dengyun.vouch", "cn."})
    void theBeginningOfATypeIsAFilter(String type) {
        SignedIn.as("auditor")
                .queryParam("type", type)
                .get("/api/v1/events")
                .then()
                .statusCode(200);
    }

    @Test
    void aSubscriptionToAnUnknownTypeIsRefusedAndNamesEachOfThem() {
        SignedIn.as("enterprise")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of(
                        "url",
                        "https://hooks.example.cn/dengyun",
                        "types",
                        List.of("cn.dengyun.voucher.", UNDECLARED, "cn.dengyun.weather."),
                        "contactEmail",
                        "nobody@localhost@x"))
                .post("/api/v1/webhook-endpoints")
                .then()
                .statusCode(400);
        SignedIn.as("enterprise")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of(
                        "url",
                        "https://hooks.example.cn/dengyun",
                        "types",
                        List.of("cn.dengyun.voucher.", UNDECLARED, "cn.dengyun.weather.")))
                .post("/api/v1/webhook-endpoints")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/types/1", "/types/2"))
                .body("errors.code", contains("event-type-unknown", "event-type-unknown"))
                .body("errors[0].detail", containsString(UNDECLARED));
    }

    @Test
    void theListTakesNoFilter() {
        given().queryParam("type", "cn.dengyun.voucher.")
                .get(PATH)
                .then()
                .statusCode(400)
                .body("code", is("invalid-request"))
                .body("errors[0].code", is("parameter-unknown"));
    }

    /** The demo tells something of most slices, and so does whatever test ran before. */
    @Test
    void whatWasToldKeepsToWhatIsDeclared() throws Exception {
        Map<String, EventType<?>> declared =
                catalogue.types().stream().collect(Collectors.toMap(EventType::type, Function.identity()));
        Map<String, String> schemas = given().get(PATH).jsonPath().getList("data", Map.class).stream()
                .collect(Collectors.toMap(
                        type -> (String) type.get("type"),
                        type -> io.vertx.core.json.Json.encode(type.get("dataSchema"))));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet events = statement.executeQuery("SELECT DISTINCT ON (type) type, subject, data FROM event"
                        + " WHERE subject LIKE '/api/v1/%' AND subject NOT LIKE '/api/v1/test%'"
                        + " AND type <> 'cn.dengyun.voucher.changed' ORDER BY type, id DESC")) {
            int seen = 0;
            while (events.next()) {
                String type = events.getString("type");
                assertThat(declared).containsKey(type);
                JsonSchema schema =
                        JsonSchemaFactory.byDefault().getJsonSchema(JsonLoader.fromString(schemas.get(type)));
                assertThat(schema.validate(JsonLoader.fromString(events.getString("data")))
                                .isSuccess())
                        .as(type + " " + events.getString("data"))
                        .isTrue();
                assertThat(events.getString("subject"))
                        .matches(declared.get(type).subject().replaceAll("\\{[^/]+}", "[^/]+"));
                seen++;
            }
            assertThat(seen).isGreaterThan(10);
        }
    }
}
