package cn.dengyun.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What slices say, in two files. */
class TextsTest {

    private static final Map<String, String> ZH = Texts.of("", Language.ZH);
    private static final Map<String, String> EN = Texts.of("", Language.EN);

    @Test
    void theTwoLanguagesSayTheSame() {
        assertThat(ZH).containsKey("transition-not-allowed.title").containsOnlyKeys(EN.keySet());
    }

    @Test
    void eachIsWrittenInItsLanguageAndFactsAreTheSameInBoth() {
        ZH.forEach((key, text) -> {
            boolean isFact = key.matches(".+\\.(status|retryable|list)");

            assertThat(isFact ? EN.get(key) : "").as(key).isEqualTo(isFact ? text : "");
            assertThat(text).as(key).matches(isFact ? "[\\w -]+" : "(?s).*\\p{IsHan}.*");
            assertThat(EN.get(key)).as(key).doesNotMatch("(?s).*\\p{IsHan}.*");
        });
    }
}
