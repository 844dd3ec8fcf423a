package cn.dengyun.trade.rating;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.trade.order.MonthOffering;
import cn.dengyun.trade.order.TestOrders;
import io.quarkus.arc.Arc;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Ratings of orders with the demo's platform, each of an offering of its own. */
public final class TestRatings {

    public static final String PATH = "/api/v1/ratings";
    static final String PLATFORM = "01900000-0000-7000-8000-000000000001";

    private TestRatings() {}

    static String offering() {
        return MonthOffering.of(PLATFORM, () -> SignedIn.as("platform"));
    }

    /** The id of an order of the demo's enterprise of which one month was accepted. */
    public static String accepted() {
        return accepted(() -> SignedIn.as("enterprise"), offering());
    }

    static String accepted(Supplier<RequestSpecification> enterprise, String offering) {
        return accepted(enterprise, () -> SignedIn.as("platform"), offering);
    }

    static String accepted(
            Supplier<RequestSpecification> enterprise, Supplier<RequestSpecification> seller, String offering) {
        String order = begun(enterprise, seller, offering);
        TestOrders.acceptDelivery(enterprise.get(), TestOrders.delivered(seller.get(), order, 1))
                .then()
                .statusCode(200);
        return order;
    }

    /** The id of one in service of which nothing was accepted. */
    static String begun(
            Supplier<RequestSpecification> enterprise, Supplier<RequestSpecification> seller, String offering) {
        String order = TestOrders.post(
                        enterprise.get(), TestOrders.PATH, TestOrders.months(offering, 2, false, List.of()))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        TestOrders.accept(seller.get(), order).then().statusCode(200);
        TestOrders.activate(seller.get(), order).then().statusCode(200);
        return order;
    }

    static Map<String, Object> form(int stars, String text, boolean isNamed) {
        Map<String, Object> form = new HashMap<>(Map.of("stars", stars, "isNamed", isNamed));
        if (text != null) {
            form.put("text", text);
        }
        return form;
    }

    static Response rate(RequestSpecification enterprise, String order, Map<String, Object> form) {
        return TestOrders.post(enterprise, TestOrders.PATH + "/" + order + "/ratings", form);
    }

    /** The id of a rating of the demo's enterprise. */
    public static String rated() {
        return rated(() -> SignedIn.as("enterprise"), accepted(), form(4, "开通及时", false));
    }

    static String rated(Supplier<RequestSpecification> enterprise, String order, Map<String, Object> form) {
        return rate(enterprise.get(), order, form)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    static Response move(RequestSpecification caller, String id, String what, Map<String, Object> body) {
        return TestOrders.post(caller, PATH + "/" + id + "/" + what, body);
    }

    static Response get(RequestSpecification caller, String id) {
        return caller.get(PATH + "/" + id);
    }

    /** As somebody could who owns the database. */
    static void set(String sql, UUID id) {
        DataSource database = Arc.container().instance(DataSource.class).get();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
