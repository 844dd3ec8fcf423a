package cn.dengyun.settlement.batch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.programme.DemoProgramme;
import cn.dengyun.settlement.claim.TestClaims;
import cn.dengyun.trade.order.DemoTrade;
import cn.dengyun.trade.order.domain.ServiceOrder;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the demo shows of claims and batches: made at the first start, and not again at the next. */
@QuarkusTest
class DemoSettlementTest {

    @Inject
    DemoSettlement demo;

    @Inject
    DemoTrade trade;

    @Test
    void claimsWaitForDifferentPeopleAndABatchForItsSecond() {
        String order = trade.order(DemoSettlement.ORDER).orElseThrow().number();

        demo.makeMissing();

        assertThat(trade.order(DemoSettlement.ORDER).orElseThrow().number()).isEqualTo(order);
        Response claims = SignedIn.as("platform").get(TestClaims.PATH + "?limit=200&programmeId=" + DemoProgramme.ID);
        String ofOrder = "data.findAll { it.orderNumber == '" + order + "' && it.status != 'WITHDRAWN' }.";
        assertThat(claims.<List<String>>path(ofOrder + "status"))
                .containsExactlyInAnyOrder("SUBMITTED", "CHECKED", "APPROVED", "BATCHED");
        Response batches =
                SignedIn.as("finance2").get(TestSettlement.PATH + "?status=DRAFT&programmeId=" + DemoProgramme.ID);
        assertThat(batches.<List<Integer>>path("data.lines")).containsExactly(1);
        assertThat(batches.<List<String>>path("data[0].availableActions")).contains("APPROVE");
    }

    /** As if the first start had broken off before it claimed the last month. */
    @Test
    void aStartThatBrokeOffIsGoneOnWith() {
        ServiceOrder order = trade.order(DemoSettlement.ORDER).orElseThrow();
        UUID last = UUID.fromString(claims(order, "SUBMITTED").get(0));
        TestClaims.withdraw(SignedIn.as("platform"), last.toString()).then().statusCode(200);
        TestClaims.set("UPDATE settlement_claim SET order_id = NULL WHERE id = ?", last);

        demo.makeMissing();

        assertThat(claims(order, "SUBMITTED")).hasSize(1).doesNotContain(last.toString());
        assertThat(claims(order, "BATCHED")).as("nothing is made twice").hasSize(1);
        TestClaims.set("UPDATE settlement_claim SET order_id = '" + order.id() + "' WHERE id = ?", last);
    }

    private static List<String> claims(ServiceOrder order, String status) {
        return SignedIn.as("platform")
                .get(TestClaims.PATH + "?limit=200&status=" + status + "&programmeId=" + DemoProgramme.ID)
                .path("data.findAll { it.orderNumber == '" + order.number() + "' }.id");
    }
}
