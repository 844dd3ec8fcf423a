package cn.dengyun.catalogue.push;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.platform.job.Background;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** Pushes as a provider's program sends and follows them. */
final class TestPush {

    static final String NDJSON = "application/x-ndjson";
    private static final ObjectMapper JSON = new ObjectMapper();

    private TestPush() {}

    /** A push on its way: mode, trial run, key and body can be set before it is sent. */
    static RequestSpecification request(TestProvider provider) {
        return provider.request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(NDJSON);
    }

    static Response send(TestProvider provider, RequestSpecification request, String... lines) {
        return request.body(bytes(lines)).post("/api/v1/providers/{id}/catalogue-pushes", provider.id());
    }

    /** Pushes the lines and waits for the end. */
    static JsonNode merge(TestProvider provider, String... lines) {
        return ended(provider, send(provider, request(provider), lines));
    }

    static JsonNode snapshot(TestProvider provider, String... lines) {
        return ended(provider, send(provider, request(provider).queryParam("mode", "SNAPSHOT"), lines));
    }

    /** The push as it stands after its end. */
    static JsonNode ended(TestProvider provider, Response accepted) {
        accepted.then().statusCode(202);
        return ended(provider, accepted.<String>path("id"));
    }

    static JsonNode ended(TestProvider provider, String id) {
        Background.finishJobs();
        JsonNode push = get(provider, id);
        assertThat(push.get("state").textValue()).isIn("SUCCEEDED", "FAILED", "CANCELLED");
        return push;
    }

    static JsonNode get(TestProvider provider, String id) {
        return read(provider.request()
                .get("/api/v1/catalogue-pushes/{id}", id)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    static List<JsonNode> results(TestProvider provider, JsonNode push) {
        return results(provider, push, Map.of());
    }

    static List<JsonNode> results(TestProvider provider, JsonNode push, Map<String, String> query) {
        return provider.request()
                .queryParams(query)
                .get("/api/v1/catalogue-pushes/{id}/results", push.get("id").textValue())
                .then()
                .statusCode(200)
                .contentType(NDJSON)
                .extract()
                .asString()
                .lines()
                .map(TestPush::read)
                .toList();
    }

    /** Line, key and outcome of each result: {@code 1 ecs CREATED}. */
    static List<String> outcomes(TestProvider provider, JsonNode push) {
        return results(provider, push).stream()
                .map(result -> result.path("line").asText("-") + " "
                        + result.path("externalId").asText("-") + " "
                        + result.path("outcome").textValue())
                .toList();
    }

    /** The counts in the order created, updated, unchanged, retired, rejected, conflict. */
    static List<Long> counts(JsonNode push) {
        JsonNode counts = push.get("counts");
        return List.of("created", "updated", "unchanged", "retired", "rejected", "conflict").stream()
                .map(name -> counts.get(name).longValue())
                .toList();
    }

    static byte[] bytes(String... lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
