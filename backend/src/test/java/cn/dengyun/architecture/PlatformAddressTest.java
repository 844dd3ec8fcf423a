package cn.dengyun.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.DengyunApplication;
import cn.dengyun.architecture.planted.platform.TechnologyThatKnowsAnAddress;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No text of the platform names an address of a slice: slices contribute theirs, as beans or annotations. */
class PlatformAddressTest {

    private static final Path CONTRACT = Path.of("..", "openapi", "openapi.yaml");
    private static final Pattern FIRST_SEGMENT = Pattern.compile("^ {2}\"?/api/v1/([a-z-]+)", Pattern.MULTILINE);

    /**
     * Two examples in the published contract, of which one is a place in a body, and the trail, which the platform
     * keeps for the audit slice.
     */
    private static final Set<String> ALLOWED = Set.of(
            "platform.problem.Problem: /regions",
            "platform.problem.Problem: /plans",
            "platform.audit.AuditRetention: /audit-entries");

    @Test
    void thePlatformNamesNoAddressOfASlice() throws Exception {
        assertThat(addressesBelow(packageOf(DengyunApplication.class))).isEqualTo(new TreeSet<>(ALLOWED));
    }

    @Test
    void anAddressInThePlatformIsFound() throws Exception {
        Path planted = packageOf(TechnologyThatKnowsAnAddress.class).getParent();

        assertThat(addressesBelow(planted))
                .containsExactly(
                        "platform.TechnologyThatKnowsAnAddress: /events",
                        "platform.TechnologyThatKnowsAnAddress: /vouchers");
    }

    private static Set<String> addressesBelow(Path base) throws IOException {
        Pattern address = Pattern.compile("/(?:" + segments() + ")(?![\\w.$-])");
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(base.resolve("platform"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String type = base.relativize(file)
                        .toString()
                        .replaceAll("(\\$.*)?\\.class$", "")
                        .replace(file.getFileSystem().getSeparator(), ".");
                for (String text : ClassTexts.of(Files.newInputStream(file))) {
                    // Names of classes and descriptors of methods have slashes as well.
                    if (!text.contains("cn/dengyun/") && !text.startsWith("(")) {
                        address.matcher(text)
                                .results()
                                .map(MatchResult::group)
                                .forEach(segment -> found.add(type + ": " + segment));
                    }
                }
            }
        }
        return found;
    }

    private static String segments() throws IOException {
        return FIRST_SEGMENT
                .matcher(Files.readString(CONTRACT))
                .results()
                .map(segment -> segment.group(1))
                .distinct()
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
    }

    private static Path packageOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getResource(type.getSimpleName() + ".class").toURI())
                .getParent();
    }
}
