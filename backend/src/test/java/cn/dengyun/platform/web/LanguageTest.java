package cn.dengyun.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                " | ZH",
                "'' | ZH",
                "en | EN",
                "en-GB | EN",
                "EN-us | EN",
                "zh-CN | ZH",
                "zh-TW | ZH",
                "de, en;q=0.5 | EN",
                "de, fr | ZH",
                "en;q=0.1, zh;q=0.9 | ZH",
                "zh;q=0.1, en;q=0.9 | EN",
                "* | ZH",
                "en;q=0 | ZH",
                "nonsense!!! | ZH",
                "en;q=many | ZH",
                "-;;, | ZH",
                "- | ZH",
                "x- | ZH",
                ", | ZH",
            })
    void theBetterOfTheTwoIsChosenAndChineseWhenInDoubt(String header, Language language) {
        assertThat(Language.of(header)).isEqualTo(language);
    }
}
