package cn.dengyun.voucher.rest;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.events.notification.TestNotifications;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.voucher.TestVouchers;
import cn.dengyun.voucher.TestVouchers.Funded;
import cn.dengyun.voucher.VoucherClock;
import cn.dengyun.voucher.domain.Voucher;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What an enterprise reads of what becomes of its vouchers, in both languages. */
@QuarkusTest
class VoucherNotificationTest {

    @Inject
    TestVouchers vouchers;

    @Inject
    VoucherClock clock;

    @Test
    void theEnterpriseIsToldWhichVoucherHowMuchAndWhy() {
        Voucher voucher = vouchers.aVoucher(vouchers.aProgramme(10_000_000));
        measure("feixi", voucher, "freezes", "合同存疑");
        measure("feixi", voucher, "unfreezes", "合同已核实");
        measure("feixi", voucher, "revocations", "发票重复");
        measure("hefei", voucher, "revocation-rejections", "发票不重复");
        measure("feixi", voucher, "revocations", "骗取补贴");
        measure("hefei", voucher, "revocation-approvals", "同意收回");

        Map<String, String> chinese = told(voucher, "zh-CN");
        Map<String, String> english = told(voucher, "en");

        for (Map<String, String> texts : List.of(chinese, english)) {
            assertThat(texts)
                    .containsOnlyKeys(
                            "VOUCHER_ISSUED",
                            "VOUCHER_FROZEN",
                            "VOUCHER_UNFROZEN",
                            "VOUCHER_REVOCATION_PROPOSED",
                            "VOUCHER_REVOCATION_REJECTED",
                            "VOUCHER_REVOKED");
            assertThat(texts.values())
                    .allSatisfy(text -> assertThat(text)
                            .contains(voucher.code())
                            .containsPattern("10,000\\.00 (元|yuan)")
                            .doesNotContain("1000000"));
            assertThat(texts.get("VOUCHER_FROZEN")).contains("合同存疑");
            assertThat(texts.get("VOUCHER_UNFROZEN")).contains("合同已核实");
            assertThat(texts.get("VOUCHER_REVOCATION_REJECTED")).contains("发票不重复");
            assertThat(texts.get("VOUCHER_REVOKED")).contains("骗取补贴").doesNotContain("同意收回");
        }
        assertThat(chinese.get("VOUCHER_FROZEN")).contains("请向主管部门说明情况");
        assertThat(english.get("VOUCHER_FROZEN")).contains("explain it to the authority");
    }

    @Test
    void theEnterpriseIsToldWhatItLosesByTheClock() {
        Funded programme = vouchers.aProgramme(10_000_000);
        Voucher voucher = vouchers.aVoucher(programme, 123_456, Duration.ofDays(5));
        clock.sweep();
        vouchers.end(voucher.id());
        clock.sweep();

        Map<String, String> told = told(voucher, "zh-CN");

        assertThat(told.get("VOUCHER_EXPIRING")).contains(voucher.code(), "1,234.56 元", "还剩 5 天");
        assertThat(told.get("VOUCHER_EXPIRED")).contains(voucher.code(), "未使用的 1,234.56 元已退回预算", "请重新申请");
    }

    private static void measure(String authority, Voucher voucher, String measure, String reason) {
        SignedIn.as(authority)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of("reason", reason))
                .post("/api/v1/vouchers/" + voucher.id() + "/" + measure)
                .then()
                .statusCode(200);
    }

    /** The texts by their occasions; of several of one, the newest. */
    private static Map<String, String> told(Voucher voucher, String language) {
        return TestNotifications.about("/api/v1/vouchers/" + voucher.id(), SignedIn.tokenOf("enterprise"), language)
                .stream()
                .collect(Collectors.toMap(
                        each -> (String) each.get("occasion"),
                        each -> (String) each.get("text"),
                        (newer, older) -> newer));
    }
}
