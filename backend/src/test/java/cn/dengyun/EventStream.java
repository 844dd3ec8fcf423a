package cn.dengyun;

import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;

/** Server-sent events as they come. */
public final class EventStream {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private EventStream() {}

    /** Returns when the stream has begun; its body is line by line until it ends. */
    public static HttpResponse<Stream<String>> of(String path, String token) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .timeout(Patience.LONG)
                .build();
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofLines()).join();
    }
}
