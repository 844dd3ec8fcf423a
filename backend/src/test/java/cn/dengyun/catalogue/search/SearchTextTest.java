package cn.dengyun.catalogue.search;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.shared.SearchText;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTextTest {

    @ParameterizedTest
    @CsvSource({
        "ＭＥＳ系统, mes系统",
        "'  Global   Acceleration ', global acceleration",
        "Straße, straße",
        "ﬁnance, finance",
        "①号, 1号",
        "雲端, 雲端"
    })
    void formsOfTheSameTextBecomeOne(String written, String normalised) {
        assertThat(SearchText.normalise(written)).isEqualTo(normalised);
    }

    @Test
    void anyRunOfBlanksIsOneBlank() {
        assertThat(SearchText.normalise("a\u00A0\t\n\u3000b\u2028\u200Bc\u0000d"))
                .isEqualTo("a b c d");
        assertThat(SearchText.normalise(" \u00A0\u3000")).isEmpty();
        assertThat(SearchText.normalise(null)).isEmpty();
    }

    @Test
    void chineseTextHasPairsAndLatinTextAlsoThrees() {
        assertThat(SearchText.grams("云主机")).containsExactlyInAnyOrder("云", "主", "机", "云主", "主机");
        assertThat(SearchText.grams("abc")).containsExactlyInAnyOrder("a", "b", "c", "ab", "bc", "abc");
        assertThat(SearchText.queryGrams("云主机")).containsExactlyInAnyOrder("云主", "主机");
        assertThat(SearchText.queryGrams("abcd")).containsExactlyInAnyOrder("abc", "bcd");
        assertThat(SearchText.queryGrams("云")).containsExactly("云");
    }

    @Property(tries = 2_000)
    void everySubstringIsFoundByItsGrams(@ForAll @StringLength(min = 1, max = 40) String text, @ForAll long seed) {
        assertSubstringIsFound(SearchText.normalise(text), new Random(seed));
    }

    @Test
    void everySubstringOfMixedTextsIsFoundByItsGrams() {
        MadeUpOfferings offerings = new MadeUpOfferings(7);
        Random random = new Random(8);
        for (int i = 0; i < 3_000; i++) {
            assertSubstringIsFound(SearchText.normalise(offerings.one().name()), random);
        }
    }

    private static void assertSubstringIsFound(String text, Random random) {
        int[] points = text.codePoints().toArray();
        if (points.length == 0) {
            return;
        }
        int start = random.nextInt(points.length);
        String part = new String(points, start, 1 + random.nextInt(points.length - start));
        Set<String> grams = SearchText.grams(text);
        assertThat(grams).containsAll(SearchText.queryGrams(part));
    }
}
