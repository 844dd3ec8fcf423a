package cn.dengyun.platform.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who does not send what was announced holds a connection, and nobody's place. */
@QuarkusTest
class SlowBodiesTest {

    /** More than the requests that one node works on at once. */
    private static final int UNFINISHED = 400;

    private static final String HEAD = "POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";

    @TestHTTPResource("/")
    URI server;

    @Test
    void bodiesThatNeverComeToTheirEndTakeNoPlace() throws IOException {
        List<Socket> unfinished = new ArrayList<>();
        try {
            for (int i = 0; i < UNFINISHED; i++) {
                unfinished.add(begun());
            }

            given().get("/api/v1/regions").then().statusCode(200);
        } finally {
            for (Socket each : unfinished) {
                each.close();
            }
        }
    }

    /** A byte now and then keeps the connection busy, and yet there is an answer. */
    @Test
    void aBodyThatDribblesIsAnsweredThatItCameTooLate() throws IOException {
        try (Socket socket = begun()) {
            socket.setSoTimeout(100);
            String answer = null;
            for (int i = 0; answer == null && i < 300; i++) {
                answer = answerOrNull(socket);
                if (answer == null && i % 20 == 0) {
                    socket.getOutputStream().write(' ');
                }
            }

            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("\"request-timeout\"");
        }
    }

    private Socket begun() throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        OutputStream out = socket.getOutputStream();
        out.write(HEAD.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return socket;
    }

    private static String answerOrNull(Socket socket) throws IOException {
        byte[] bytes = new byte[8_192];
        try {
            int read = socket.getInputStream().read(bytes);
            return new String(bytes, 0, Math.max(0, read), StandardCharsets.UTF_8);
        } catch (SocketTimeoutException e) {
            return null;
        }
    }
}
