package cn.dengyun.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.problem.ProblemTexts;
import cn.dengyun.platform.web.MalformedRequests.Malformed;
import cn.dengyun.platform.web.RawHttp.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However wrong a request is, its sender gets a problem that says so in its language, and never a fault of ours. */
@QuarkusTest
class MalformedRequestsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One test over the whole table, so that one run shows all that is wrong with it. */
    @Test
    void everyOneOfThemIsAnsweredWithAProblemInTheLanguageOfTheCaller() {
        List<Malformed> requests = MalformedRequests.all(
                SignedIn.tokenOf("platform"), SignedIn.tokenOf("province"), SignedIn.tokenOf("sysadmin"));
        assertThat(requests).hasSizeGreaterThanOrEqualTo(100);
        SoftAssertions all = new SoftAssertions();
        for (Malformed request : requests) {
            check(all, request, Language.ZH, "zh-CN");
            check(all, request, Language.EN, "en-GB, *;q=0.1");
        }
        all.assertAll();
    }

    private static void check(SoftAssertions all, Malformed request, Language language, String accepted) {
        Answer answer = RawHttp.send(request.bytes(accepted));
        JsonNode problem = parsed(answer.body());
        String code = problem.path("code").asText();
        all.assertThat(answer.status() + " " + code)
                .as(request.name())
                .isEqualTo(request.status() + " " + request.code());
        all.assertThat(answer.header("content-type")).as(request.name()).startsWith("application/problem+json");
        all.assertThat(problem.path("status").asInt()).as(request.name()).isEqualTo(answer.status());
        all.assertThat(problem.path("title").asText())
                .as(request.name())
                .isNotEmpty()
                .isEqualTo(ProblemTexts.title(code, language));
        all.assertThat(problem.path("detail").asText()).as(request.name()).isNotEmpty();
        all.assertThat(problem.path("type").asText()).as(request.name()).isEqualTo("/problems/" + code);
        all.assertThat(problem.path("traceId").asText()).as(request.name()).matches("[0-9a-f]{32}");
        all.assertThat(problem.path("traceId").asText()).as(request.name()).isEqualTo(answer.header("trace-id"));
        all.assertThat(answer.body()).as(request.name()).doesNotContain("java.", "Exception", "SELECT ", "org.");
        for (JsonNode error : problem.path("errors")) {
            String defect = error.path("code").asText();
            all.assertThat(ProblemTexts.detail(defect, List.of("", "", ""), language))
                    .as(request.name() + ": " + defect)
                    .isNotEmpty();
        }
        if (code.equals("invalid-request")) {
            all.assertThat(problem.path("errors").size()).as(request.name()).isPositive();
        }
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }

    /** In Chinese; the JDK itself stumbles over the first of them. */
    @ParameterizedTest
    @ValueSource(strings = {"-", "-;q=", ",", "en;q=9, de", "\u00e9"})
    void aLanguageThatIsNoneKeepsNobodyFromAnAnswer(String language) {
        String rest = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept-Language: " + language + "\r\n";
        Answer regions =
                RawHttp.send(("GET /api/v1/regions?limit=1" + rest + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        Answer refused = RawHttp.send(
                ("POST /api/v1/sessions" + rest + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
                        .getBytes(StandardCharsets.ISO_8859_1));

        assertThat(regions.status()).isEqualTo(200);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(parsed(refused.body()).path("title").asText())
                .isEqualTo(ProblemTexts.title("invalid-request", Language.ZH));
    }

    /**
     * What the server cannot read never reaches the platform; it is answered in the same way, and the connection ends.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n",
                "GET\r\n",
                "GET /api/v1/regions HTTP/9.9\r\nHost: localhost\r\n",
                "PRI * HTTP/2.0\r\n",
                "GET // HTTP/1.1\r\nHost: localhost\r\n",
                "GET /api/v1/regions HTTP/1.1\r\nHost: localhost\r\nno colon\r\n",
                "GET /api/v1/regions HTTP/1.1\r\nHost: localhost\r\nX-A: a\u0000b\r\n",
                "GET /api/v1/regions HTTP/1.1\r\nHost: localhost\r\nBad Name: x\r\n",
                "GET /api/v1/regions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \u0001\r\n",
                "GET /api/v1/offerings/%zz HTTP/1.1\r\nHost: localhost\r\n",
                "GET /% HTTP/1.1\r\nHost: localhost\r\n",
                "GET /api/v1/regions/%E4%B HTTP/1.1\r\nHost: localhost\r\n",
                "GET /api/v1/offerings?q=%u4e91 HTTP/1.1\r\nHost: localhost\r\n",
                "GET /api/v1/catalogue/changes?limit=%zz HTTP/1.1\r\nHost: localhost\r\n",
                "PUT /api/v1/regions HTTP/1.1\r\nHost: localhost\r\nContent-Length: many\r\n",
                "PUT /api/v1/regions HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n",
                "PUT /api/v1/regions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n",
                "POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n",
            })
    void whatIsNoRequestIsAnsweredWithAProblemToo(String head) {
        refused(head + "\r\n", 400, "bad-request", Language.ZH);
    }

    @Test
    void whatIsNoRequestIsAnsweredInTheLanguageThatCouldBeRead() {
        refused(
                "GET /api/v1/offerings?q=100% HTTP/1.1\r\nHost: localhost\r\nAccept-Language: en\r\n\r\n",
                400, "bad-request", Language.EN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "-1\r\n", "100000000000000000\r\n", "2\r\n{}\r\nnonsense\r\n\r\n"})
    void aBrokenChunkIsAnsweredWithAProblem(String chunks) {
        refused(
                "POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Accept-Language: en\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks,
                400,
                "bad-request",
                Language.EN);
    }

    @Test
    void linesAndHeadersBeyondWhatTheServerReadsAreAnsweredWithAProblem() {
        String path = "x".repeat(1 << 20);
        refused("GET /" + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 414, "uri-too-long", Language.ZH);
        refused("GET / HTTP/1.1\r\nX-A: " + path + "\r\n\r\n", 431, "headers-too-large", Language.ZH);
    }

    /** The REST layer takes them for addresses of the contract, past everything that goes by those. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/regions;a=b", "/api/v1/regions;", "/api/v1;a=b/regions"})
    void anAddressWithMatrixParametersIsNone(String path) {
        Answer answer = RawHttp.send(
                ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));

        assertThat(answer.status()).isEqualTo(404);
        assertProblem(answer, "path-not-found", Language.ZH);
    }

    @Test
    void whoNamesNoHostIsRefusedLikeEverybody() {
        Answer answer = RawHttp.send("GET /api/v1/me HTTP/1.0\r\nAuthorization: Bearer x\r\nContent-Length: 0\r\n\r\n"
                .getBytes(StandardCharsets.ISO_8859_1));

        assertThat(answer.status()).isEqualTo(401);
        assertProblem(answer, "token-invalid", Language.ZH);
    }

    /** Whatever is there, and whoever answers for it. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/api/v1/regions", "/problems", "/openapi", "/swagger-ui", "/q/health", "/q/metrics", "*"})
    void aMethodThatIsNoneIsAnsweredWithAProblem(String path) {
        for (String method : List.of("CONNECT", "TRACE", "FROBNICATE", "DELETE", "POST")) {
            Answer answer =
                    RawHttp.send((method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));

            assertThat(answer.status()).as(method).isIn(404, 405);
            assertProblem(answer, answer.status() == 404 ? "path-not-found" : "method-not-allowed", Language.ZH);
            assertThat(answer.header("allow").isEmpty()).as(method).isEqualTo(answer.status() == 404);
        }
    }

    private static void refused(String bytes, int status, String code, Language language) {
        Answer answer = RawHttp.send(bytes.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("connection")).isEqualToIgnoringCase("close");
        assertProblem(answer, code, language);
    }

    private static void assertProblem(Answer answer, String code, Language language) {
        JsonNode problem = parsed(answer.body());
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
        assertThat(problem.path("status").asInt()).isEqualTo(answer.status());
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("title").asText()).isEqualTo(ProblemTexts.title(code, language));
        assertThat(answer.header("trace-id")).matches("[0-9a-f]{32}");
        assertThat(problem.path("traceId").asText()).isEqualTo(answer.header("trace-id"));
    }
}
