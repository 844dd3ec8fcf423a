package cn.dengyun.contract;

import com.atlassian.oai.validator.model.SimpleResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.util.Arrays;
import java.util.List;

/** Answers that are a stream of JSON are held against the contract part by part: line by line, event by event. */
final class Streams {

    private static final String JSON = "application/json";
    private static final String LINES = "application/x-ndjson";
    private static final String EVENTS = "text/event-stream";
    private static final String DATA = "data:";
    private static final int MAX_PARTS = 500;
    private static final int MAX_BYTES = 1_000;

    private Streams() {}

    /** Lets the schema of an answer that is a stream stand for one part of it. */
    static void describePart(JsonNode response) {
        if (!(response.path("content") instanceof ObjectNode content)) {
            return;
        }
        for (String type : List.of(LINES, EVENTS)) {
            if (content.has(type)) {
                ObjectNode part = content.putObject(JSON);
                part.set("schema", content.remove(type).at("/schema/x-item-schema"));
            }
        }
    }

    /** The answer, or each part of it as an answer of its own; none when a stream is empty. */
    static List<SimpleResponse> parts(Response response, String type) {
        if (type.startsWith(LINES)) {
            return response.asString()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .limit(MAX_PARTS)
                    .map(line -> part(response, line))
                    .toList();
        }
        if (type.startsWith(EVENTS)) {
            return response.asString()
                    .lines()
                    .filter(line -> line.startsWith(DATA))
                    .limit(MAX_PARTS)
                    .map(line -> part(response, line.substring(DATA.length())))
                    .toList();
        }
        SimpleResponse.Builder whole = withHeaders(response, false);
        if (type.contains("json")) {
            return List.of(whole.withBody(response.asString()).build());
        }
        byte[] bytes = response.asByteArray();
        // The contract says nothing of what is inside, and a file of megabytes would be read as text to find that out.
        byte[] beginning = Arrays.copyOf(bytes, Math.min(bytes.length, MAX_BYTES));
        return List.of(
                bytes.length == 0 ? whole.build() : whole.withBody(beginning).build());
    }

    private static SimpleResponse part(Response response, String text) {
        return withHeaders(response, true).withContentType(JSON).withBody(text).build();
    }

    private static SimpleResponse.Builder withHeaders(Response response, boolean isPart) {
        SimpleResponse.Builder answer = SimpleResponse.Builder.status(response.statusCode());
        response.getHeaders().asList().stream()
                .filter(header -> !isPart || !header.getName().equalsIgnoreCase("Content-Type"))
                .forEach(header -> answer.withHeader(header.getName(), header.getValue()));
        return answer;
    }
}
