package cn.dengyun.contract;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every cell of the access matrix, tried with real tokens, and every operation with tokens that are none. */
@QuarkusTest
class AccessMatrixTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** So that one slow answer does not count; who seems to be told something by the time is asked again. */
    private static final int ROUNDS = 3;

    private static final int TRIALS = 6;
    private static final String TIME_TELLS = "the time tells what exists: ";
    private static final double TIMES_AS_LONG = 4;
    private static final double SLACK_MILLIS = 4;
    /** Enough for any problem, and streams end after it. */
    private static final int MAX_BYTES = 65_536;

    private static final String NO_SUCH_BODY = "{\"notAMember\": true}";

    @TestHTTPResource("/")
    URI server;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    final Contract contract = Contract.generated();
    private final AccessMatrix matrix = new AccessMatrix();
    private AccessTokens tokens;
    private AccessThings things;

    @BeforeEach
    void callers() {
        tokens = new AccessTokens();
        things = new AccessThings(tokens);
    }

    @AfterEach
    void nobodyListens() {
        things.removeEndpoints();
    }

    /** What is tried. */
    Collection<Contract.Operation> operations() {
        return contract.operations().values();
    }

    /** What was answered, and how long it took. */
    private record Answered(int status, String type, String body, double millis) {

        boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    @Test
    void everyCellIsAsTheMatrixSays() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Contract.Operation operation : operations()) {
            for (Map.Entry<AccessColumn, String> cell : matrix.cells(operation).entrySet()) {
                String found = foundOut(operation, cell.getKey(), cell.getValue());
                if (found != null) {
                    wrong.add(
                            operation.id() + " " + cell.getKey() + ": expected " + cell.getValue() + ", but " + found);
                }
            }
        }
        assertThat(wrong)
                .as("cells that are not so: mend the code, or say in access-exceptions.csv why it should be so")
                .isEmpty();
    }

    @Test
    void aTokenThatIsNoneGetsNobodyAnywhere() throws Exception {
        Map<String, String> bad = tokens.forged();
        bad.put("of an API client that was revoked", revoked());
        bad.put("of a session that has ended", ended());
        bad.put("that is no token", "garbage");
        List<String> wrong = new ArrayList<>();
        for (Contract.Operation operation : operations()) {
            String path = things.existing(operation.path(), AccessOwner.of(operation, AccessColumn.AUDITOR));
            boolean isPublic = operation.roles().isEmpty();
            int ofNobody = isPublic ? ask(operation, path, null, NO_SUCH_BODY).status() : 401;
            Map<String, Integer> statuses = bad.entrySet().parallelStream()
                    .collect(Collectors.toConcurrentMap(
                            Map.Entry::getKey, token -> statusFor(token.getValue(), operation, path)));
            statuses.forEach((token, status) -> {
                if (status != 401 && status != ofNobody) {
                    wrong.add(operation.id() + " with a token " + token + ": " + status);
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    private int statusFor(String token, Contract.Operation operation, String path) {
        try {
            return ask(operation, path, token, NO_SUCH_BODY).status();
        } catch (Exception e) {
            throw new IllegalStateException(operation.id() + " was not answered", e);
        }
    }

    /** One cell that cannot be tried must not hide what is wrong with the others. */
    private String foundOut(Contract.Operation operation, AccessColumn column, String expected) throws Exception {
        try {
            return tried(operation, column, expected);
        } catch (AssertionError e) {
            return "could not be tried: " + e.getMessage();
        }
    }

    /** What is wrong with the cell; null when it is as expected. */
    private String tried(Contract.Operation operation, AccessColumn column, String expected) throws Exception {
        if (expected.equals(AccessMatrix.NONE)) {
            return null;
        }
        AccessOwner owner = AccessOwner.of(operation, column);
        String token = tokens.of(column, owner, operation.scope().orElse(null));
        String path = things.existing(operation.path(), owner) + requiredQuery(operation);
        boolean isAllowed = expected.equals(AccessMatrix.YES);
        // Who may is asked for nothing that could be done, so that the next caller finds all as it was.
        Answered answer = ask(operation, path, token, isAllowed ? NO_SUCH_BODY : example(operation));
        if (isAllowed && answer.isSuccess() && operation.isChange()) {
            tokens.forget();
            things.forget();
        }
        if (isAllowed) {
            return isLetIn(operation, answer) ? null : "was answered " + answer.status() + " " + answer.body();
        }
        if (answer.isSuccess()) {
            return "was let in: " + answer.status();
        }
        if (expected.equals(AccessMatrix.NO)) {
            int refusal = column == AccessColumn.PUBLIC ? 401 : 403;
            boolean isRefused = answer.status() == refusal && answer.body().contains(refusalOf(operation, column));
            return isRefused ? null : "was answered " + answer.status() + " " + answer.body();
        }
        return leak(operation, path, things.absent(operation.path(), owner), token);
    }

    /** What has to stand in a refusal for the right reason; empty where several reasons would do. */
    private static String refusalOf(Contract.Operation operation, AccessColumn column) {
        boolean isLackOfScope = column == AccessColumn.CLIENT_NO_SCOPE
                && operation.scope().isPresent()
                && operation.roles().contains(column.role());
        return isLackOfScope ? "\"scope-missing\"" : "";
    }

    /** The parameters without which nothing is answered, as the contract shows them. */
    private static String requiredQuery(Contract.Operation operation) {
        return StreamSupport.stream(operation.node().path("parameters").spliterator(), false)
                .filter(parameter -> parameter.path("in").asText().equals("query")
                        && parameter.path("required").asBoolean())
                .map(parameter -> parameter.path("name").asText() + "="
                        + parameter.path("example").asText())
                .reduce((first, next) -> first + "&" + next)
                .map(query -> "?" + query)
                .orElse("");
    }

    private static boolean isLetIn(Contract.Operation operation, Answered answer) {
        boolean isRead = operation.method().equals("GET");
        return isRead ? answer.isSuccess() : !Set.of(401, 403, 404).contains(answer.status()) && answer.status() < 500;
    }

    /** How "not yours" can be told from "not there"; null when it cannot. */
    private String leak(Contract.Operation operation, String foreign, String absent, String token) throws Exception {
        String told = null;
        // A machine that is busy with other things may favour one of them once; an oracle would answer every time.
        for (int trial = 0; trial < TRIALS; trial++) {
            told = leakByTime(operation, foreign, absent, token);
            if (told == null || !told.startsWith(TIME_TELLS)) {
                return told;
            }
        }
        return told;
    }

    private String leakByTime(Contract.Operation operation, String foreign, String absent, String token)
            throws Exception {
        String body = example(operation);
        double[] ofForeign = new double[ROUNDS];
        double[] ofAbsent = new double[ROUNDS];
        Answered notYours = null;
        Answered notThere = null;
        for (int round = 0; round < ROUNDS; round++) {
            notYours = ask(operation, foreign, token, body);
            notThere = ask(operation, absent, token, body);
            ofForeign[round] = notYours.millis();
            ofAbsent[round] = notThere.millis();
        }
        if (notYours.status() != 404 || !shape(notYours, foreign).equals(shape(notThere, absent))) {
            return "what is not there is told apart from what is not the caller's: " + notYours + " and " + notThere;
        }
        double longer = Math.max(median(ofForeign), median(ofAbsent));
        double shorter = Math.min(median(ofForeign), median(ofAbsent));
        return longer <= shorter * TIMES_AS_LONG + SLACK_MILLIS
                ? null
                : TIME_TELLS + median(ofForeign) + " ms and " + median(ofAbsent) + " ms";
    }

    /** Everything of a problem but what the caller knows: what it asked for. */
    private static String shape(Answered answer, String path) throws JsonProcessingException {
        JsonNode problem = JSON.readTree(answer.body());
        Set<String> members = new TreeSet<>();
        for (Iterator<String> names = problem.fieldNames(); names.hasNext(); ) {
            members.add(names.next());
        }
        String detail = problem.path("detail").asText();
        for (String part : path.split("/", -1)) {
            detail = part.length() > 8 ? detail.replace(part, "…") : detail;
        }
        return answer.status() + " " + answer.type() + " " + members + " "
                + problem.path("code").asText() + " " + problem.path("title").asText() + " " + detail;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private Answered ask(Contract.Operation operation, String path, String token, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "\"nobody-has-this\"");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        String type = mediaType(operation);
        if (type != null) {
            request.header("Content-Type", type);
        }
        request.method(
                operation.method(),
                type == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        long start = System.nanoTime();
        HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        String answered = begin(response);
        return new Answered(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                answered,
                (System.nanoTime() - start) / 1e6);
    }

    /** Streams of events have no end worth waiting for. */
    private static String begin(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            boolean isStream = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.startsWith("text/event-stream"))
                    .isPresent();
            return isStream ? "" : new String(body.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
        }
    }

    private static String mediaType(Contract.Operation operation) {
        Iterator<String> types = operation.node().at("/requestBody/content").fieldNames();
        return types.hasNext() ? types.next() : null;
    }

    /** A request that would be carried out, from the contract. */
    private String example(Contract.Operation operation) {
        JsonNode content = operation.node().at("/requestBody/content").path(String.valueOf(mediaType(operation)));
        JsonNode example = content.has("example")
                ? content.get("example")
                : content.path("examples").findPath("value");
        return example.isTextual() ? example.asText() : example.toString();
    }

    private static String ended() {
        String token = SignedIn.newToken("platform");
        RestAssured.given()
                .auth()
                .oauth2(token)
                .delete("/api/v1/sessions/current")
                .then()
                .statusCode(204);
        return token;
    }

    private String revoked() {
        Response made = RestAssured.given()
                .auth()
                .oauth2(tokens.ofAccount("sysadmin"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of("name", "撤销", "scopes", List.of("catalogue:read", "catalogue:write")))
                .post("/api/v1/organizations/" + AccessOwner.PLATFORM.organizationId() + "/api-clients");
        String token = SignedIn.clientToken(made.path("client.clientId"), made.path("clientSecret"));
        RestAssured.given()
                .auth()
                .oauth2(tokens.ofAccount("sysadmin"))
                .delete("/api/v1/api-clients/" + made.path("client.id"))
                .then()
                .statusCode(204);
        return token;
    }
}
