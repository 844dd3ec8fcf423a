package cn.dengyun.platform.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Validation;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {

    private final RecordReader reader = new RecordReader(
            new ObjectMapper(), Validation.buildDefaultValidatorFactory().getValidator());

    @Test
    void allDefectsAreToldAtOnce() {
        List<Defect> defects = defectsOf(
                "{\"name\":\" \",\"note\":\"a\\u0000b\",\"count\":\"5\",\"kind\":\"HUGE\",\"tags\":[\"x\",7],\"a/b\":{}}");

        assertThat(defects)
                .extracting(defect -> defect.pointer() + " " + defect.code())
                .containsExactly(
                        "/note forbidden-character",
                        "/count wrong-type",
                        "/kind value-unknown",
                        "/tags/1 wrong-type",
                        "/a~1b unknown-field",
                        "/name invalid-not-blank");
    }

    @ParameterizedTest
    @CsvSource({
        "\\u0000, forbidden-character U+0000",
        "a\\ud800b, forbidden-character U+D800",
        "a\\udc00, forbidden-character U+DC00",
        "a\\uffff, forbidden-character U+FFFF",
        "a\\ufdd0, forbidden-character U+FDD0",
        "a\\udbff\\udfff, forbidden-character U+10FFFF",
        "a\\ud83f\\udffeb, forbidden-character U+1FFFE",
        "\\u200d\\u2060, text-invisible",
        "\\u3164, text-invisible",
        "\\u2800 \\ufe0f, text-invisible",
        "\\u202e\\u00ad, text-invisible"
    })
    void whatNoTextMayHoldIsRefusedByItsName(String text, String told) {
        assertThat(defectsOf("{\"name\":\"a\",\"note\":\"" + text + "\"}"))
                .extracting(defect -> (defect.code() + " "
                                + defect.arguments().stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining()))
                        .strip())
                .containsExactly(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"云服务", "👩‍💻", "❤️", "می‌خواهم", "a\\u00adb", "\\ue000", "\\ufffd", "a\\tb", "\\ud83d\\ude80"})
    void whatPeopleWriteIsTaken(String text) throws IOException {
        String body = "{\"name\":\"" + text + "\"}";

        assertThat(reader.read(body.getBytes(StandardCharsets.UTF_8), Form.class)
                        .name())
                .isNotEmpty();
    }

    @Test
    void anotherDocumentAltogetherGetsAHundredDefectsAndNoMore() {
        String members = IntStream.range(0, 5_000)
                .mapToObj(i -> "\"member" + i + "\":1")
                .collect(Collectors.joining(",", "{\"name\":\"a\",", "}"));

        assertThat(defectsOf(members)).hasSize(100);
    }

    /** Before anything is made of it: nothing else is told about such a form. */
    @ParameterizedTest
    @CsvSource({
        "tags, 1001, /tags 0–1000",
        "lines, 51, /lines 1–50",
        "few, 4, /few 0–3",
        "unheardOf, 1001, /unheardOf 0–1000"
    })
    void aListThatIsTooLongIsToldSoAndNothingElse(String member, int elements, String told) {
        String list = IntStream.range(0, elements).mapToObj(i -> "{}").collect(Collectors.joining(",", "[", "]"));

        assertThat(defectsOf("{\"" + member + "\":" + list + "}"))
                .extracting(
                        defect -> defect.pointer() + " " + defect.arguments().get(0))
                .containsExactly(told);
    }

    @Test
    void sizesAreSeenInEveryDepth() {
        String long31 = "x".repeat(31);
        String body = "{\"lines\":[{\"text\":\"a\"},{\"text\":\"" + long31 + "\",\"codes\":[\"" + long31 + "\"]}],"
                + "\"few\":{\"" + long31 + "\":\"" + "y".repeat(100_001) + "\"}}";

        assertThat(defectsOf(body))
                .extracting(Defect::pointer)
                .containsExactly("/lines/1/text", "/lines/1/codes/0", "/few/" + long31);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":\"a\",\"name\":\"b\"} | repeated-member",
                "{\"name\":\"a\"} {} | malformed-json",
                "{\"name\":\"a\" | malformed-json",
                "[] | wrong-type",
                "null | body-missing",
                " | body-missing"
            })
    void whatEndsTheReadingIsToldAlone(String body, String code) {
        assertThat(defectsOf(body == null ? " " : body))
                .extracting(Defect::code)
                .containsExactly(code);
    }

    @Test
    void whatIsWellFormedIsLeftToTheOperation() throws IOException {
        Form form = reader.read("{\"name\":\"\",\"count\":2}".getBytes(StandardCharsets.UTF_8), Form.class);

        assertThat(form).isEqualTo(new Form("", null, 2, null, null, null, null));
    }

    private List<Defect> defectsOf(String body) {
        return catchThrowableOfType(
                        Rejection.class, () -> reader.read(body.getBytes(StandardCharsets.UTF_8), Form.class))
                .defects();
    }

    private record Form(
            @NotBlank String name,
            String note,
            Integer count,
            Kind kind,
            List<String> tags,
            @Size(min = 1, max = 50) List<Line> lines,
            @Size(max = 3) Map<String, String> few) {}

    private record Line(@Size(max = 30) String text, List<@Size(max = 30) String> codes) {}

    private enum Kind {
        SMALL
    }
}
