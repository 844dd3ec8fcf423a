package cn.dengyun.settlement.award;

import static cn.dengyun.settlement.award.TestAwards.ENTITLEMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.events.notification.TestNotifications;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.settlement.purchase.TestPurchases;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who is to get an award, or sells to an office, is told of it: how much, by when, why, and what to do. */
@QuarkusTest
class AwardNotificationTest {

    private static final String NOTICES = "/api/v1/award-notices/";

    @Test
    void whoeverIsOnAPublicListIsToldAndWhenItIsOwedAndWhenItIsTakenBack() {
        TestAwards.Sample sample = TestAwards.granted();
        String token = sample.beneficiary().token();
        assertThat(told(NOTICES + sample.list(), token, "zh-CN"))
                .as("nothing before it is public")
                .isEmpty();
        TestAwards.act("province", sample.list(), "public-notices").statusCode(200);
        TestAwards.endNotice(sample.list());
        TestAwards.act("province2", sample.list(), "confirmations").statusCode(200);
        String entitlement = sample.entitlement();
        TestAwards.revocation("province", entitlement, "revocations").then().statusCode(200);
        TestAwards.revocation("province2", entitlement, "revocation-approvals")
                .then()
                .statusCode(200);

        assertThat(told(NOTICES + sample.list(), token, "zh-CN").get("AWARD_LISTED"))
                .contains("测试标杆企业", "500.00", "公示至 20");
        assertThat(told(NOTICES + sample.list(), token, "en").get("AWARD_LISTED"))
                .contains("500.00 yuan", "on public notice until 20");
        Map<String, String> zh = told(ENTITLEMENTS + "/" + entitlement, token, "zh-CN");
        assertThat(zh).containsOnlyKeys("ENTITLEMENT_OWED", "ENTITLEMENT_REVOCATION_PROPOSED", "ENTITLEMENT_REVOKED");
        assertThat(zh.get("ENTITLEMENT_OWED")).contains("500.00", "前提出申请", "20");
        assertThat(zh.get("ENTITLEMENT_REVOKED")).contains("500.00", "认定证书虚假", "不再支付");
        assertThat(told(ENTITLEMENTS + "/" + entitlement, token, "en").get("ENTITLEMENT_REVOKED"))
                .contains("500.00 yuan", "认定证书虚假", "instalments");
    }

    @Test
    void whoIsStruckOffAPublicListIsToldWhy() {
        TestAwards.Sample sample = TestAwards.noticed();
        TestAwards.post(
                        "province",
                        TestAwards.PATH + "/" + sample.list() + "/strikes",
                        Map.of("awardId", UUID.fromString(sample.award()), "reason", "异议成立"))
                .then()
                .statusCode(200);

        assertThat(told(NOTICES + sample.list(), sample.beneficiary().token(), "zh-CN")
                        .get("AWARD_STRUCK"))
                .contains("500.00", "异议成立");
    }

    @Test
    void whoIsOnAListThatIsGivenUpIsToldWhy() {
        TestAwards.Sample sample = TestAwards.noticed();
        TestAwards.act("province", sample.list(), "cancellations").statusCode(200);

        assertThat(told(NOTICES + sample.list(), sample.beneficiary().token(), "en")
                        .get("AWARD_WITHDRAWN"))
                .contains("500.00 yuan", "测试");
    }

    @Test
    void theProviderOfAPurchaseIsToldThatItIsConcludedAndWhatItIsOwed() {
        TestPurchases.Sample sample = TestPurchases.accepted();
        String token = SignedIn.tokenOf("platform");

        assertThat(told(TestPurchases.PATH + "/" + sample.contract(), token, "zh-CN")
                        .get("PURCHASE_CONCLUDED"))
                .contains("400.00", "报送验收");
        assertThat(told(ENTITLEMENTS + "/" + sample.entitlement(), token, "zh-CN")
                        .get("ENTITLEMENT_OWED"))
                .contains("元，请于 20");
    }

    /** The texts by their occasions; of several of one, the newest. */
    private static Map<String, String> told(String subject, String token, String language) {
        return TestNotifications.about(subject, token, language).stream()
                .collect(Collectors.toMap(
                        each -> (String) each.get("occasion"),
                        each -> (String) each.get("text"),
                        (newer, older) -> newer));
    }
}
