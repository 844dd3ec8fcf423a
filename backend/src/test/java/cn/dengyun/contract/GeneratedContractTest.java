package cn.dengyun.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What is committed is what the code says. {@code ./mvnw -pl backend test -Dtest=GeneratedContractTest -Dupdate}
 * rewrites it.
 */
@QuarkusTest
class GeneratedContractTest {

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
