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
        try (Stream events = watch(voucher, null)) {
            assertThat(events.next()).isEqualTo("1-ACTIVE");

            voucher.freeze();
            assertThat(events.next()).isEqualTo("2-FROZEN");

            voucher.unfreeze();
            assertThat(events.next()).isEqualTo("3-ACTIVE");
        }
    }

    @Test
    void theClockAloneIsTold() throws Exception {
        TestVoucher voucher = TestVoucher.validFor(Duration.ofMillis(1_200));
        try (Stream events = watch(voucher, null)) {
            assertThat(events.next()).isEqualTo("1-ACTIVE");

            assertThat(events.next()).endsWith("-EXPIRED");
        }
    }

    @Test
    void whoComesBackHearsOnlyWhatIsNew() throws Exception {
        TestVoucher voucher = TestVoucher.issued();
        try (Stream events = watch(voucher, "1-ACTIVE")) {
            voucher.use(100);
            assertThat(events.next()).isEqualTo("2-ACTIVE");
        }

        voucher.freeze();
        try (Stream events = watch(voucher, "2-ACTIVE")) {
            assertThat(events.next()).isEqualTo("3-FROZEN");
        }
    }

    @Test
    void severalWatchTheSameVoucherAndEachItsOwn() throws Exception {
        TestVoucher one = TestVoucher.issued();
        TestVoucher other = one.another();
        try (Stream first = watch(one, null);
                Stream second = watch(one, null);
                Stream third = watch(other, "1-ACTIVE")) {
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
        try (Stream events = watch(voucher, null, enterprise.token())) {
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

    private Stream watch(TestVoucher voucher, String lastEventId) throws Exception {
        return watch(voucher, lastEventId, SignedIn.tokenOf("enterprise"));
    }

    private Stream watch(TestVoucher voucher, String lastEventId, String token) throws Exception {
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
