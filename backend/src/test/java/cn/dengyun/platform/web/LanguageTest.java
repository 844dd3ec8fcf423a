package cn.dengyun.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
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

    /** However much is sent, and before its sender is known: of 60 KB the JDK made two seconds each time. */
    @Test
    void ofALongHeaderTheBeginningIsRead() {
        String many = IntStream.range(0, 15_000)
                .mapToObj(i -> "" + letter(i / (26 * 26)) + letter(i / 26) + letter(i))
                .collect(Collectors.joining(","));

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (int i = 0; i < 100; i++) {
                assertThat(Language.of("en," + many)).isEqualTo(Language.EN);
                assertThat(Language.of("de," + many + ",en")).isEqualTo(Language.ZH);
            }
        });
        assertThat(Language.of("x".repeat(60_000))).isEqualTo(Language.ZH);
    }

    private static char letter(int number) {
        return (char) ('a' + number % 26);
    }
}
