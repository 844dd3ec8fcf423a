package cn.dengyun.contract;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.web.EnumTexts;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.Texts;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Every state, kind and cause that an answer names is in a code list, in both languages, and nothing else is. */
@QuarkusTest
class EnumTextsTest {

    /** What is written in place and is no code: how to sort, and headers that only ever say one thing. */
    private static final List<List<String>> NO_CODES = List.of(
            List.of("relevance", "name", "updatedAt", "-updatedAt", "priceFromFen", "-priceFromFen"),
            List.of("true"),
            List.of("bytes"));

    /** The texts of slices hold more than enums, and facts beside them. */
    private static final Pattern OF_AN_ENUM = Pattern.compile("[A-Z]\\w*(\\.[A-Z]\\w*)?");

    @Test
    void everyEnumOfTheContractIsACodeListInItsOrder() {
        Map<String, List<String>> wanted = new LinkedHashMap<>();
        Contract.generated().root().at("/components/schemas").fields().forEachRemaining(schema -> {
            if (schema.getValue().has("enum")) {
                wanted.put(schema.getKey(), values(schema.getValue().get("enum")));
            }
        });

        assertThat(EnumTexts.all().stream()
                        // The texts of the sample are there in all tests, the sample itself is not.
                        .filter(codes -> !codes.schema().equals("SuggestionStatus"))
                        .collect(Collectors.toMap(EnumTexts.Codes::schema, EnumTexts.Codes::codes)))
                .containsExactlyInAnyOrderEntriesOf(wanted);
    }

    @Test
    void anEnumWrittenInPlaceIsOneOfThem() {
        List<List<String>> listed = new ArrayList<>(NO_CODES);
        EnumTexts.all().forEach(values -> listed.add(values.codes()));

        assertThat(Contract.generated().root().findValues("enum").stream()
                        .filter(JsonNode::isArray)
                        .map(EnumTextsTest::values)
                        // The member that tells variants apart has one of the codes in each.
                        .filter(values ->
                                values.size() > 1 || listed.stream().noneMatch(all -> all.containsAll(values))))
                .isSubsetOf(listed);
    }

    @Test
    void everyCodeHasANameInBothLanguagesAndOnlyCodesHave() {
        TreeSet<String> keys = new TreeSet<>();
        for (EnumTexts.Codes values : EnumTexts.all()) {
            keys.add(values.schema());
            values.codes().forEach(code -> keys.add(values.schema() + "." + code));
        }

        for (Language language : Language.values()) {
            assertThat(Texts.of("codes", language).keySet().stream()
                            .filter(key -> OF_AN_ENUM.matcher(key).matches()))
                    .containsExactlyInAnyOrderElementsOf(keys);
            assertThat(EnumTexts.all()).allSatisfy(values -> {
                assertThat(values.title(language)).isNotBlank().doesNotStartWith(values.list());
                assertThat(values.codes().stream().map(code -> values.name(code, language)))
                        .as(values.list())
                        .doesNotHaveDuplicates()
                        .allSatisfy(name -> assertThat(name).isNotBlank());
            });
        }
    }

    @Test
    void noTwoEnumsAreTheSameList() {
        assertThat(EnumTexts.all()).extracting(EnumTexts.Codes::list).doesNotHaveDuplicates();
    }

    private static List<String> values(JsonNode enumeration) {
        return StreamSupport.stream(enumeration.spliterator(), false)
                .filter(value -> !value.isNull())
                .map(JsonNode::asText)
                .toList();
    }
}
