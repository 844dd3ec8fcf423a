package cn.dengyun.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Carries out every example of a body, as it stands in the contract, on what the demo and the tests have prepared. */
@QuarkusTest
class RequestExamplesTest {

    /** What cannot be had by a request alone, and where it is tried instead. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "cancelNoticeIssue", "an issue that is under way ends by itself: VoucherApplicationResourceTest",
            "confirmSecondFactor", "a code of the moment: SecondFactorResourceTest",
            "changeSandboxClock", "nobody else wants to live weeks later: SandboxClockIT",
            "renewRecoveryCodes", "a code of the moment: SecondFactorResourceTest",
            "removeSecondFactor", "a code of the moment: SecondFactorResourceTest");

    private final Contract contract = Contract.generated();

    @Inject
    DataSource database;

    @Test
    void everyExampleOfABodyIsCarriedOut() {
        AccessTokens tokens = new AccessTokens();
        AccessThings things = new AccessThings(tokens);
        RequestExamples examples = new RequestExamples(database, tokens, things);
        Map<String, Contract.Operation> operations = new TreeMap<>(contract.operations());
        operations.values().removeIf(operation -> !operation.node().has("requestBody"));
        Set<String> known = new TreeSet<>(examples.operations());
        known.addAll(ELSEWHERE.keySet());
        assertThat(known).as("operations that are prepared").isEqualTo(operations.keySet());

        List<String> wrong = new ArrayList<>();
        for (String id : examples.operations()) {
            try {
                Response answer = sent(operations.get(id), examples.ready(id));
                if (answer.statusCode() / 100 != 2) {
                    wrong.add(id + " was answered " + answer.statusCode() + " " + answer.asString());
                }
            } catch (AssertionError | RuntimeException e) {
                wrong.add(id + " could not be prepared: " + e);
            }
            things.forget();
        }
        things.removeEndpoints();
        assertThat(wrong).as("examples that cannot be carried out").isEmpty();
    }

    private Response sent(Contract.Operation operation, RequestExamples.Ready ready) {
        Map.Entry<String, JsonNode> content = operation
                .node()
                .at("/requestBody/content")
                .properties()
                .iterator()
                .next();
        JsonNode example = RequestExamples.example(content.getValue());
        RequestSpecification request =
                ready.token() == null ? given() : given().auth().oauth2(ready.token());
        if (operation.method().equals("POST")) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
            if (operation.node().toString().contains("/parameters/IfMatch\"")) {
                request.header("If-Match", "*");
            }
        } else if (!operation.id().equals("putProviderOffering")) {
            // An offering may be there or not.
            request.header("If-Match", "*");
        }
        switch (content.getKey()) {
            case "multipart/form-data" ->
                request.multiPart("purpose", example.path("purpose").asText())
                        .multiPart(
                                "file",
                                "example.pdf",
                                bytes(example.path("file").asText()),
                                "application/pdf");
            case "application/x-www-form-urlencoded" ->
                example.fields()
                        .forEachRemaining(field -> request.formParam(
                                field.getKey(), field.getValue().asText()));
            default -> {
                String text = example.isTextual() ? example.asText() : example.toString();
                request.header("Content-Type", content.getKey()).body(bytes(RequestExamples.told(text, ready)));
            }
        }
        return request.request(operation.method(), ready.path());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
