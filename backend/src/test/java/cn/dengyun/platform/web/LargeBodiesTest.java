package cn.dengyun.platform.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.Patience;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who sends a large body slowly holds a thread, and so a few of them at most. */
@QuarkusTest
class LargeBodiesTest {

    /** More than the framework keeps in memory, and not to its end. */
    private static final String BEGUN = "POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: 600000\r\n\r\n{\"username\":\""
            + "x".repeat(60_000);

    private static final String WHOLE = "{\"username\":\"" + "x".repeat(60_000) + "\"}";

    @TestHTTPResource("/")
    URI server;

    @Test
    void oneMoreThanStrangersMayHaveIsRefusedAtOnceAndTheirPlacesComeBack() throws IOException {
        List<Socket> unfinished = new ArrayList<>();
        try {
            // On a busy machine those that came first may have been cut before somebody looks.
            Patience.until(
                    "all places to be taken",
                    () -> {
                        for (int i = 0; i < LargeBodies.MAX_OF_STRANGERS; i++) {
                            unfinished.add(begun());
                        }
                        return statusOfWhole();
                    },
                    status -> status == 503);
        } finally {
            for (Socket each : unfinished) {
                each.close();
            }
        }
        Patience.until("the places to come back", LargeBodiesTest::statusOfWhole, status -> status == 400);
    }

    @Test
    void strangersHaveSomeOfThemAndAllTogetherNoMoreThanThereAre() {
        LargeBodies bodies = new LargeBodies();
        List<LargeBodies.Reading> strangers = new ArrayList<>();
        for (int i = 0; i < LargeBodies.MAX_OF_STRANGERS; i++) {
            strangers.add(bodies.begin("stranger " + i, true));
        }
        assertThatThrownBy(() -> bodies.begin("one more", true)).hasMessage("overloaded");

        List<LargeBodies.Reading> known = new ArrayList<>();
        for (int i = 0; i < LargeBodies.MAX - LargeBodies.MAX_OF_STRANGERS; i++) {
            known.add(bodies.begin("known " + i, false));
        }
        assertThatThrownBy(() -> bodies.begin("one more", false)).hasMessage("overloaded");

        strangers.get(0).close();
        try (LargeBodies.Reading next = bodies.begin("one more", false)) {
            assertThat(next).isNotNull();
        }
        known.forEach(LargeBodies.Reading::close);
    }

    @Test
    void oneCallerHasSomeOfThemToo() {
        LargeBodies bodies = new LargeBodies();
        for (int i = 0; i < LargeBodies.MAX_OF_CALLER; i++) {
            bodies.begin("one", false);
        }

        assertThatThrownBy(() -> bodies.begin("one", false)).hasMessage("overloaded");
        assertThat(bodies.begin("another", false)).isNotNull();
    }

    private static int statusOfWhole() {
        return given().contentType("application/json")
                .body(WHOLE)
                .post("/api/v1/sessions")
                .statusCode();
    }

    private Socket begun() throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.getOutputStream().write(BEGUN.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }
}
