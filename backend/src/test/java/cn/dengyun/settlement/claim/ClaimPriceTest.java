package cn.dengyun.settlement.claim;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.programme.TestRules;
import cn.dengyun.trade.order.TestOrders;
import cn.dengyun.voucher.TestVouchers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A price that was raised under another key is looked at before it is paid. */
@QuarkusTest
class ClaimPriceTest {

    private static final String OFFERINGS = "/api/v1/providers/01900000-0000-7000-8000-000000000001/offerings/";

    @Inject
    TestVouchers vouchers;

    @Test
    void whatCameInThePlaceOfSomethingOfTheSameNameIsRaised() {
        String name = "测试数据库 " + UUID.randomUUID();
        String key = listed(name, 9_000);
        taken(key);
        String other = listed(name, 13_000);

        Response judged = judged(other);

        assertThat(judged.<String>path("checks.find { it.check == 'PRICE' }.finding"))
                .isEqualTo("PRICE_RAISED");
        assertThat(judged.<String>path("checks.find { it.check == 'PRICE' }.detail"))
                .contains("260")
                .contains("180");
    }

    private Response judged(String key) {
        TestClaims.drawNobody();
        UUID voucher = vouchers.aVoucher(vouchers.aProgramme(3_000_000, TestRules.rules()))
                .id();
        String offering = SignedIn.asPlatformClient().get(OFFERINGS + key).path("id");
        String order =
                TestOrders.begun(TestOrders.months(offering, 2, true, List.of(voucher)), () -> SignedIn.as("platform"));
        String claim = TestClaims.submitted(TestClaims.captured(order, 2), TestClaims.evidence(3));
        return TestClaims.confirm(claim);
    }

    /** Its key; of a layer that other tests order nothing of by the month. */
    private static String listed(String name, long monthFen) {
        String key = "relisted-" + UUID.randomUUID();
        Map<String, Object> plan = Map.of(
                "code",
                "month",
                "name",
                "包月",
                "model",
                "SUBSCRIPTION",
                "amountFen",
                monthFen,
                "period",
                "MONTH",
                "taxRate",
                "0");
        SignedIn.asPlatformClient()
                .contentType("application/json")
                .body(Map.of("kind", "PAAS", "name", name, "voucherEligible", true, "plans", List.of(plan)))
                .put(OFFERINGS + key)
                .then()
                .statusCode(201);
        return key;
    }

    private static void taken(String key) {
        SignedIn.asPlatformClient()
                .header("If-Match", "*")
                .delete(OFFERINGS + key)
                .then()
                .statusCode(204);
    }
}
