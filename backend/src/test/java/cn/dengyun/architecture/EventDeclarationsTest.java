package cn.dengyun.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.outbox.AddedLater;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventData;
import cn.dengyun.platform.outbox.EventSchema;
import cn.dengyun.platform.outbox.EventTexts;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.Texts;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.fge.jsonschema.core.exceptions.ProcessingException;
import com.github.fge.jsonschema.main.JsonSchemaFactory;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told is what is declared: nothing else can be told, and nothing is declared that nobody tells. */
class EventDeclarationsTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("cn.dengyun");

    /** Its texts are there in all tests, itself it is not. */
    private static final String SAMPLE = "cn.dengyun.suggestion.";

    private static final Set<String> MADE_BY_THE_COMPILER = Set.of("<clinit>", "$values", "values");

    @Test
    void onlyADeclaredTypeMakesAFact() {
        noClasses()
                .that()
                .resideOutsideOfPackage("cn.dengyun.platform.outbox")
                .should()
                .callConstructorWhere(JavaCall.Predicates.target(owner(equivalentTo(DomainEvent.class))))
                .check(OURS);
    }

    @Test
    void everyDeclaredTypeIsToldSomewhere() {
        Set<String> told = OURS.stream()
                .flatMap(type -> type.getFieldAccessesFromSelf().stream())
                // What an enum does to itself tells nothing; the table of a lifecycle names what its moves tell.
                .filter(access ->
                        !MADE_BY_THE_COMPILER.contains(access.getOrigin().getName())
                                || !access.getOriginOwner().equals(access.getTargetOwner()))
                .map(JavaFieldAccess::getTarget)
                .map(field -> field.getOwner().getName() + "." + field.getName())
                .collect(Collectors.toSet());

        assertThat(types().filter(type ->
                        !told.contains(((Enum<?>) type).getDeclaringClass().getName() + "." + type.name())))
                .isEmpty();
    }

    @Test
    void noTwoTypesHaveOneName() {
        assertThat(types().map(EventType::type))
                .doesNotHaveDuplicates()
                .allSatisfy(type -> assertThat(type)
                        .matches("cn\\.dengyun(\\.[a-z]+(-[a-z]+)*)+")
                        .hasSizeLessThan(128));
    }

    @Test
    void everyTypeHasANameAndAnOccasionInBothLanguages() {
        Set<String> keys = types().flatMap(type -> Stream.of(type.type(), type.type() + ".description"))
                .collect(Collectors.toCollection(TreeSet::new));

        for (Language language : Language.values()) {
            assertThat(Texts.of("events", language).keySet().stream()
                            .filter(key -> key.startsWith("cn.dengyun.") && !key.startsWith(SAMPLE)))
                    .containsExactlyInAnyOrderElementsOf(keys);
            assertThat(types()).allSatisfy(type -> {
                assertThat(EventTexts.name(type, language)).isNotBlank().hasSizeLessThan(64);
                assertThat(EventTexts.description(type, language)).matches(".+[.。]");
            });
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void theExampleKeepsToTheSchema(EventType<?> type) throws ProcessingException {
        ObjectNode example = EventSchema.example(type.data());

        assertThat(isValid(EventSchema.of(type.data()), example)).isTrue();
        for (String member : names(example)) {
            if (isAddedLater(type, member)) {
                continue;
            }
            assertThat(isValid(EventSchema.of(type.data()), example.deepCopy().without(List.of(member))))
                    .as("without " + member)
                    .isFalse();
        }
        assertThat(EventSchema.exampleSubject(type)).startsWith("/api/v1/").doesNotContain("{", "}");
    }

    /** Older events lack it. */
    private static boolean isAddedLater(EventType<?> type, String member) {
        return Arrays.stream(type.data().getRecordComponents())
                .anyMatch(each -> each.getName().equals(member) && each.isAnnotationPresent(AddedLater.class));
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyMemberIsDescribedAndIdsAreCalledByWhatTheyAreOf(EventType<?> type) {
        JsonNode members = EventSchema.of(type.data()).get("properties");

        assertThat(EventSchema.of(type.data()).path("description").asText()).isNotBlank();
        assertThat(names(members)).doesNotContain("id").allSatisfy(member -> {
            assertThat(members.get(member).path("description").asText())
                    .as(member)
                    .isNotBlank();
            assertThat(member.endsWith("Id"))
                    .as(member)
                    .isEqualTo("uuid".equals(members.get(member).path("format").asText()));
        });
    }

    @Test
    void whatIsToldIsWhatTheSchemaSays() {
        Sample sample = new Sample("甲", null);

        assertThat(EventData.render(sample)).isEqualTo("{\"name\":\"甲\",\"reason\":null}");
    }

    record Sample(String name, String reason) {}

    static Stream<EventType<?>> types() {
        return OURS.stream()
                .filter(type -> type.isAssignableTo(EventType.class) && type.isEnum())
                .map(JavaClass::reflect)
                .flatMap(type -> Arrays.stream(type.getEnumConstants()))
                .map(type -> (EventType<?>) type);
    }

    private static boolean isValid(JsonNode schema, JsonNode data) throws ProcessingException {
        return JsonSchemaFactory.byDefault()
                .getJsonSchema(schema)
                .validate(data)
                .isSuccess();
    }

    private static List<String> names(JsonNode object) {
        return Stream.iterate(object.fieldNames(), names -> names.hasNext(), names -> names)
                .map(names -> names.next())
                .toList();
    }
}
