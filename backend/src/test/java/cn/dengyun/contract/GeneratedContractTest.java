package cn.dengyun.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What is committed is what the code says. {@code ./mvnw -pl backend test -Dtest=GeneratedContractTest -Dupdate}
 * rewrites it.
 */
@QuarkusTest
class GeneratedContractTest {

    private static final Set<String> TELLING_FORMATS = Set.of("uuid", "date", "date-time", "uri", "email");

    /** The bounds of the transport, which say nothing about a value. */
    private static final int REQUEST_LINE = 4_096;

    private static final int HEADERS = 20_480;
    private static final int BODY = 2 * 1_024 * 1_024;

    @Test
    void theCommittedContractIsTheGeneratedOne() throws IOException {
        isCommitted("openapi.yaml", Contract.generatedText());
    }

    @Test
    void theCommittedAccessMatrixIsTheGeneratedOne() throws IOException {
        isCommitted("access-matrix.csv", AccessMatrix.of(Contract.generated()));
    }

    @Test
    void everyOperationIsExplainedWithExamples() {
        Contract.generated().operations().forEach((id, operation) -> {
            assertThat(id)
                    .as("operationId of %s %s", operation.method(), operation.path())
                    .matches("[a-z]+[A-Z][A-Za-z]+");
            assertThat(operation.node().path("summary").asText())
                    .as("summary of %s", id)
                    .isNotBlank();
            assertThat(operation.node().path("description").asText())
                    .as("description of %s", id)
                    .isNotBlank();
            assertThat(operation.node().path("tags")).as("tags of %s", id).hasSize(1);
            operation
                    .node()
                    .at("/requestBody/content")
                    .forEach(body -> assertThat(body.has("example") || body.has("examples"))
                            .as("example of the request of %s", id)
                            .isTrue());
        });
    }

    @Test
    void everyMemberOfABodyHasAnExampleOrAnEvidentOne() {
        TreeSet<String> without = new TreeSet<>();
        Contract.generated()
                .root()
                .at("/components/schemas")
                .fields()
                .forEachRemaining(schema -> schema.getValue()
                        .path("properties")
                        .fields()
                        .forEachRemaining(member -> {
                            boolean isPlainText =
                                    member.getValue().path("type").toString().contains("\"string\"")
                                            && !member.getValue().has("enum")
                                            && !member.getValue().has("format");
                            if (isPlainText && !member.getValue().has("examples")) {
                                without.add(schema.getKey() + "." + member.getKey());
                            }
                        }));
        assertThat(without).isEmpty();
    }

    @Test
    void everyPatternHoldsForTheWholeTextAndIsAbsentWhereAFormatSaysIt() {
        Contract.generated().schemas().forEach((place, schema) -> {
            String pattern = schema.path("pattern").asText("^$");

            assertThat(pattern).as("pattern of %s", place).startsWith("^").endsWith("$");
            if (TELLING_FORMATS.contains(schema.path("format").asText())) {
                assertThat(schema.has("pattern")).as("pattern of %s", place).isFalse();
            }
        });
    }

    @Test
    void anEnumThatMayBeNullListsNull() {
        Contract.generated().schemas().forEach((place, schema) -> {
            boolean isNullable = schema.get("type").toString().contains("\"null\"");
            if (isNullable && schema.has("enum")) {
                assertThat(schema.get("enum")).as("values of %s", place).anyMatch(JsonNode::isNull);
            }
        });
    }

    @Test
    void noBoundIsMadeUp() {
        Contract.generated().schemas().forEach((place, schema) -> {
            if (TELLING_FORMATS.contains(schema.path("format").asText())
                    && !schema.path("format").asText().matches("uri|email")) {
                assertThat(schema.has("maxLength")).as("length of %s", place).isFalse();
            }
            assertThat(schema.path("maxLength").asInt())
                    .as("length of %s", place)
                    .isNotIn(REQUEST_LINE, HEADERS, BODY);
            assertThat(schema.path("maxItems").asInt())
                    .as("items of %s", place)
                    .isNotIn(REQUEST_LINE, HEADERS, BODY / 2);
            for (String bound : List.of("minimum", "maximum")) {
                assertThat(schema.path(bound).asLong())
                        .as("%s of %s", bound, place)
                        .isNotIn((long) Integer.MIN_VALUE, (long) Integer.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE);
            }
        });
    }

    /** A member that refers to a schema is described by it. */
    @Test
    void everySchemaAndEveryMemberIsDescribed() {
        TreeSet<String> without = new TreeSet<>();
        Contract.generated().root().at("/components/schemas").fields().forEachRemaining(schema -> {
            if (!isDescribed(schema.getValue())) {
                without.add(schema.getKey());
            }
            schema.getValue().path("properties").fields().forEachRemaining(member -> {
                if (!isDescribed(member.getValue()) && !member.getValue().has("$ref")) {
                    without.add(schema.getKey() + "." + member.getKey());
                }
            });
        });
        assertThat(without).isEmpty();
    }

    @Test
    void everyValueOfAnEnumIsDescribedInBothLanguagesAndTheEnumIsOpenOrClosed() {
        Contract.generated().root().at("/components/schemas").fields().forEachRemaining(schema -> {
            JsonNode values = schema.getValue().path("enum");
            if (!values.isMissingNode()) {
                assertThat(schema.getValue().path("x-enum-open").isBoolean())
                        .as("%s is open or closed", schema.getKey())
                        .isTrue();
                assertThat(schema.getValue().path("x-enum-descriptions"))
                        .as("descriptions of %s", schema.getKey())
                        .hasSameSizeAs(values)
                        .allSatisfy(text -> assertThat(text.asText()).matches(".+ / .+"));
            }
        });
        assertThat(Contract.generated()
                        .root()
                        .at("/components/schemas/EnterpriseSize/x-enum-open")
                        .asBoolean())
                .as("a standard closed the size classes")
                .isFalse();
    }

    private static boolean isDescribed(JsonNode schema) {
        return !schema.path("description").asText().isBlank();
    }

    private static void isCommitted(String file, String generated) throws IOException {
        Path committed = Contract.FOLDER.resolve(file);
        if (System.getProperty("update") != null) {
            Files.writeString(committed, generated);
        }
        assertThat(committed).exists();
        assertThat(Contract.text(committed))
                .as("%s is not what the code says: review the change, then rewrite the file with -Dupdate", file)
                .isEqualTo(generated);
    }
}
