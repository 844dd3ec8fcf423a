package cn.dengyun.catalogue.rest;

import static cn.dengyun.catalogue.TestProvider.anOffering;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.catalogue.TestProvider;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many writers, one offering: everybody gets an answer, nobody's version gets lost or doubled. */
@QuarkusTest
class OfferingConcurrencyTest {

    private static final int WRITERS = 32;
    private static final int PATCHERS = 6;
    private static final int ROUNDS = 40;

    @Test
    void simultaneousReplacementsAreAllCarriedOut() {
        TestProvider provider = TestProvider.aProvider();
        String id = provider.published("contended");

        List<HttpResponse<String>> answers = atOnce(provider, "contended");

        assertThat(answers).allMatch(answer -> isOutcome(answer, "UPDATED"));
        assertThat(versions(id)).isEqualTo(newestFirst(1 + WRITERS));
    }

    @Test
    void simultaneousCreationsMakeOneOfferingAndReplaceIt() {
        TestProvider provider = TestProvider.aProvider();

        List<HttpResponse<String>> answers = atOnce(provider, "fresh");

        assertThat(answers.stream().filter(answer -> isOutcome(answer, "CREATED")))
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> isOutcome(answer, "UPDATED")))
                .hasSize(WRITERS - 1);
        assertThat(versions(provider.get("fresh").path("id"))).isEqualTo(newestFirst(WRITERS));
    }

    /** Each is based on the same state, so one of them alone may change it. */
    @Test
    void ofSimultaneousPatchesWithOneTagExactlyOneIsCarriedOut() {
        TestProvider provider = TestProvider.aProvider();
        provider.published("patched");
        for (int round = 0; round < ROUNDS; round++) {
            String tag = provider.get("patched").header("ETag");
            String name = "第" + round + "轮";

            List<HttpResponse<String>> answers = IntStream.range(0, PATCHERS)
                    .mapToObj(i -> provider.patchSoon("patched", tag, "{\"name\": \"" + name + i + "\"}"))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(answers.stream().map(HttpResponse::statusCode).sorted())
                    .containsExactly(200, 412, 412, 412, 412, 412);
        }
    }

    @Test
    void simultaneousEqualDeclarationsMakeOneVersion() {
        TestProvider provider = TestProvider.aProvider();

        List<HttpResponse<String>> answers =
                IntStream.range(0, WRITERS).mapToObj(i -> provider.putSoon("equal", anOffering("同"))).toList().stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers.stream().filter(answer -> isOutcome(answer, "CREATED")))
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> isOutcome(answer, "UNCHANGED")))
                .hasSize(WRITERS - 1);
    }

    private static List<HttpResponse<String>> atOnce(TestProvider provider, String key) {
        return IntStream.range(0, WRITERS)
                .mapToObj(i -> provider.putSoon(key, anOffering("第" + i + "个")))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private static boolean isOutcome(HttpResponse<String> answer, String outcome) {
        return answer.headers().firstValue("Outcome").orElse("").equals(outcome);
    }

    private static List<Integer> versions(String id) {
        return given().queryParam("limit", 200)
                .get("/api/v1/offerings/{id}/versions", id)
                .then()
                .statusCode(200)
                .extract()
                .path("data.version");
    }

    private static List<Integer> newestFirst(int count) {
        return IntStream.rangeClosed(1, count).map(i -> count + 1 - i).boxed().toList();
    }
}
