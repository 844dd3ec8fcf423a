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

    /** What is no HTTP never reaches the platform: the server says 400 and hangs up. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET\r\n\r\n",
                "GET /api/v1/regions HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n",
                "GET /api/v1/regions HTTP/1.1\r\nHost: localhost\r\nX-A: a\u0000b\r\n\r\n",
                "GET /api/v1/regions HTTP/1.1\r\nHost: localhost\r\nBad Name: x\r\n\r\n",
                "GET /api/v1/regions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \u0001\r\n\r\n",
                "GET /api/v1/offerings/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /% HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /api/v1/regions/%E4%B HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /api/v1/offerings?q=%u4e91 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "PUT /api/v1/regions HTTP/1.1\r\nHost: localhost\r\nContent-Length: many\r\n\r\n",
                "PUT /api/v1/regions HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                "PUT /api/v1/regions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
            })
    void whatIsNoHttpIsRefusedAtTheDoor(String bytes) {
        Answer answer = RawHttp.send(bytes.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(answer.status()).isEqualTo(400);
    }
}
