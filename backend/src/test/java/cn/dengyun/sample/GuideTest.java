package cn.dengyun.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the guide to the sample says of it. */
class GuideTest {

    private static final Path SAMPLE = Path.of("src", "test", "java", "cn", "dengyun", "sample");
    private static final Path GUIDE = Path.of("docs", "how-to-add-a-resource.md");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");
    /** Seen are declarations, statements and comments; not what an editor writes, nor what a slice does not have. */
    private static final Pattern NOT_COUNTED =
            Pattern.compile("(package|import) .*|\\s*|\\s*@Sample|@IfBuildProperty.*");

    @Test
    void aResourceTakesAtMost250Lines() throws IOException {
        long lines = 0;
        for (Path file : mainCode()) {
            try (Stream<String> text = Files.lines(file)) {
                lines += text.filter(line -> !NOT_COUNTED.matcher(line).matches())
                        .count();
            }
        }

        assertThat(lines).isBetween(200L, 250L);
    }

    @Test
    void theGuideNamesEveryFileOfTheSampleAndNoneThatIsNotThere() throws IOException {
        List<Path> linked = LINK.matcher(Files.readString(GUIDE))
                .results()
                .map(MatchResult::group)
                .map(link -> GUIDE.resolveSibling(link.substring(2, link.length() - 1))
                        .normalize())
                .toList();

        assertThat(linked).allSatisfy(file -> assertThat(file).exists()).containsAll(mainCode());
    }

    /** All but the tests, and what switches the sample on for them. */
    private static List<Path> mainCode() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLE)) {
            return files.filter(file -> file.getFileName().toString().startsWith("Suggestion"))
                    .filter(file -> !file.toString().endsWith("Test.java") && !file.endsWith("SuggestionAccess.java"))
                    .toList();
        }
    }
}
