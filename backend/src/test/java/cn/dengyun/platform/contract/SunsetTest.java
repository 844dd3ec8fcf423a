package cn.dengyun.platform.contract;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.contract.YamlTrees;
import cn.dengyun.platform.problem.Problems;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What goes away says so in every answer, and what a page of another web site may read is all that the contract has.
 */
class SunsetTest {

    private static final Path FOLDER = Path.of("..", "openapi");

    /**
     * What a browser shows of an answer in any case
     * (https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name).
     */
    private static final Set<String> SHOWN_ANYWAY = Set.of("Cache-Control", "Content-Language", "Content-Type");

    private static Vertx vertx;
    private static int port;
    private static JsonNode contract;

    @BeforeAll
    static void start() throws Exception {
        contract = YamlTrees.read(Files.readString(FOLDER.resolve("openapi.yaml")));
        ObjectNode planted = contract.deepCopy();
        ((ObjectNode) planted.at("/paths/~1api~1v1~1regions/get"))
                .putObject("x-sunset")
                .put("Deprecation", "@1796083200")
                .put("Sunset", "Tue, 01 Jun 2027 00:00:00 GMT");
        PublishedContract published = new PublishedContract(planted);
        vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        router.route().order(-300).handler(context -> {
            if (context.request().headers().contains("Origin")) {
                context.response().putHeader("Access-Control-Allow-Origin", "https://portal.example");
            }
            context.next();
        });
        new ExposedHeaders(published).register(router);
        new ContractGate(published, new Problems(new ObjectMapper())).register(router);
        router.route().handler(context -> context.response().end());
        port = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .get()
                .actualPort();
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @Test
    void anOperationThatGoesAwaySaysSoInAnswersAndRefusals() throws Exception {
        for (String accepted : new String[] {"application/json", "image/png"}) {
            HttpResponse<String> answer = ask("/api/v1/regions", "Accept", accepted);

            assertThat(answer.headers().firstValue("Deprecation")).hasValue("@1796083200");
            assertThat(answer.headers().firstValue("Sunset")).hasValue("Tue, 01 Jun 2027 00:00:00 GMT");
        }
        assertThat(ask("/api/v1/industries", "Accept", "*/*").headers().map())
                .doesNotContainKeys("deprecation", "sunset");
    }

    @Test
    void whatIsDeprecatedIsInTheChangelogWithItsDays() throws Exception {
        String changelog = Files.readString(FOLDER.resolve("CHANGELOG.md"));
        for (JsonNode path : contract.path("paths")) {
            for (JsonNode operation : path) {
                boolean isDeprecated = operation.path("deprecated").asBoolean();
                String id = operation.path("operationId").asText();
                assertThat(operation.has("x-sunset")).as(id + " has @Sunset").isEqualTo(isDeprecated);
                if (isDeprecated) {
                    assertThat(changelog)
                            .as("the line of openapi/CHANGELOG.md")
                            .containsPattern("- `" + id + "`.* from [0-9-]{10}.* until [0-9-]{10}");
                }
            }
        }
    }

    @Test
    void everyHeaderOfTheContractIsShownToPagesOfOtherWebSites() throws Exception {
        Set<String> sent = new TreeSet<>();
        contract.findValues("headers").forEach(headers -> headers.fieldNames().forEachRemaining(sent::add));
        sent.removeAll(SHOWN_ANYWAY);

        String exposed = ask("/api/v1/regions", "Origin", "https://portal.example")
                .headers()
                .firstValue("Access-Control-Expose-Headers")
                .orElse("");

        assertThat(exposed.split(", ", -1))
                .containsAll(sent)
                .contains("Allow", "Trace-Id", "RateLimit", "ETag", "Link");
        assertThat(ask("/api/v1/regions", "Accept", "*/*").headers().map())
                .doesNotContainKey("access-control-expose-headers");
    }

    private static HttpResponse<String> ask(String path, String header, String value) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header(header, value)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
