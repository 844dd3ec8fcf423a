package cn.dengyun.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreditCodeTest {

    /** Public codes of legal entities; each keeps the check characters of GB 32100 and of GB 11714. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "914403001922038216, 华为技术有限公司",
        "91440300708461136T, 深圳市腾讯计算机系统有限公司",
        "9144030071526726XG, 腾讯科技（深圳）有限公司",
        "91330100799655058B, 阿里巴巴（中国）有限公司",
        "91330106673959654P, 阿里云计算有限公司",
        "91110000802100433B, 北京百度网讯科技有限公司",
        "91110108551385082Q, 小米科技有限责任公司",
        "91340000711771143J, 科大讯飞股份有限公司",
        "913401001492097421, 阳光电源股份有限公司",
        "12100000485001086E, 中国科学技术大学",
        "91110000625905205U, 华能国际电力股份有限公司",
        "91350900587527783P, 宁德时代新能源科技股份有限公司",
        "91440300192317458F, 比亚迪股份有限公司",
        "91350000157987632G, 紫金矿业集团股份有限公司",
        "91310000631696382C, 宝山钢铁股份有限公司",
        "91440606722473344C, 美的集团股份有限公司",
        "91100000100003962T, 中国工商银行股份有限公司",
        "911100001000044477, 中国建设银行股份有限公司",
        "9144030010001686XA, 招商银行股份有限公司",
        "91440300100012316L, 中国平安保险（集团）股份有限公司",
        "91440400192548256N, 珠海格力电器股份有限公司",
        "91440300192181490G, 万科企业股份有限公司",
        "91440300192241158P, 深圳能源集团股份有限公司",
        "91110000100010433L, 中国石油天然气集团有限公司",
        "91310000132260250X, 上海汽车集团股份有限公司",
        "9152000071430580XT, 贵州茅台酒股份有限公司",
        "91330000733796106P, 杭州海康威视数字技术股份有限公司",
        "91440300MA5G49LC9K, 荣耀终端有限公司",
        "911101017967003199, 北京中油瑞飞信息技术有限责任公司",
        "9144030067857530XL, 深圳瑞银信信息技术有限公司"
    })
    void codesOfRealEntitiesAreValid(String code, String holder) {
        CreditCode parsed = CreditCode.parse("/creditCode", code);

        assertThat(parsed.value()).isEqualTo(code);
        assertThat(parsed.hasConsistentSubjectId()).as(holder).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "91350100M000100Y43",
                "91340100MA2T00015G",
                "91340200MA2T00023G",
                "91341822MA2T00031J",
                "91340826MA2T0004XP",
                "91340000MA2T00058Q",
                "91340100MA2T002260"
            })
    void inventedCodesWithTheRightCheckCharacterAreValid(String code) {
        assertThat(CreditCode.defectsOf("", code)).isEmpty();
    }

    /** The last but one was really issued in a pilot before the standard; the last is a placeholder seen in forms. */
    @ParameterizedTest(name = "{0} expects {1}, found {2}")
    @CsvSource({
        "91440300192203821Y, 6, Y",
        "9134010014921001XK, G, K",
        "916101047101813521, L, 1",
        "91100000100003962A, T, A",
        "911000001000044477, 3, 7",
        "91350211M00013FA1N, 3, N",
        "91340100MA2XXXXXXX, 6, X"
    })
    void aWrongCheckCharacterIsNamedTogetherWithTheRightOne(String code, String expected, String found) {
        assertThat(CreditCode.defectsOf("/creditCode", code))
                .containsExactly(Defect.at("/creditCode", "credit-code-check-character", expected, found));
    }

    @ParameterizedTest(name = "{0} has {1} at {2}")
    @CsvSource({
        "91350100M000100Y4Z, Z, 18",
        "91110108MA00EZ0K7A, Z, 14",
        "91440300192203821I, I, 18",
        "91O40300192203821I, O, 3",
        "9134A000711771143J, A, 5"
    })
    void aCharacterThatMayNotStandThereIsNamedWithItsPosition(String code, String character, int position) {
        assertThat(CreditCode.defectsOf("", code))
                .contains(Defect.at("", "credit-code-character", character, position))
                .noneMatch(defect -> defect.code().equals("credit-code-check-character"));
    }

    @ParameterizedTest(name = "{0} has {1} characters")
    @CsvSource({"9133000073600620X, 17", "9144030019220382160, 19", "'', 0", "' \u3000', 0", "MA2XUK1L8, 9"})
    void aWrongLengthIsNamed(String code, int length) {
        assertThat(CreditCode.defectsOf("", code)).containsExactly(Defect.at("", "credit-code-length", 18, length));
    }

    @Test
    void nothingAtAllIsACodeOfNoCharacters() {
        assertThat(CreditCode.defectsOf("", null)).containsExactly(Defect.at("", "credit-code-length", 18, 0));
    }

    @Test
    void anOldRegistrationNumberIsRecognizedAsOne() {
        assertThat(CreditCode.defectsOf("/creditCode", "340000000016368"))
                .containsExactly(Defect.at("/creditCode", "credit-code-registration-number"));
    }

    @Test
    void everyDefectIsToldAtOnce() {
        Rejection rejection =
                catchThrowableOfType(Rejection.class, () -> CreditCode.parse("/creditCode", "9144OI00192203821"));

        assertThat(rejection.code()).isEqualTo("invalid-request");
        assertThat(rejection.defects())
                .containsExactly(
                        Defect.at("/creditCode", "credit-code-length", 18, 17),
                        Defect.at("/creditCode", "credit-code-character", "O", 5),
                        Defect.at("/creditCode", "credit-code-character", "I", 6));
    }

    @Test
    void aHugeTextHasNoMoreDefectsThanACodeHasCharacters() {
        List<Defect> defects = CreditCode.defectsOf("", "!".repeat(1_000_000));

        assertThat(defects).hasSize(19).contains(Defect.at("", "credit-code-length", 18, 1_000_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "91350100m000100y43",
                " 91350100M000100Y43\r\n",
                "913501 00M000 100Y43",
                "\u300091350100M000100Y43\u00a0",
                "\uff19\uff11350100\uff2d000100\uff5943",
                "\ufeff91350100M00\u200b0100Y43\u0000"
            })
    void fullWidthAndLowerCaseAreFoldedAndBlanksDropped(String code) {
        assertThat(CreditCode.parse("", code).value()).isEqualTo("91350100M000100Y43");
    }

    /** Folding stops at what people type: letters that only Unicode thinks alike stay wrong. */
    @ParameterizedTest
    @ValueSource(strings = {"91350100\u2133000100Y43", "\u2468" + "1350100M000100Y43", "91350100M000100Y\u0664\u0663"})
    void lookAlikesAreNotFolded(String code) {
        assertThat(CreditCode.defectsOf("", code)).isNotEmpty();
    }

    @Test
    void aSubjectIdWithoutItsOwnCheckCharacterIsOnlyObserved() {
        CreditCode code = CreditCode.parse("", "91310000631295002H");

        assertThat(code.hasConsistentSubjectId()).isFalse();
        assertThat(code.subjectId()).isEqualTo("631295002");
    }

    @Test
    void theDivisionOfIssueIsReadOffTheCode() {
        assertThat(new CreditCode("91341822MA2T00031J").issuedIn()).isEqualTo("341822");
    }

    @Test
    void aCodeIsNeverMadeUnchecked() {
        assertThatThrownBy(() -> new CreditCode("91350100m000100Y43")).isInstanceOf(Rejection.class);
    }
}
