package cn.dengyun.sandbox;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import cn.dengyun.Patience;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.clock.PlatformClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A moment ahead and back: all tests share this platform. {@link SandboxClockIT} has a year for itself. */
@QuarkusTest
class ClockResourceTest {

    private static final String CLOCK = "/api/v1/sandbox/clock";
    private static final Duration A_MOMENT = Duration.ofMinutes(1);

    @Inject
    DataSource database;

    @Inject
    PlatformClock clock;

    @AfterEach
    void putBack() throws SQLException {
        clock.putAhead(Duration.ZERO);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM sandbox_clock");
        }
    }

    @Test
    void whoeverMovesItOnIsToldWhatTimeItIs() {
        Instant target = now().plus(A_MOMENT);

        Response moved = move(target);

        moved.then().statusCode(200);
        assertThat(Instant.parse(moved.path("now"))).isAfterOrEqualTo(target);
        assertThat(now()).isAfterOrEqualTo(target);
    }

    @Test
    void itNeverGoesBack() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        CompletableFuture<Duration> back = CompletableFuture.supplyAsync(() -> {
            Duration farthest = Duration.ZERO;
            Instant last = clock.instant();
            while (!isOver.get()) {
                Instant next = clock.instant();
                farthest = Collections.max(List.of(farthest, Duration.between(next, last)));
                last = next;
            }
            return farthest;
        });

        move(now().plus(A_MOMENT)).then().statusCode(200);
        isOver.set(true);

        assertThat(back.get()).isEqualTo(Duration.ZERO);
    }

    @Test
    void oneMovesItAtATime() throws Exception {
        CompletableFuture<Response> one;
        CompletableFuture<Response> other;
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE sandbox_clock IN EXCLUSIVE MODE");
            Instant target = now().plus(A_MOMENT);
            one = CompletableFuture.supplyAsync(() -> move(target));
            other = CompletableFuture.supplyAsync(() -> move(target));
            Response refused =
                    (Response) CompletableFuture.anyOf(one, other).get(Patience.LONG.toMillis(), TimeUnit.MILLISECONDS);
            refused.then().statusCode(409).body("code", is("clock-moving"));
            connection.rollback();
        }
        assertThat(List.of(statusOf(one), statusOf(other))).containsExactlyInAnyOrder(200, 409);
    }

    private static int statusOf(CompletableFuture<Response> move) throws Exception {
        return move.get(Patience.LONG.toMillis(), TimeUnit.MILLISECONDS).statusCode();
    }

    private static Instant now() {
        return Instant.parse(given().get(CLOCK).then().statusCode(200).extract().path("now"));
    }

    private static Response move(Instant to) {
        return SignedIn.as("sysadmin")
                .contentType("application/json")
                .body(Map.of("to", to.toString()))
                .post(CLOCK);
    }
}
