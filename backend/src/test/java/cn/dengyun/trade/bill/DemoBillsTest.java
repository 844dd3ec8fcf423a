package cn.dengyun.trade.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.provider.DemoProviders;
import cn.dengyun.trade.bill.domain.Bill;
import cn.dengyun.trade.order.DemoTrade;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the demo shows of the trade beyond orders: made at the first start, and not again at the next. */
@QuarkusTest
class DemoBillsTest {

    @Inject
    DemoBills demo;

    @Inject
    DemoTrade trade;

    @Test
    void theBillOfTheFirstMonthWaitsForTheEnterprise() {
        UUID order = trade.order(DemoBills.ORDER).orElseThrow().id();
        LocalDate month = Bill.monthOf(Instant.now().minus(Bill.GRACE)).minusMonths(1);

        demo.makeMissing();

        assertThat(trade.order(DemoBills.ORDER).orElseThrow().id()).isEqualTo(order);
        Response bills = SignedIn.as("enterprise").get(TestBills.PATH + "?orderId=" + order + "&limit=200");

        bills.then()
                .body("data.findAll { it.status == 'LOCKED' }.month", equalTo(List.of(month.toString())))
                .body("data.find { it.status == 'LOCKED' }.availableActions", hasItem("ACCEPT"))
                .body("data.find { it.status == 'LOCKED' }.netFen", greaterThan(10_000));
        String bill = bills.path("data.find { it.status == 'LOCKED' }.id");
        SignedIn.as("platform")
                .get(TestBills.PATH + "/" + bill + "/events?limit=200")
                .then()
                .body("data", hasSize(month.lengthOfMonth()))
                .body("data.planCode", everyItem(equalTo("c1-payg")));
    }

    @Test
    void whatWasAcceptedInOwnWordsIsInThePreviewOfItsOrder() {
        UUID order = trade.order("DEMO-PO-13").orElseThrow().id();

        SignedIn.as("enterprise")
                .get("/api/v1/orders/" + order + "/bill-preview")
                .then()
                .body("lines.kind", equalTo(List.of("OWN_WORDS")))
                .body("netFen", equalTo(282_500))
                .body("taxFen", equalTo(32_500));
    }

    /** Whatever other tests have done to its provider since. */
    @Test
    void aTrialWasGranted() {
        SignedIn.as("enterprise")
                .get("/api/v1/trials?offeringId=" + offering("demo-crm"))
                .then()
                .body("data", hasSize(1))
                .body("data.startsAt", everyItem(notNullValue()));
    }

    @Test
    void oneDemandHasSealedQuotesAndOneHasOpenOnes() {
        Response sealedOne = demand("协同办公与在线审批上云");
        String sealed = sealedOne.path("data[0].id");
        Response openedOne = demand("采购与库存管理上云");
        String opened = openedOne.path("data[0].id");

        sealedOne.then().body("data.quoting", equalTo(List.of(true))).body("data.quotes", equalTo(List.of(2)));
        openedOne.then().body("data.quoting", equalTo(List.of(false)));
        SignedIn.as("enterprise")
                .get("/api/v1/demands/" + sealed + "/quotes")
                .then()
                .body("data", hasSize(0));
        SignedIn.as("enterprise")
                .get("/api/v1/demands/" + opened + "/quotes")
                .then()
                .body("data.status", equalTo(List.of("SUBMITTED", "SUBMITTED")))
                .body("data.providerId", hasItem(DemoProviders.PLATFORM.toString()));
    }

    @Test
    void aRatingIsAnswered() {
        SignedIn.as("application")
                .get("/api/v1/ratings?limit=200&offeringId=" + offering("demo-erp"))
                .then()
                .body("data.findAll { it.isNamed }.answer", hasItem(notNullValue()));
    }

    private static Response demand(String title) {
        return SignedIn.as("enterprise").queryParam("q", title).get("/api/v1/demands?own=true");
    }

    private String offering(String externalId) {
        return trade.offering(DemoProviders.APPLICATION, externalId).id().toString();
    }
}
