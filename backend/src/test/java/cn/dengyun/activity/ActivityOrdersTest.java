package cn.dengyun.activity;

import static cn.dengyun.activity.TestActivities.PATH;
import static cn.dengyun.activity.TestActivities.at;
import static cn.dengyun.activity.TestActivities.checkIn;
import static cn.dengyun.activity.TestActivities.end;
import static cn.dengyun.activity.TestActivities.post;
import static cn.dengyun.activity.TestActivities.published;
import static cn.dengyun.activity.TestActivities.register;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.trade.order.TestOrders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Matchmaking has come to the orders of those who were both there. */
@QuarkusTest
class ActivityOrdersTest {

    @Inject
    DataSource database;

    private static String code(Response answer) {
        return answer.path("code");
    }

    private static String matchmaking() {
        Map<String, Object> form = TestActivities.form();
        form.put("kind", "MATCHMAKING");
        return published("hefei", form);
    }

    private static Response orders(String account, String id) {
        return SignedIn.as(account).get(PATH + "/" + id + "/orders");
    }

    @Test
    void providersComeToMatchmakingAlone() {
        String phone = TestActivities.aPhone();

        assertThat(code(register("platform", published("hefei"), phone))).isEqualTo("activity-not-for-providers");
        Response registered = register("platform", matchmaking(), phone);
        assertThat(registered.statusCode()).as(registered.asString()).isEqualTo(201);
        assertThat(registered.<Boolean>path("isProvider")).isTrue();
        String path = "/api/v1/activity-registrations/" + registered.path("id");
        assertThat(code(post("application", path + "/withdrawals", null))).isEqualTo("activity-registration-not-found");
        assertThat(post("platform", path + "/withdrawals", null).<String>path("status"))
                .isEqualTo("WITHDRAWN");
    }

    @Test
    void ordersOfThoseWhoWereBothThereAreCountedAndListedWithoutAmounts() {
        String id = matchmaking();
        Response buyer = register("enterprise", id, TestActivities.aPhone());
        Response seller = register("platform", id, TestActivities.aPhone());
        checkIn(database, id, buyer);
        String before = TestOrders.begun();

        assertThat(orders("hefei", id).<Integer>path("orders")).isZero();
        checkIn(database, id, seller);
        end(database, id);
        String accepted = TestOrders.begun();
        String open = TestOrders.placed();

        Response found = orders("hefei", id);
        assertThat(found.<List<String>>path("newest.orderId"))
                .contains(before, accepted)
                .doesNotContain(open)
                .hasSize(Math.min(found.<Integer>path("orders"), ActivityOrders.MAX_ROWS));
        assertThat(found.<Integer>path("pairs")).isEqualTo(1);
        assertThat(found.asString()).doesNotContain("Fen");
        for (String who : List.of("province", "auditor")) {
            assertThat(orders(who, id).<Integer>path("orders")).as(who).isEqualTo(found.<Integer>path("orders"));
        }
        at(
                database,
                id,
                "starts_at = now() - interval '100 days', ends_at = now() - interval '91 days',"
                        + " registration_opens_at = now() - interval '110 days',"
                        + " registration_closes_at = now() - interval '101 days'");
        assertThat(orders("hefei", id).<List<String>>path("newest.orderId")).doesNotContain(before, accepted);
    }

    @Test
    void nobodyElseReadsThem() {
        String id = matchmaking();

        assertThat(code(orders("wuhu", id))).isEqualTo("not-yours");
        assertThat(code(orders("enterprise", id))).isEqualTo("forbidden");
        assertThat(code(orders("platform", id))).isEqualTo("forbidden");
        assertThat(code(orders("hefei", UUID.randomUUID().toString()))).isEqualTo("activity-not-found");
        assertThat(orders("hefei", id).<List<Object>>path("newest")).isEmpty();
    }
}
