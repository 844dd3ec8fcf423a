package cn.dengyun.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation takes and gives what the contract lists, and says so to whoever sends or wants anything else. */
@QuarkusTest
class NegotiationTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANY = "*/*";

    /** What is not plain JSON, and is so on purpose. */
    private static final Map<String, Set<String>> OTHER_MEDIA_TYPES = Map.ofEntries(
            Map.entry("createAdoptionImport", Set.of("application/x-ndjson", "text/csv")),
            Map.entry("createAttachment", Set.of("multipart/form-data")),
            Map.entry("createAccessToken", Set.of("application/x-www-form-urlencoded")),
            Map.entry("createCataloguePush", Set.of("application/x-ndjson")),
            Map.entry(
                    "createSheetImport",
                    Set.of("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv")),
            Map.entry("createUsageEvents", Set.of("application/x-ndjson", "application/cloudevents-batch+json")),
            Map.entry(
                    "createUsageWitnessReadings", Set.of("application/x-ndjson", "application/cloudevents-batch+json")),
            Map.entry("getBillFocusTable", Set.of("text/csv")),
            Map.entry(
                    "getBillSpreadsheet", Set.of("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
            Map.entry("getSheetExportFile", Set.of(ANY)),
            Map.entry("getSheetImportFile", Set.of(ANY)),
            Map.entry("getSheetTemplate", Set.of("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
            Map.entry("listSheetImportResults", Set.of("application/x-ndjson")),
            Map.entry("watchSheetImport", Set.of("text/event-stream")),
            Map.entry("getBillTable", Set.of("text/csv")),
            Map.entry("getActivitiesCalendar", Set.of("text/calendar")),
            Map.entry("getActivityCalendar", Set.of("text/calendar")),
            Map.entry("getArticlesAtomFeed", Set.of("application/atom+xml")),
            Map.entry("getBulletinChart", Set.of("image/svg+xml")),
            Map.entry("getBulletinPage", Set.of("text/html")),
            Map.entry("getBulletinPdf", Set.of("application/pdf")),
            Map.entry("getBulletinTable", Set.of("text/csv")),
            Map.entry("getObservationLines", Set.of("application/x-ndjson")),
            Map.entry("getObservationTable", Set.of("text/csv")),
            Map.entry("getOpenData", Set.of("application/ld+json")),
            Map.entry("getArticlesJsonFeed", Set.of("application/feed+json")),
            Map.entry("inviteMembers", Set.of("text/csv")),
            Map.entry("recordBankResults", Set.of("text/csv")),
            Map.entry("getSettlementInstructionTable", Set.of("text/csv")),
            Map.entry("getSettlementInstructionMessage", Set.of("application/xml")),
            Map.entry("listAdoptionImportResults", Set.of("application/x-ndjson")),
            Map.entry("listCataloguePushResults", Set.of("application/x-ndjson")),
            Map.entry("watchCataloguePush", Set.of("text/event-stream")),
            Map.entry("watchNoticeIssue", Set.of("text/event-stream")),
            Map.entry("watchVoucher", Set.of("text/event-stream")),
            Map.entry("getAttachmentContent", Set.of(ANY)),
            Map.entry("getArticleAttachmentContent", Set.of(ANY)),
            Map.entry("getVoucherCaseFileArchive", Set.of("application/zip")),
            Map.entry("getAdoptionCertificateQr", Set.of("image/png")),
            Map.entry("getAttendanceCertificateQr", Set.of("image/png")),
            Map.entry("getLevelCertificateQr", Set.of("image/png")),
            Map.entry("getCertificateStatusList", Set.of("application/statuslist+jwt")),
            Map.entry("getVoucherStatusList", Set.of("application/statuslist+jwt")),
            Map.entry("getVoucherQr", Set.of("image/png", "text/plain")));

    @TestHTTPResource("/")
    URI server;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Contract contract = Contract.generated();

    @Test
    void nothingButJsonIsTakenOrGivenByAccident() {
        Map<String, Set<String>> found = new TreeMap<>();
        contract.operations().forEach((id, operation) -> {
            Set<String> types = new TreeSet<>(taken(operation));
            types.addAll(given(operation));
            types.removeAll(Set.of("application/json", "application/merge-patch+json"));
            if (!types.isEmpty()) {
                found.put(id, types);
            }
        });
        assertThat(found).isEqualTo(OTHER_MEDIA_TYPES);
    }

    @Test
    void whatAnOperationDoesNotGiveIsNotAcceptable() throws Exception {
        SoftAssertions all = new SoftAssertions();
        for (Contract.Operation operation : contract.operations().values()) {
            if (given(operation).contains(ANY)) {
                continue;
            }
            HttpResponse<String> answer = ask(operation.method(), operation.path(), "Accept", "application/x-none");
            JsonNode problem = problem(all, operation.id(), answer, 406, "not-acceptable");
            given(operation)
                    .forEach(type -> all.assertThat(problem.path("detail").asText())
                            .as(operation.id())
                            .contains(type));
        }
        all.assertAll();
    }

    @Test
    void whatAnOperationGivesIsAcceptable() throws Exception {
        SoftAssertions all = new SoftAssertions();
        for (Contract.Operation operation : contract.operations().values()) {
            for (String type : given(operation)) {
                String accepted = "text/x-none, nonsense, " + type + ";q=0.001";
                HttpResponse<String> answer = ask(operation.method(), operation.path(), "Accept", accepted);
                all.assertThat(answer.statusCode())
                        .as(operation.id() + " as " + type + ": " + answer.body())
                        .isNotEqualTo(406)
                        .isLessThan(500);
            }
        }
        all.assertAll();
    }

    @Test
    void textIsTakenByNoOperationThatHasABody() throws Exception {
        SoftAssertions all = new SoftAssertions();
        for (Contract.Operation operation : contract.operations().values()) {
            Set<String> taken = taken(operation);
            if (taken.isEmpty()) {
                continue;
            }
            HttpResponse<String> answer =
                    ask(operation.method(), operation.path(), "Content-Type", "text/plain;charset=UTF-8");
            JsonNode problem = problem(all, operation.id(), answer, 415, "unsupported-media-type");
            String types = String.join(", ", taken);
            all.assertThat(answer.headers().firstValue("Accept"))
                    .as(operation.id())
                    .hasValue(types);
            if (!operation.method().equals("PUT")) {
                String header = "Accept-" + (operation.method().equals("POST") ? "Post" : "Patch");
                all.assertThat(answer.headers().firstValue(header))
                        .as(operation.id())
                        .hasValue(types);
            }
            all.assertThat(problem.path("detail").asText()).as(operation.id()).contains(types);
        }
        all.assertAll();
    }

    @Test
    void aMethodThatAnAddressDoesNotHaveIsRefusedWithThoseThatItHas() throws Exception {
        Map<String, Set<String>> methods = new TreeMap<>();
        contract.operations()
                .values()
                .forEach(operation -> methods.computeIfAbsent(operation.path(), key -> new TreeSet<>())
                        .add(operation.method()));
        SoftAssertions all = new SoftAssertions();
        for (Map.Entry<String, Set<String>> path : methods.entrySet()) {
            for (String method : List.of("GET", "PUT", "POST", "PATCH", "DELETE", "FROBNICATE")) {
                if (path.getValue().contains(method)) {
                    continue;
                }
                HttpResponse<String> answer = ask(method, path.getKey(), "Content-Type", "application/json");
                problem(all, method + " " + path.getKey(), answer, 405, "method-not-allowed");
                all.assertThat(allowed(answer)).as(path.getKey()).containsAll(path.getValue());
            }
            HttpResponse<String> options = ask("OPTIONS", path.getKey(), "Accept", ANY);
            all.assertThat(options.statusCode()).as(path.getKey()).isEqualTo(204);
            all.assertThat(allowed(options)).as(path.getKey()).containsAll(path.getValue());
        }
        all.assertAll();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "*",
                "application/*",
                "APPLICATION/JSON",
                "application/json; charset=\"a,b\"",
                "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
                "nonsense, application/json",
                "application/json;q=many",
                ",,;;==, */*;q=0.001",
                "application/json;q=0.5, application/json;q=0",
            })
    void anAcceptHeaderNeedNotBePerfect(String accepted) throws Exception {
        HttpResponse<String> answer = ask("GET", "/api/v1/code-lists", "Accept", accepted);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;q=0",
                "*/*, application/json;q=0",
                "application/*;q=0, */*;q=0.1",
                "nonsense",
                ",,;;==",
                "application/jsonp",
                "text/html, application/problem+json",
                "application/problem+json;q=0",
            })
    void whatIsNotWantedIsNotSent(String accepted) throws Exception {
        assertThat(ask("GET", "/api/v1/code-lists", "Accept", accepted).statusCode())
                .isEqualTo(406);
    }

    /** So do the clients that OpenAPI Generator makes for Java, Kotlin and Python, wherever an answer is not JSON. */
    @Test
    void whoNamesTheTypeOfProblemsAloneIsRefusedInItAndServed() throws Exception {
        SoftAssertions all = new SoftAssertions();
        for (Contract.Operation operation : contract.operations().values()) {
            HttpResponse<String> answer =
                    ask(operation.method(), operation.path(), "Accept", "application/problem+json");
            all.assertThat(answer.statusCode())
                    .as(operation.id() + ": " + answer.body())
                    .isNotEqualTo(406)
                    .isLessThan(500);
        }
        HttpResponse<String> codes = ask("GET", "/api/v1/code-lists", "Accept", "application/problem+json");
        all.assertThat(codes.statusCode()).as(codes.body()).isEqualTo(200);
        all.assertAll();
    }

    @Test
    void theEncodingOfABodyThatNobodyReadsIsNoMatter() throws Exception {
        HttpResponse<String> answer = ask("GET", "/api/v1/code-lists", "Content-Encoding", "gzip");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void aBodyWithoutATypeIsNotGuessedAt() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/v1/sessions"))
                .POST(BodyPublishers.ofString("{}"))
                .build();

        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(415);
    }

    private static Set<String> taken(Contract.Operation operation) {
        return names(operation.node().at("/requestBody/content"));
    }

    private static Set<String> given(Contract.Operation operation) {
        Set<String> types = new TreeSet<>();
        operation.node().get("responses").fields().forEachRemaining(response -> {
            if (response.getKey().startsWith("2")) {
                types.addAll(names(response.getValue().path("content")));
            }
        });
        return types;
    }

    /** In the order of the contract, in which an answer names them too. */
    private static Set<String> names(JsonNode node) {
        Set<String> names = new LinkedHashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> allowed(HttpResponse<String> answer) {
        return List.of(answer.headers().firstValue("Allow").orElse("").split(", ", -1)).stream()
                .collect(Collectors.toSet());
    }

    private JsonNode problem(SoftAssertions all, String what, HttpResponse<String> answer, int status, String code)
            throws IOException {
        all.assertThat(answer.statusCode()).as(what + ": " + answer.body()).isEqualTo(status);
        all.assertThat(answer.headers().firstValue("Content-Type")).as(what).hasValue("application/problem+json");
        JsonNode problem = answer.body().startsWith("{") ? JSON.readTree(answer.body()) : JSON.createObjectNode();
        all.assertThat(problem.path("code").asText()).as(what).isEqualTo(code);
        all.assertThat(answer.headers().firstValue("Trace-Id"))
                .as(what)
                .hasValue(problem.path("traceId").asText());
        return problem;
    }

    private HttpResponse<String> ask(String method, String template, String header, String value) throws Exception {
        String path = template.replaceAll("\\{[^/]+}", "019fffff-0000-7000-8000-00000000dead");
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header(header, value)
                .method(method, header.equals("Accept") ? BodyPublishers.noBody() : BodyPublishers.ofString("text"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
