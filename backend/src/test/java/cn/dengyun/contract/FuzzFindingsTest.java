package cn.dengyun.contract;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.contract.FuzzRequest.Header;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A fuzzer that finds nothing has to be able to find something. */
class FuzzFindingsTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final Contract CONTRACT = Contract.generated();

    private final FuzzFindings findings = new FuzzFindings(CONTRACT);
    private final FuzzRequest request = request("getRegion", "/api/v1/regions/340100");

    @Test
    void whatTheContractDeclaresIsNoFinding() {
        judge(problem(404, "region-not-found"));
        judge(problem(429, "quota-exceeded", new Header("Retry-After", "1")));
        judge(problem(503, "overloaded", new Header("Retry-After", "1")));
        judge(problem(431, "headers-too-large"));

        assertThat(findings.all()).isEmpty();
    }

    @Test
    void aFailureOfThePlatformIsOne() {
        judge(problem(500, "internal-error"));

        assertThat(findings.all()).singleElement().asString().startsWith("getRegion: 500 internal-error (1 times)");
    }

    @Test
    void aCodeOrAStatusThatNobodyDeclaredIsOne() {
        judge(problem(404, "voucher-not-found"));
        judge(problem(409, "voucher-not-found"));

        assertThat(String.join("\n", findings.all()))
                .contains("getRegion: undeclared 404 voucher-not-found")
                .contains("getRegion: undeclared 409 voucher-not-found");
    }

    @Test
    void aBodyOfAnotherFormIsOne() {
        judge(answer(200, "application/json", "{\"code\": 340100}"));

        assertThat(String.join("\n", findings.all())).contains("getRegion: 200 validation.response.body.schema");
    }

    @Test
    void aRefusalThatIsNoProblemIsOne() {
        judge(answer(400, "text/html", "<h1>Bad Request</h1>"));
        judge(problem(503, "overloaded"));
        judge(new FuzzAnswer(404, List.of(), new byte[0], true));

        assertThat(String.join("\n", findings.all()))
                .contains("getRegion: 400 validation.response.contentType.notAllowed")
                .contains("getRegion: 503 without Retry-After")
                .contains("getRegion: 404 without Trace-Id");
    }

    @Test
    void silenceIsOneWhereAnAnswerIsDue() {
        request.isFramed = false;
        judge(FuzzAnswer.NONE);
        assertThat(findings.all()).isEmpty();

        judge(FuzzAnswer.LATE);
        request.isFramed = true;
        judge(FuzzAnswer.NONE);
        assertThat(String.join("\n", findings.all()))
                .contains("getRegion: no answer in time")
                .contains("getRegion: no answer (1 times)");
    }

    @Test
    void eachKindIsToldOnceWithWhatShowsItAgain() {
        judge(problem(500, "internal-error"));
        judge(problem(500, "internal-error"));

        assertThat(findings.all())
                .singleElement()
                .asString()
                .contains("(2 times), first by seed 1 call 2: GET /api/v1/regions/340100 HTTP/1.1 | Host: localhost")
                .contains("→ 500 application/problem+json");
    }

    @Test
    void whatNoTreeCanHoldIsSentAllTheSame() throws Exception {
        FuzzSchemas schemas = new FuzzSchemas(CONTRACT);
        JsonNode schema = CONTRACT.root().at("/components/schemas/ReservationRequest");
        JsonNode example =
                new ObjectMapper().readTree("{\"externalReference\": \"a\", \"lines\": [{\"amountFen\": 1}]}");
        StringBuilder sent = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            sent.append(FuzzBodies.text(new FuzzBodies(schemas).changed(example, schema, 2, new SplittableRandom(i))));
        }

        assertThat(sent)
                .contains("\"lines\":[{\"amountFen\":1}],\"externalReference\":\"a\"}", "1e999999999", "\"\\ud800\"")
                .doesNotContain("raw");
    }

    private void judge(FuzzAnswer answer) {
        findings.judge("seed 1 call 2:", request, answer);
    }

    private static FuzzRequest request(String operation, String path) {
        FuzzWorld.Aim aim = new FuzzWorld.Aim(path, null, UnaryOperator.identity(), false);
        return new FuzzRequest(CONTRACT.operations().get(operation), AccessColumn.PUBLIC, aim);
    }

    private static FuzzAnswer problem(int status, String code, Header... more) {
        FuzzAnswer answer = answer(
                status,
                "application/problem+json",
                "{\"type\": \"/problems/" + code + "\", \"title\": \"t\", \"status\": " + status
                        + ", \"detail\": \"d\", \"instance\": \"/x\", \"code\": \"" + code + "\", \"traceId\": \""
                        + TRACE
                        + "\", \"retryable\": false, \"errors\": []}");
        List<Header> headers = new java.util.ArrayList<>(answer.headers());
        headers.addAll(List.of(more));
        return new FuzzAnswer(status, headers, answer.body(), true);
    }

    private static FuzzAnswer answer(int status, String type, String body) {
        return new FuzzAnswer(
                status,
                List.of(new Header("Trace-Id", TRACE), new Header("Content-Type", type)),
                body.getBytes(StandardCharsets.UTF_8),
                true);
    }
}
