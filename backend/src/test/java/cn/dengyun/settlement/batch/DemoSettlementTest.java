package cn.dengyun.settlement.batch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.programme.DemoProgramme;
import cn.dengyun.settlement.claim.TestClaims;
import cn.dengyun.trade.order.DemoTrade;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
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
        String ofOrder = "data.findAll { it.orderNumber == '" + order + "' }.";
        assertThat(claims.<List<String>>path(ofOrder + "status"))
                .containsExactlyInAnyOrder("SUBMITTED", "CHECKED", "APPROVED", "BATCHED");
        Response batches =
                SignedIn.as("finance2").get(TestSettlement.PATH + "?status=DRAFT&programmeId=" + DemoProgramme.ID);
        assertThat(batches.<List<Integer>>path("data.lines")).containsExactly(1);
        assertThat(batches.<List<String>>path("data[0].availableActions")).contains("APPROVE");
    }
}
