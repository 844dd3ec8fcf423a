package cn.dengyun.catalogue.search;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.shared.SearchText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GramListTest {

    private static final String LETTERS = "abc云服务器 数1é𠮷\n";

    @Test
    void holdsEachGramOfItsTextsOnce() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            String name = text(random, random.nextInt(20));
            String description = text(random, random.nextInt(200));
            GramList list = new GramList(name.length() + description.length());
            list.addAll(name);
            list.addAll(description);
            Set<String> expected = new LinkedHashSet<>(SearchText.grams(name));
            expected.addAll(SearchText.grams(description));
            assertThat(grams(list)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void tellsGramsFromTheirBeginningsAndEnds() {
        GramList list = new GramList(3);
        list.add("\u0001k:IAAS");
        list.addAll("aaa");
        assertThat(grams(list)).containsExactlyInAnyOrder("\u0001k:IAAS", "a", "aa", "aaa");
    }

    private static List<String> grams(GramList list) {
        String joined = list.toString();
        return joined.isEmpty() ? List.of() : List.of(joined.split(IndexEntry.SEPARATOR, -1));
    }

    private static String text(Random random, int length) {
        int[] points = LETTERS.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }
}
