package cn.dengyun.adoption.record;

import static cn.dengyun.adoption.record.TestAdoption.ENTERPRISES;
import static cn.dengyun.adoption.record.TestAdoption.RECORDS;
import static cn.dengyun.adoption.record.TestAdoption.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.Background;
import cn.dengyun.trade.order.MonthOffering;
import cn.dengyun.trade.order.TestOrders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an enterprise has ordered itself counts when the service begins, without anybody's saying so. */
@QuarkusTest
class AdoptionOrderTest {

    private static RequestSpecification as(TestEnterprise enterprise) {
        return given().auth().oauth2(enterprise.token());
    }

    private static Response records(String order) {
        return SignedIn.as("auditor").queryParam("orderId", order).get(RECORDS);
    }

    @Test
    void anOrderCountsWhenItsServiceBeginsAndNoMoreWhenItIsCalledOff() {
        TestEnterprise buyer = TestEnterprise.certified("340123", "feixi");
        String order = TestOrders.post(
                        as(buyer), TestOrders.PATH, TestOrders.months(MonthOffering.id(), 12, false, List.of()))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        TestOrders.accept(SignedIn.as("platform"), order).then().statusCode(200);
        Background.settle();
        assertThat(records(order).<List<String>>path("data.id")).isEmpty();

        TestOrders.activate(SignedIn.as("platform"), order).then().statusCode(200);
        Background.settle();

        assertThat(records(order).<List<String>>path("data.status")).containsExactly("COUNTED");
        assertThat(as(buyer).get(ENTERPRISES).<List<String>>path("data.level")).containsExactly("CLOUD");
        String record = records(order).path("data[0].id");
        assertThat(as(buyer).get(RECORDS + "/" + record).<List<String>>path("availableActions"))
                .isEmpty();
        assertThat(post(SignedIn.as("platform"), RECORDS + "/" + record + "/withdrawals", Map.of("reason", "x"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(post(as(buyer), RECORDS + "/" + record + "/objections", Map.of("grounds", "OTHER", "statement", "x"))
                        .<String>path("code"))
                .isEqualTo("adoption-objection-late");
        assertThat(post(SignedIn.as("feixi"), RECORDS + "/" + record + "/removals", Map.of("reason", "订单已全额退款"))
                        .<String>path("status"))
                .isEqualTo("REMOVED");
        assertThat(as(buyer).get(ENTERPRISES).<List<String>>path("data.status")).containsExactly("LAPSED");
    }
}
