package cn.dengyun.contract;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.web.EnumTexts;
import cn.dengyun.platform.web.Language;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeSet;
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

    @Test
    void everyEnumOfTheContractIsACodeListInItsOrder() {
        Map<String, List<String>> wanted = new LinkedHashMap<>();
        Contract.generated().root().at("/components/schemas").fields().forEachRemaining(schema -> {
            if (schema.getValue().has("enum")) {
                wanted.put(schema.getKey(), values(schema.getValue().get("enum")));
            }
        });

        assertThat(EnumTexts.all().stream().collect(Collectors.toMap(EnumTexts.Codes::schema, EnumTexts.Codes::codes)))
                .containsExactlyInAnyOrderEntriesOf(wanted);
    }

    @Test
    void anEnumWrittenInPlaceIsOneOfThem() {
        List<List<String>> listed = new ArrayList<>(NO_CODES);
        EnumTexts.all().forEach(values -> listed.add(values.codes()));

        assertThat(Contract.generated().root().findValues("enum").stream()
                        .filter(JsonNode::isArray)
                        .map(EnumTextsTest::values))
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
            ResourceBundle texts = ResourceBundle.getBundle("codes", language.locale());
            assertThat(new TreeSet<>(texts.keySet())).isEqualTo(keys);
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
