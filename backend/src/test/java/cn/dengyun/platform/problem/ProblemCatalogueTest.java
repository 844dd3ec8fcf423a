package cn.dengyun.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.application.domain.ApplicationStatus;
import cn.dengyun.platform.web.Language;
import cn.dengyun.shared.Rejection;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The catalogue of problem codes against the source code that throws them, and its two languages against each other.
 */
class ProblemCatalogueTest {

    private static final String CODE = "\"([a-z0-9]+(?:-[a-z0-9]+)+|required|forbidden|overloaded|unauthenticated)\"";
    private static final Pattern SHORTHAND =
            Pattern.compile("Rejection\\s*\\.(invalid|notFound|conflict|forbidden)\\(\\s*" + CODE);
    private static final Pattern OF_KIND =
            Pattern.compile("Rejection\\s*\\.of\\(\\s*(?:Rejection\\.)?Kind\\.([A-Z_]+),\\s*" + CODE);
    private static final Pattern DEFECT = Pattern.compile(
            "(?:Defect\\s*\\.at|new Defect|new QualityFinding|defect|missing|unlessPresent)\\(\\s*[^;]*?,\\s*" + CODE,
            Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile(CODE);
    private static final Pattern CONSTRAINT = Pattern.compile("import jakarta\\.validation\\.constraints\\.(\\w+);");
    /** Of the table of a lifecycle. */
    private static final Pattern OF_MOVE = Pattern.compile("String refusal\\(\\) \\{\\s*return " + CODE);

    private static final Map<String, Rejection.Kind> KINDS = Map.of(
            "invalid", Rejection.Kind.INVALID,
            "notFound", Rejection.Kind.NOT_FOUND,
            "conflict", Rejection.Kind.CONFLICT,
            "forbidden", Rejection.Kind.FORBIDDEN);

    private static final Map<Path, String> SOURCES = sources();
    private static final Properties FACTS = properties("problems.properties");
    private static final Properties ZH = properties("problems_zh.properties");
    private static final Properties EN = properties("problems_en.properties");

    @Test
    void aStateIsCalledByItsNameInTheLanguageOfTheText() {
        List<Object> arguments = List.of(ApplicationStatus.DRAFT, "SOMETHING_WITHOUT_A_NAME");

        String chinese = ProblemTexts.detail("application-transition-not-allowed", arguments, Language.ZH);
        String english = ProblemTexts.detail("application-transition-not-allowed", arguments, Language.EN);

        assertThat(chinese).contains("“草稿”", "SOMETHING_WITHOUT_A_NAME");
        assertThat(english).contains("“Draft”", "SOMETHING_WITHOUT_A_NAME");
    }

    @Test
    void anAmountIsReadInYuan() {
        List<Object> arguments = List.of(123_456L, 5L);

        assertThat(ProblemTexts.detail("voucher-balance-too-low", arguments, Language.EN))
                .contains("1234.56 yuan", "0.05 yuan");
        assertThat(ProblemTexts.detail("voucher-balance-too-low", arguments, Language.ZH))
                .contains("1234.56 元", "0.05 元");
        assertThat(ProblemTexts.detail("voucher-balance-too-low", List.of("…", "…"), Language.EN))
                .contains("… yuan");
        assertThat(ProblemTexts.detail("voucher-balance-too-low", List.of(), Language.EN))
                .contains("{0} yuan");
    }

    @Test
    void noAmountIsToldInFen() {
        SoftAssertions all = new SoftAssertions();
        for (Properties language : List.of(ZH, EN)) {
            language.forEach((key, text) -> all.assertThat((String) text)
                    .as((String) key)
                    .doesNotContainPattern("\\{\\d+(,fen)?} ?(fen|分)(?!钟|配)"));
        }
        all.assertAll();
    }

    @Test
    void everyRejectionHasTheStatusOfItsKindAndTextsInBothLanguages() {
        Map<String, Rejection.Kind> thrown = rejections();
        // The one that has no kind: nobody refuses with it, it stands for what nobody foresaw.
        thrown.remove("internal-error");
        assertThat(thrown).hasSizeGreaterThan(40);
        SoftAssertions all = new SoftAssertions();
        thrown.forEach((code, kind) -> {
            all.assertThat(ProblemTexts.status(code)).as(code).isEqualTo(Problems.status(kind));
            for (Language language : Language.values()) {
                all.assertThat(ProblemTexts.title(code, language)).as(code).isNotEmpty();
                all.assertThat(ProblemTexts.detail(code, List.of(), language))
                        .as(code)
                        .isNotEmpty();
            }
        });
        all.assertAll();
    }

    @Test
    void everyDefectSaysWhatIsWrongAndWhatToDoInBothLanguages() {
        Set<String> defects = found(DEFECT, 1);
        assertThat(defects)
                .hasSizeGreaterThan(40)
                .contains("unknown-field", "quality-price-missing", "key-repeated-in-push", "parameter-invalid");
        defects.addAll(found(CONSTRAINT, 1).stream()
                .map(name ->
                        "invalid-" + name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT))
                .toList());
        SoftAssertions all = new SoftAssertions();
        for (String code : defects) {
            for (Language language : Language.values()) {
                all.assertThat(ProblemTexts.detail(code, List.of(), language))
                        .as(code + ".detail")
                        .isNotEmpty();
                all.assertThat(ProblemTexts.hint(code, List.of(), language))
                        .as(code + ".hint")
                        .isNotEmpty();
            }
        }
        all.assertAll();
    }

    @Test
    void everyReasonForWithheldRetirementIsExplained() {
        Set<String> reasons = found(LITERAL, 1).stream()
                .filter(code -> code.startsWith("retirement-withheld"))
                .collect(Collectors.toSet());

        assertThat(reasons).hasSize(2).allSatisfy(code -> {
            for (Language language : Language.values()) {
                assertThat(ProblemTexts.detail(code, List.of(), language)).isNotEmpty();
                assertThat(ProblemTexts.hint(code, List.of(), language)).isNotEmpty();
            }
        });
    }

    @Test
    void noTextIsLeftOverFromACodeThatNobodyUses() {
        Set<String> used = found(LITERAL, 1);

        assertThat(ProblemTexts.codes())
                .allMatch(code -> code.startsWith("invalid-") || used.contains(code), "appears in the source code");
    }

    @Test
    void theTwoLanguagesSayTheSame() {
        assertThat(ZH.stringPropertyNames()).isEqualTo(EN.stringPropertyNames());
        SoftAssertions all = new SoftAssertions();
        for (String key : EN.stringPropertyNames()) {
            all.assertThat(placeholders(ZH.getProperty(key))).as(key).isEqualTo(placeholders(EN.getProperty(key)));
            all.assertThat(ZH.getProperty(key)).as(key).matches("(?s).*\\p{IsHan}.*");
            all.assertThat(EN.getProperty(key)).as(key).doesNotMatch("(?s).*\\p{IsHan}.*");
        }
        all.assertAll();
    }

    @Test
    void everyTextIsAPatternWithItsApostrophesDoubled() {
        SoftAssertions all = new SoftAssertions();
        for (Properties language : List.of(ZH, EN)) {
            for (String key : language.stringPropertyNames()) {
                String text = language.getProperty(key);
                all.assertThat(key).matches("[a-z0-9-]+\\.(title|detail|hint)");
                all.assertThat(text.replace("''", "")).as(key).doesNotContain("'");
                all.assertThatCode(() -> new MessageFormat(text.replace(",fen}", "}")))
                        .as(key)
                        .doesNotThrowAnyException();
            }
        }
        all.assertAll();
    }

    @Test
    void factsAreStatusesOfProblemsWithTitles() {
        SoftAssertions all = new SoftAssertions();
        for (String key : FACTS.stringPropertyNames()) {
            String code = key.substring(0, key.lastIndexOf('.'));
            all.assertThat(key).matches("[a-z0-9-]+\\.(status|retryable)");
            all.assertThat(ProblemTexts.status(code)).as(key).isBetween(400, 599);
            all.assertThat(ProblemTexts.title(code, Language.EN)).as(key).isNotEmpty();
            if (ProblemTexts.isRetryable(code)) {
                all.assertThat(ProblemTexts.status(code)).as(key).isIn(408, 409, 429, 503);
            }
        }
        all.assertAll();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 406, 408, 411, 413, 414, 415, 417, 429, 431, 500, 503})
    void whatTheFrameworkRefusesHasACodeOfThatStatus(int status) {
        assertThat(ProblemTexts.status(FrameworkCodes.of(status))).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(ints = {402, 418, 422, 499, 501, 504, 599})
    void anyOtherRefusalOfTheFrameworkHasACodeToo(int status) {
        assertThat(FrameworkCodes.of(status)).isEqualTo(status < 500 ? "bad-request" : "internal-error");
    }

    private static Map<String, Rejection.Kind> rejections() {
        Map<String, Rejection.Kind> rejections = new TreeMap<>();
        found(OF_MOVE, 1).forEach(code -> rejections.put(code, Rejection.Kind.CONFLICT));
        for (String source : SOURCES.values()) {
            Matcher shorthand = SHORTHAND.matcher(source);
            while (shorthand.find()) {
                rejections.put(shorthand.group(2), KINDS.get(shorthand.group(1)));
            }
            Matcher ofKind = OF_KIND.matcher(source);
            while (ofKind.find()) {
                rejections.put(ofKind.group(2), Rejection.Kind.valueOf(ofKind.group(1)));
            }
        }
        return rejections;
    }

    private static Set<String> found(Pattern pattern, int group) {
        Set<String> found = new TreeSet<>();
        for (String source : SOURCES.values()) {
            Matcher matcher = pattern.matcher(source);
            while (matcher.find()) {
                found.add(matcher.group(group));
            }
        }
        return found;
    }

    private static Set<String> placeholders(String text) {
        Matcher matcher = Pattern.compile("\\{\\d+(,fen)?}").matcher(text);
        Set<String> placeholders = new TreeSet<>();
        while (matcher.find()) {
            placeholders.add(matcher.group());
        }
        return placeholders;
    }

    /** The sample brings its texts along. */
    private static Map<Path, String> sources() {
        try (Stream<Path> files = Stream.concat(
                Files.walk(Path.of("src", "main", "java")),
                Files.walk(Path.of("src", "test", "java", "cn", "dengyun", "sample")))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(file -> file, ProblemCatalogueTest::read));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties properties(String name) {
        Properties properties = new Properties();
        try (InputStream in = ProblemCatalogueTest.class.getClassLoader().getResourceAsStream(name)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
