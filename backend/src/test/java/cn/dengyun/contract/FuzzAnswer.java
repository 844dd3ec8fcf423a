package cn.dengyun.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.restassured.builder.ResponseBuilder;
import io.restassured.http.Header;
import io.restassured.http.Headers;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the platform said.
 *
 * @param status 0 where it said nothing, -1 where it said nothing in time, 1 where it spoke something else than HTTP/1
 * @param isComplete whether it was read as HTTP
 */
record FuzzAnswer(int status, List<FuzzRequest.Header> headers, byte[] body, boolean isComplete) {

    static final FuzzAnswer NONE = new FuzzAnswer(0, List.of(), new byte[0], false);
    static final FuzzAnswer LATE = new FuzzAnswer(-1, List.of(), new byte[0], false);
    static final FuzzAnswer OTHER = new FuzzAnswer(1, List.of(), new byte[0], false);

    private static final ObjectMapper JSON = new ObjectMapper();

    FuzzAnswer with(byte[] bytes) {
        return new FuzzAnswer(status, headers, bytes, isComplete);
    }

    /** The first of the name; empty where there is none. */
    String header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(FuzzRequest.Header::value)
                .findFirst()
                .orElse("");
    }

    String type() {
        return header("Content-Type");
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Whether another request may follow on the connection. */
    boolean isKept() {
        return isComplete
                && status >= 200
                && !header("Connection").equalsIgnoreCase("close")
                && !type().startsWith("text/event-stream")
                && (status == 204
                        || status == 304
                        || !header("Content-Length").isEmpty()
                        || !header("Transfer-Encoding").isEmpty());
    }

    boolean isProblem() {
        return type().startsWith("application/problem+json");
    }

    /** The body as JSON; missing when it is none. */
    JsonNode json() {
        try {
            JsonNode tree = JSON.readTree(body);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** Of the problem; empty when it is none. */
    String code() {
        return isProblem() ? json().path("code").asText() : "";
    }

    /** For those who check what REST Assured got. */
    Response asResponse() {
        ResponseBuilder response = new ResponseBuilder()
                .setStatusCode(status)
                .setHeaders(new Headers(headers.stream()
                        .map(header -> new Header(header.name(), header.value()))
                        .toList()))
                .setBody(body);
        if (!type().isEmpty()) {
            response.setContentType(type());
        }
        return response.build();
    }

    @Override
    public String toString() {
        return status + " " + type() + " " + FuzzRequest.shown(new String(body, StandardCharsets.UTF_8));
    }
}
