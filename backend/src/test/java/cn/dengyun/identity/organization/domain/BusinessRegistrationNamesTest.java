package cn.dengyun.identity.organization.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of people, which come without numbers of their documents. */
class BusinessRegistrationNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "王登云 340102198001011234",
                "王登云（３４０１０２１９８００１０１１２３４）",
                "王登云 3401-0219 8001 01",
                "3401\u200B0219",
                "E12345678",
                "١٢٣٤٥٦٧٨"
            })
    void theNumberOfADocumentIsFoundHoweverItIsSpaced(String name) {
        assertThat(BusinessRegistration.hasNumberOfDocument(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"王登云", "58同城控股有限公司", "中国电子科技集团公司第38研究所", "2018年第1234567号信托计划", "1234567", ""})
    void aNumberInANameIsNone(String name) {
        assertThat(BusinessRegistration.hasNumberOfDocument(name)).isFalse();
    }

    @Test
    void noLengthIsTooMuch() {
        assertThat(BusinessRegistration.hasNumberOfDocument("王1".repeat(500_000)))
                .isFalse();
        assertThat(BusinessRegistration.hasNumberOfDocument(null)).isFalse();
    }

    @Test
    void blanksSayNothing() {
        assertThat(new BusinessRegistration(" ", "\u3000", "", null, null, null))
                .isEqualTo(BusinessRegistration.NONE);
        assertThat(new BusinessRegistration(" 王登云 ", null, null, null, null, null).legalRepresentative())
                .isEqualTo("王登云");
    }
}
