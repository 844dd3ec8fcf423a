package cn.dengyun.trade.provisioning;

import static io.restassured.RestAssured.given;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.database.OwnerDatabase;
import cn.dengyun.provider.TestSupervision;
import cn.dengyun.trade.order.MonthOffering;
import cn.dengyun.trade.order.TestOrders;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Endpoints of providers, and what is provisioned there. */
public final class TestProvisioning {

    public static final String ENDPOINTS = "/api/v1/provisioning-endpoints";
    public static final String PATH = "/api/v1/provisionings";

    private TestProvisioning() {}

    /** A provider of the test's own, its endpoint, and an offering of it. */
    record Scene(
            TestEnterprise organization,
            Supplier<RequestSpecification> seller,
            TestProviderEndpoint server,
            String endpoint,
            String offering)
            implements AutoCloseable {

        /** The id of an order that was accepted. */
        String accepted() {
            return accepted(offering);
        }

        String accepted(String wanted) {
            String id = TestOrders.place("enterprise", TestOrders.months(wanted, 12, false, List.of()))
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            TestOrders.accept(seller.get(), id).then().statusCode(200);
            return id;
        }

        @Override
        public void close() {
            server.close();
        }
    }

    /** One whose endpoint is enabled. */
    static Scene scene() {
        TestEnterprise organization = TestEnterprise.certified("PROVIDER", "340123", "feixi");
        String provider = TestSupervision.asProvider(organization);
        Supplier<RequestSpecification> seller = () -> given().auth().oauth2(organization.token());
        TestProviderEndpoint server = new TestProviderEndpoint();
        Response made = register(seller.get(), server.url());
        made.then().statusCode(201);
        server.trust(made.path("secret"));
        String endpoint = made.path("endpoint.id");
        post(seller.get(), ENDPOINTS + "/" + endpoint + "/checks").then().statusCode(200);
        post(seller.get(), ENDPOINTS + "/" + endpoint + "/activations").then().statusCode(200);
        return new Scene(organization, seller, server, endpoint, MonthOffering.of(provider, seller));
    }

    static Response register(RequestSpecification caller, String url) {
        return TestOrders.post(caller, ENDPOINTS, Map.of("url", url));
    }

    static Response post(RequestSpecification caller, String path) {
        return caller.header("Idempotency-Key", UUID.randomUUID().toString()).post(path);
    }

    /** The provisioning of an order, as that account sees it; null where it has none. */
    static String of(String account, String order) {
        return SignedIn.as(account)
                .get(TestOrders.PATH + "/" + order + "/provisioning")
                .then()
                .statusCode(200)
                .extract()
                .path("provisioning.id");
    }

    /** The id of the endpoint of that account's organisation; it is registered when there is none. */
    static String endpointOf(String account) {
        List<String> present = SignedIn.as(account).get(ENDPOINTS).path("data.id");
        return present.isEmpty()
                ? register(SignedIn.as(account), "http://127.0.0.1:9/matrix").path("endpoint.id")
                : present.get(0);
    }

    /** The id of an endpoint of a provider that nobody else uses, and its owner. */
    public static Map.Entry<String, TestEnterprise> anEndpoint() {
        TestEnterprise owner = TestEnterprise.registered("PROVIDER", "340123");
        String id = register(given().auth().oauth2(owner.token()), "http://127.0.0.1:9/example")
                .path("endpoint.id");
        return Map.entry(id, owner);
    }

    /**
     * The id of what the demo's platform provisions for the demo's first enterprise: it is there and stays so. The
     * endpoint cannot be enabled afterwards, so that other orders of the platform are left alone.
     */
    public static String made() {
        String endpoint = endpointOf("platform");
        String address = ENDPOINTS + "/" + endpoint;
        try (TestProviderEndpoint server = new TestProviderEndpoint()) {
            moved(address, server.url());
            server.trust(
                    post(SignedIn.as("platform"), address + "/secret-rotations").path("secret"));
            // Many tests check the one endpoint of the demo's platform within an hour.
            set("UPDATE provisioning_pace SET window_checks = 0 WHERE endpoint_id = ?", endpoint);
            post(SignedIn.as("platform"), address + "/checks").then().statusCode(200);
            post(SignedIn.as("platform"), address + "/activations").then().statusCode(200);
            String order = TestOrders.place("enterprise", TestOrders.months(MonthOffering.id(), 12, false, List.of()))
                    .path("id");
            TestOrders.accept(order).then().statusCode(200);
            String id = of("enterprise", order);
            set(
                    "UPDATE provisioning SET status = 'PROVISIONED', activated = true, due_at = NULL, call_id = NULL,"
                            + " lease_until = NULL WHERE id = ?",
                    id);
            post(SignedIn.as("platform"), address + "/deactivations").then().statusCode(200);
            moved(address, "http://127.0.0.1:9/matrix");
            return id;
        }
    }

    private static void moved(String address, String url) {
        SignedIn.as("platform")
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body(Map.of("url", url))
                .patch(address)
                .then()
                .statusCode(200);
    }

    /** The id of one that failed. */
    public static String failed() {
        String id = made();
        set("UPDATE provisioning SET status = 'FAILED' WHERE id = ?", id);
        return id;
    }

    /** As somebody could who owns the database. */
    static void set(String sql, String id) {
        try (Connection database = OwnerDatabase.connect();
                PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setObject(1, UUID.fromString(id));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
