package cn.dengyun.voucher.status;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import cn.dengyun.Patience;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Streams of tests beat twice a second and live for three. */
@QuarkusTest
class VoucherEventsTest {

    @TestHTTPResource("/")
    URI server;

    @Inject
    StatusWatch watch;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aChangeThatAnyNodeMakesIsTold() throws Exception {
        TestVoucher voucher = TestVoucher.issued();
        try (Watcher events = watch(voucher, null)) {
            assertThat(events.next()).isEqualTo("1-ACTIVE");

            voucher.freeze();
            assertThat(events.next()).isEqualTo("2-FROZEN");

            voucher.unfreeze();
            assertThat(events.next()).isEqualTo("3-ACTIVE");
        }
    }

    @Test
    void theClockAloneIsTold() throws Exception {
        Duration time = Duration.ofMillis(1_200);
        // A slow machine needs longer to begin to listen than the first is valid.
        while (!hasSeenTheEnd(time)) {
            time = time.multipliedBy(3);
            assertThat(time).isLessThan(Patience.LONG);
        }
    }

    /** False when the voucher was over before anybody listened. */
    private boolean hasSeenTheEnd(Duration time) throws Exception {
        String token = SignedIn.tokenOf("enterprise");
        try (Watcher events = new Watcher(TestVoucher.validFor(time), null, token)) {
            String first = events.next();
            if (first.endsWith("-EXPIRED")) {
                return false;
            }
            assertThat(first).isEqualTo("1-ACTIVE");

            assertThat(events.next()).endsWith("-EXPIRED");
            return true;
        }
    }

    @Test
    void whoComesBackHearsOnlyWhatIsNew() throws Exception {
        TestVoucher voucher = TestVoucher.issued();
        try (Watcher events = watch(voucher, "1-ACTIVE")) {
            voucher.use(100);
            assertThat(events.next()).isEqualTo("2-ACTIVE");
        }

        voucher.freeze();
        try (Watcher events = watch(voucher, "2-ACTIVE")) {
            assertThat(events.next()).isEqualTo("3-FROZEN");
        }
    }

    @Test
    void severalWatchTheSameVoucherAndEachItsOwn() throws Exception {
        TestVoucher one = TestVoucher.issued();
        TestVoucher other = one.another();
        try (Watcher first = watch(one, null);
                Watcher second = watch(one, null);
                Watcher third = watch(other, "1-ACTIVE")) {
            assertThat(first.next()).isEqualTo("1-ACTIVE");
            assertThat(second.next()).isEqualTo("1-ACTIVE");

            one.freeze();
            other.revoke();

            assertThat(first.next()).isEqualTo("2-FROZEN");
            assertThat(second.next()).isEqualTo("2-FROZEN");
            assertThat(third.next()).isEqualTo("2-REVOKED");
        }
    }

    @Test
    void aStreamHasSignsOfLifeAndAnEnd() {
        TestVoucher voucher = TestVoucher.issued();

        Response stream = SignedIn.as("enterprise").accept("text/event-stream").get(voucher.path() + "/events");

        stream.then()
                .statusCode(200)
                .contentType("text/event-stream")
                .body(containsString("event:status\n"))
                .body(containsString("id:1-ACTIVE\n"))
                .body(containsString("\n:"));
    }

    @Test
    void aStreamEndsWithTheSessionThatItWasOpenedWith() throws Exception {
        TestEnterprise enterprise = TestEnterprise.registered("340123");
        TestVoucher voucher = TestVoucher.issuedTo(UUID.fromString(enterprise.id()), "340123");
        try (Stream events = open(voucher, null, enterprise.token())) {
            assertThat(events.next()).isEqualTo("1-ACTIVE");

            enterprise.request().delete("/api/v1/sessions/current").then().statusCode(204);
            voucher.freeze();

            // It may still be told what happens before the next heartbeat, and nothing afterwards.
            assertThat(events.rest()).endsWith("end");
        }
    }

    @Test
    void othersWatchNothing() {
        TestVoucher voucher = TestVoucher.issued();

        given().get(voucher.path() + "/events").then().statusCode(401);
        SignedIn.as("enterprise2")
                .get(voucher.path() + "/events")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", is("voucher-not-found"));
        SignedIn.as("platform").get(voucher.path() + "/events").then().statusCode(403);
    }

    @Test
    void whoHangsUpIsForgotten() throws Exception {
        watch(TestVoucher.issued(), null).close();

        Patience.until("nobody to be held any more", watch::watchers, held -> held == 0);
    }

    private Watcher watch(TestVoucher voucher, String lastEventId) throws Exception {
        return new Watcher(voucher, lastEventId, SignedIn.tokenOf("enterprise"));
    }

    private Stream open(TestVoucher voucher, String lastEventId, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(voucher.path() + "/events"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return new Stream(new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
    }

    /** As browsers do: a stream that has had its time is opened again behind what was heard last. */
    private final class Watcher implements AutoCloseable {

        private final TestVoucher voucher;
        private final String token;
        private String last;
        private Stream stream;

        Watcher(TestVoucher voucher, String lastEventId, String token) throws Exception {
            this.voucher = voucher;
            this.token = token;
            this.last = lastEventId;
            this.stream = open(voucher, lastEventId, token);
        }

        /** The id of the next event. */
        String next() throws Exception {
            last = Patience.until("the next event", this::read, id -> !id.equals("end"));
            return last;
        }

        private String read() throws Exception {
            String id = stream.next();
            if (id.equals("end")) {
                stream.close();
                stream = open(voucher, last, token);
            }
            return id;
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    private record Stream(BufferedReader lines) implements AutoCloseable {

        /** The id of the next event; "end" when there is none. */
        String next() throws IOException {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    return line.substring("id:".length()).trim();
                }
            }
            return "end";
        }

        String rest() throws IOException {
            String all = "";
            String one = "";
            while (!one.equals("end")) {
                one = next();
                all += one + " ";
            }
            return all.trim();
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
