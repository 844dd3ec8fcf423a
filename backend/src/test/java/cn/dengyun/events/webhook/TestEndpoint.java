package cn.dengyun.events.webhook;

import static io.restassured.RestAssured.given;

import cn.dengyun.identity.SignedIn;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** An endpoint of a demo organisation that is told of one sort of event only. */
final class TestEndpoint implements AutoCloseable {

    private static final String PATH = "/api/v1/webhook-endpoints";
    private static final String A_DECLARED_BEGINNING = "cn.dengyun.events.webhook.";

    private final String token;
    private final JsonPath made;

    private TestEndpoint(String token, JsonPath made) {
        this.token = token;
        this.made = made;
    }

    /** An endpoint of the organisation of this account, whose secret the receiver knows. */
    static TestEndpoint anEndpoint(String username, TestReceiver receiver, String type) {
        String token = SignedIn.tokenOf(username);
        JsonPath made = keyed(token)
                .contentType("application/json")
                .body(Map.of("url", receiver.url(), "types", List.of(A_DECLARED_BEGINNING)))
                .post(PATH)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        receiver.trust(made.getString("secret"), made.getString("endpoint.publicKey"));
        TestEndpoint endpoint = new TestEndpoint(token, made);
        endpoint.hear(type);
        return endpoint;
    }

    /** Types of tests are not declared, so nobody can ask for them; an endpoint may have them from former days. */
    private void hear(String type) {
        Config config = ConfigProvider.getConfig();
        try (Connection connection = DriverManager.getConnection(
                        config.getValue("quarkus.datasource.jdbc.url", String.class),
                        config.getValue("quarkus.flyway.username", String.class),
                        config.getValue("quarkus.flyway.password", String.class));
                PreparedStatement statement =
                        connection.prepareStatement("UPDATE webhook_endpoint SET types = ARRAY[?] WHERE id = ?")) {
            statement.setString(1, type);
            statement.setObject(2, UUID.fromString(id()));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** A type that no other test's endpoint is told of. */
    static String aType() {
        return "cn.dengyun.test." + UUID.randomUUID();
    }

    String id() {
        return made.getString("endpoint.id");
    }

    UUID organizationId() {
        return UUID.fromString(made.getString("endpoint.organizationId"));
    }

    String secret() {
        return made.getString("secret");
    }

    String publicKey() {
        return made.getString("endpoint.publicKey");
    }

    String path() {
        return PATH + "/" + id();
    }

    RequestSpecification request() {
        return given().auth().oauth2(token);
    }

    /** A request with a fresh key. */
    RequestSpecification keyed() {
        return keyed(token);
    }

    Response post(String action) {
        return keyed().post(path() + "/" + action);
    }

    Response post(String action, Map<String, ?> body) {
        return keyed().contentType("application/json").body(body).post(path() + "/" + action);
    }

    JsonPath progress() {
        return request()
                .get(path() + "/progress")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    Response delivery(String deliveryId) {
        return request().get("/api/v1/webhook-deliveries/" + deliveryId);
    }

    String etag() {
        return request().get(path()).then().statusCode(200).extract().header("ETag");
    }

    static RequestSpecification keyed(String token) {
        return given().auth()
                .oauth2(token)
                .header("Idempotency-Key", UUID.randomUUID().toString());
    }

    /** Removes it, unless the test did. */
    @Override
    public void close() {
        Response present = request().get(path());
        if (present.statusCode() == 200) {
            request().header("If-Match", present.header("ETag")).delete(path());
        }
    }
}
