package cn.dengyun.catalogue.push;

import static cn.dengyun.catalogue.TestProvider.aLine;
import static cn.dengyun.catalogue.push.TestPush.bytes;
import static cn.dengyun.catalogue.push.TestPush.counts;
import static cn.dengyun.catalogue.push.TestPush.ended;
import static cn.dengyun.catalogue.push.TestPush.outcomes;
import static cn.dengyun.catalogue.push.TestPush.results;
import static cn.dengyun.catalogue.push.TestPush.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import cn.dengyun.Patience;
import cn.dengyun.catalogue.TestProvider;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uploads that break, go on, overtake and are cancelled. */
@QuarkusTest
class PushUploadTest {

    private TestProvider provider;
    private String key;

    @BeforeEach
    void registerAProvider() {
        provider = TestProvider.aProvider();
        key = UUID.randomUUID().toString();
    }

    @Test
    void aBrokenUploadIsKeptAndCarriesOutNothing() throws IOException {
        JsonNode push = brokenAfter(2_500);

        assertThat(push.get("upload").textValue()).isEqualTo("INTERRUPTED");
        assertThat(push.get("state").textValue()).isEqualTo("PREPARING");
        assertThat(push.get("receivedLines").longValue()).isEqualTo(2_000);
        assertThat(push.get("total").isNull()).isTrue();
        provider.get("k1").then().statusCode(404);
    }

    @Test
    void aBrokenUploadGoesOnWhereItBroke() throws IOException {
        JsonNode push = brokenAfter(2_500);
        long next = push.get("receivedLines").longValue() + 1;

        Response rest = send(provider, keyed().queryParam("fromLine", next), lines((int) next, 3_000));
        JsonNode whole = ended(provider, rest);

        assertThat(whole.get("id")).isEqualTo(push.get("id"));
        assertThat(counts(whole)).containsExactly(3_000L, 0L, 0L, 0L, 0L, 0L);
        assertThat(results(provider, whole))
                .extracting(result -> result.get("line").intValue())
                .isEqualTo(IntStream.rangeClosed(1, 3_000).boxed().toList());
    }

    @Test
    void theRestOfABrokenUploadMayBeRepeatedAndIsBoundToItsKey() throws IOException {
        long next = brokenAfter(2_500).get("receivedLines").longValue() + 1;
        Response rest = send(provider, keyed().queryParam("fromLine", next), lines((int) next, 3_000));

        send(provider, keyed().queryParam("fromLine", next), lines((int) next, 3_000))
                .then()
                .statusCode(202)
                .header("Idempotent-Replayed", "true")
                .body("id", is(rest.<String>path("id")));
        send(provider, keyed(), lines(1, 3_000)).then().statusCode(202).header("Idempotent-Replayed", "true");
        send(provider, keyed().queryParam("fromLine", next), lines((int) next, 2_999))
                .then()
                .statusCode(422)
                .body("code", is("idempotency-key-reused"));
        send(provider, keyed(), lines(1, 2_000)).then().statusCode(422);
    }

    @Test
    void aBrokenUploadCanBeginAnew() throws IOException {
        JsonNode push = brokenAfter(2_500);

        JsonNode whole = ended(provider, send(provider, keyed(), lines(1, 1_200)));

        assertThat(whole.get("id")).isEqualTo(push.get("id"));
        assertThat(whole.get("total").longValue()).isEqualTo(1_200);
        assertThat(counts(whole)).containsExactly(1_200L, 0L, 0L, 0L, 0L, 0L);
        provider.get("k1201").then().statusCode(404);
    }

    @Test
    void anUploadCannotGoOnSomewhereElse() throws IOException {
        brokenAfter(2_500);

        for (int line : new int[] {2, 2_000, 2_002, 1_000_000}) {
            send(provider, keyed().queryParam("fromLine", line), lines(line, line))
                    .then()
                    .statusCode(409)
                    .body("code", is("push-line-unexpected"));
        }
        for (String line : List.of("0", "-1", "1000001", "x", "1.5", "")) {
            send(provider, keyed().queryParam("fromLine", line), lines(1, 1))
                    .then()
                    .statusCode(400)
                    .body("code", is("invalid-request"));
        }
    }

    @Test
    void theSameUploadTwiceAtOnceIsRefused() throws IOException {
        try (Socket slow = open()) {
            write(slow, lines(1, 1_500));
            await(push -> push.get("receivedLines").longValue() == 1_000);

            send(provider, keyed(), lines(1, 10)).then().statusCode(409).body("code", is("idempotency-key-in-use"));

            slow.getOutputStream().write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            slow.getOutputStream().flush();
            assertThat(new String(slow.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 202");
        }
        assertThat(counts(ended(provider, newest().get("id").textValue()))).startsWith(1_500L);
    }

    @Test
    void aCancelledUploadNeverHappens() throws IOException {
        String id = brokenAfter(2_500).get("id").textValue();

        cancel(id).then().statusCode(200).body("state", is("CANCELLED"));
        cancel(id).then().statusCode(409).body("code", is("job-already-finished"));
        send(provider, keyed(), lines(1, 10)).then().statusCode(202).body("state", is("CANCELLED"));

        provider.get("k1").then().statusCode(404);
    }

    @Test
    void cancellingKeepsWhatIsDoneAndDoesNoMore() {
        String id = send(provider, keyed(), lines(1, 20_000))
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        await(push -> push.get("done").longValue() > 0);
        cancel(id).then().statusCode(200);

        JsonNode push = ended(provider, id);

        long done = push.get("done").longValue();
        assertThat(push.get("state").textValue()).isEqualTo("CANCELLED");
        assertThat(done).isLessThan(20_000);
        assertThat(counts(push)).containsExactly(done, 0L, 0L, 0L, 0L, 0L);
        assertThat(results(provider, push)).hasSize((int) done);
        provider.get("k" + done).then().statusCode(200);
        provider.get("k" + (done + 1)).then().statusCode(404);
    }

    @Test
    void pushesOfOneProviderAreCarriedOutInTheOrderOfTheirArrival() {
        String[] first = new String[4_000];
        String[] second = new String[4_000];
        Arrays.setAll(first, i -> aLine("k" + i, "先"));
        Arrays.setAll(second, i -> aLine("k" + i, "后"));
        String one = send(provider, TestPush.request(provider), first).path("id");
        String two = send(provider, TestPush.request(provider), second).path("id");

        assertThat(counts(ended(provider, two))).containsExactly(0L, 4_000L, 0L, 0L, 0L, 0L);
        assertThat(counts(ended(provider, one))).containsExactly(4_000L, 0L, 0L, 0L, 0L, 0L);
        provider.get("k0").then().body("content.name", is("后")).body("version", is(2));
        provider.get("k3999").then().body("content.name", is("后")).body("version", is(2));
    }

    @Test
    void singleChangesDuringAPushLoseNothing() {
        ended(provider, send(provider, TestPush.request(provider), lines(1, 3_000)));
        String[] changed = new String[3_000];
        Arrays.setAll(changed, i -> aLine("k" + (i + 1), "推"));
        String id = send(provider, keyed(), changed).path("id");
        int singles = 0;
        while (!TestPush.get(provider, id).get("state").textValue().equals("SUCCEEDED")) {
            int number = 1 + singles * 37 % 3_000;
            provider.put("k" + number, TestProvider.anOffering("单" + singles))
                    .then()
                    .statusCode(200);
            singles++;
        }

        JsonNode push = ended(provider, id);

        assertThat(counts(push)).containsExactly(0L, 3_000L, 0L, 0L, 0L, 0L);
        for (int i = 0; i < Math.min(singles, 20); i++) {
            Response offering = provider.get("k" + (1 + i * 37 % 3_000));
            List<Integer> versions = provider.request()
                    .get("/api/v1/offerings/{id}/versions", offering.<String>path("id"))
                    .path("data.version");
            int current = offering.path("version");
            assertThat(versions)
                    .isEqualTo(IntStream.rangeClosed(1, current)
                            .map(version -> current + 1 - version)
                            .boxed()
                            .toList());
        }
    }

    @Test
    void aSlowUploadIsNoHurdleForOthers() throws IOException {
        try (Socket slow = open()) {
            write(slow, lines(1, 1_500));

            JsonNode push = ended(provider, send(provider, TestPush.request(provider), aLine("other", "别的")));

            assertThat(outcomes(provider, push)).containsExactly("1 other CREATED");
        }
    }

    /** The push after the connection broke in the middle of its body. */
    private JsonNode brokenAfter(int lines) throws IOException {
        try (Socket socket = open()) {
            write(socket, lines(1, lines));
            await(push -> push.get("receivedLines").longValue() >= lines / 1_000 * 1_000L);
        }
        return await(push -> push.get("upload").textValue().equals("INTERRUPTED"));
    }

    private Socket open() throws IOException {
        Socket socket = new Socket("localhost", RestAssured.port);
        socket.setSoTimeout((int) Patience.LONG.toMillis());
        String head = "POST /api/v1/providers/" + provider.id() + "/catalogue-pushes HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer " + provider.token() + "\r\nIdempotency-Key: " + key
                + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void write(Socket socket, String... lines) throws IOException {
        byte[] body = bytes(lines);
        socket.getOutputStream().write((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        socket.getOutputStream().write("\r\n".getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String[] lines(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(i -> aLine("k" + i, "名" + i))
                .toArray(String[]::new);
    }

    /** The provider's newest push as soon as it is as wanted. */
    private JsonNode await(Predicate<JsonNode> wanted) {
        return Patience.until("a push", this::newest, push -> push != null && wanted.test(push));
    }

    private JsonNode newest() {
        String page = provider.request()
                .queryParam("limit", 1)
                .get("/api/v1/providers/{id}/catalogue-pushes", provider.id())
                .asString();
        return TestPush.read(page).get("data").get(0);
    }

    private Response cancel(String id) {
        return provider.request().post("/api/v1/catalogue-pushes/{id}/cancellations", id);
    }

    private RequestSpecification keyed() {
        return provider.request().header("Idempotency-Key", key).contentType(TestPush.NDJSON);
    }
}
