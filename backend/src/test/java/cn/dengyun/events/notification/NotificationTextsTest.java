package cn.dengyun.events.notification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.web.Language;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NotificationTextsTest {

    /** What events of vouchers and of applications have in their data. */
    private static final JsonObject DATA = new JsonObject()
            .put("code", "DY4K-7M2P-9QXT-8")
            .put("sequence", 42)
            .put("faceFen", 1_234_567_800L)
            .put("availableFen", 1_234_567_801L)
            .put("heldFen", 1_234_567_802L)
            .put("capturedFen", 1_234_567_803L)
            .put("voidFen", 1_234_567_804L)
            .put("entitledFen", 1_234_567_805L)
            .put("validUntil", "2026-12-31T15:59:59Z")
            .put("dueAt", "2026-06-30T09:00:00.123456Z")
            .put("daysLeft", 30)
            .put("required", 100)
            .put("counted", 97)
            .put("remaining", 3)
            .put("name", "弹性云服务器")
            .put("offeringName", "关键设备预测性维护")
            .put("platformName", "皖云工业互联网平台")
            .put("reason", "合同缺少盖章页。");

    /** Nobody decides them. */
    private static final Set<NotificationOccasion> BY_THE_CLOCK = Set.of(
            NotificationOccasion.APPS_DUE_SOON,
            NotificationOccasion.CATALOGUE_DUE_SOON,
            NotificationOccasion.VOUCHER_ISSUED,
            NotificationOccasion.VOUCHER_EXPIRING,
            NotificationOccasion.VOUCHER_EXPIRED,
            NotificationOccasion.APPLICATION_SERVED,
            NotificationOccasion.APPLICATION_LAPSED);

    private static final Map<Language, String> REMEDIES = Map.of(
            Language.ZH,
            "(?s).*(请|可以|下一步).*",
            Language.EN,
            "(?s).*(Use|use|tell|Explain|pply|ppeal|Correct|correct|follows).*");

    @Test
    void everyOccasionHasTextsInBothLanguages() {
        for (Language language : Language.values()) {
            assertThat(Arrays.stream(NotificationOccasion.values())).allSatisfy(occasion -> {
                assertThat(NotificationTexts.title(occasion, language)).isNotBlank();
                assertThat(NotificationTexts.text(occasion, DATA.encode(), language))
                        .isNotBlank();
                assertThat(NotificationTexts.text(occasion, null, language))
                        .isNotBlank()
                        .doesNotContain("{");
            });
            assertThat(NotificationTexts.foot(language)).isNotBlank();
        }
        assertThat(NotificationTexts.title(NotificationOccasion.CERTIFICATION_CERTIFIED, Language.ZH))
                .isNotEqualTo(NotificationTexts.title(NotificationOccasion.CERTIFICATION_CERTIFIED, Language.EN));
    }

    @ParameterizedTest
    @EnumSource(NotificationOccasion.class)
    void aTextAboutMoneySaysWhichHowMuchWhyAndWhatToDo(NotificationOccasion occasion) {
        if (occasion.kind() == NotificationKind.CATALOGUE) {
            assertThat(NotificationTexts.text(occasion, DATA.encode(), Language.ZH))
                    .contains(ofCatalogue(occasion));
        }
        if (occasion.kind() != NotificationKind.VOUCHER) {
            return;
        }
        for (Language language : Language.values()) {
            String text = NotificationTexts.text(occasion, DATA.encode(), language);

            assertThat(text)
                    .contains(occasion.name().startsWith("VOUCHER") ? "DY4K-7M2P-9QXT-8" : "42")
                    .containsPattern("12,345,678\\.0[0-5] (元|yuan)")
                    .doesNotContain("123456780", "{", "null", " fen", "分）", "。。", "..")
                    .matches(REMEDIES.get(language));
            assertThat(text.contains("合同缺少盖章页")).as(text).isEqualTo(!BY_THE_CLOCK.contains(occasion));
        }
    }

    private static List<String> ofCatalogue(NotificationOccasion occasion) {
        return switch (occasion) {
            case APPS_DUE_SOON, CATALOGUE_DUE_SOON -> List.of("2026-06-30 17:00", " 100 ", " 97 ");
            case HOSTING_PROPOSED, HOSTING_CONFIRMED -> List.of("关键设备预测性维护", "皖云工业互联网平台");
            case HOSTING_REJECTED, HOSTING_ENDED -> List.of("关键设备预测性维护", "皖云工业互联网平台", "合同缺少盖章页");
            default -> List.of("弹性云服务器", "合同缺少盖章页");
        };
    }

    @Test
    void vouchersAreNamedOnlyWhereTheyHeldSomething() {
        String unpaid = DATA.copy().put("subsidyFen", 0).encode();
        String paid = DATA.copy().put("subsidyFen", 100).encode();

        for (NotificationOccasion occasion : List.of(
                NotificationOccasion.ORDER_PLACED,
                NotificationOccasion.ORDER_REJECTED,
                NotificationOccasion.ORDER_CANCELLED,
                NotificationOccasion.ORDER_LAPSED,
                NotificationOccasion.ORDER_ENDED)) {
            assertThat(NotificationTexts.text(occasion, unpaid, Language.ZH)).doesNotContain("券", "[", "]", "|");
            assertThat(NotificationTexts.text(occasion, paid, Language.ZH))
                    .contains("券")
                    .doesNotContain("[", "]", "|");
            assertThat(NotificationTexts.text(occasion, unpaid, Language.EN)).doesNotContain("oucher", "[", "]", "|");
            assertThat(NotificationTexts.text(occasion, paid, Language.EN))
                    .contains("oucher")
                    .doesNotContain("[", "]", "|");
        }
    }

    @Test
    void aPayeeIsToldInWordsWhyTheBankCouldNotPay() {
        String failed = DATA.copy().put("failureCode", "ACCOUNT_CLOSED").encode();
        String unsaid = DATA.copy().putNull("failureCode").putNull("reason").encode();

        assertThat(NotificationTexts.text(NotificationOccasion.CLAIM_PAYMENT_FAILED, failed, Language.EN))
                .contains("The reason: the account is closed.")
                .doesNotContain("[", "]", "|");
        assertThat(NotificationTexts.text(NotificationOccasion.CLAIM_PAYMENT_FAILED, unsaid, Language.ZH))
                .doesNotContain("原因：", "[", "]", "|");
        assertThat(NotificationTexts.text(NotificationOccasion.CLAIM_RETURNED, unsaid, Language.EN))
                .doesNotContain("The reason", "[", "]", "|");
    }

    @Test
    void whatNobodySaidIsNotNull() {
        String unsaid = DATA.copy().putNull("reason").encode();

        assertThat(NotificationTexts.text(NotificationOccasion.VOUCHER_FROZEN, unsaid, Language.ZH))
                .contains("理由：未注明");
        assertThat(NotificationTexts.text(NotificationOccasion.VOUCHER_FROZEN, "{}", Language.EN))
                .contains("Reason: not given");
    }

    @Test
    void daysAreThoseOfAnhuiAndLongReasonsAreShortened() {
        String data = DATA.copy().put("reason", "𠮷".repeat(2_000)).encode();

        String text = NotificationTexts.text(NotificationOccasion.APPLICATION_RETURNED, data, Language.ZH);

        assertThat(text).contains("2026-06-30 17:00").contains("𠮷".repeat(500) + "…");
        assertThat(text.codePointCount(0, text.length())).isLessThan(700);
    }

    @Test
    void whatSomebodyWroteIsNoTemplate() {
        String data = DATA.copy().put("reason", "{code} $1 \\").encode();

        assertThat(NotificationTexts.text(NotificationOccasion.VOUCHER_FROZEN, data, Language.ZH))
                .contains("理由：{code} $1 \\");
    }
}
