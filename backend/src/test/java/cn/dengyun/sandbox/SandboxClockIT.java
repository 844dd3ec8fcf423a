package cn.dengyun.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.PackagedPlatform;
import cn.dengyun.identity.SignedIn;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The time of a demo, moved on; in a process of its own, for nobody else wants to live a year later. */
@Timeout(300)
class SandboxClockIT {

    private static final String CLOCK = "/api/v1/sandbox/clock";

    /** Vouchers whose end the clock alone decides. */
    private static final String OPEN = "SELECT count(*) FROM voucher WHERE expired_at IS NULL AND frozen_at IS NULL AND"
            + " revoked_at IS NULL AND valid_until <= ";

    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    Path folder;

    private PackagedPlatform platform;
    private String sysadmin;

    @BeforeEach
    void start() throws Exception {
        platform = new PackagedPlatform(folder);
        platform.start();
        sysadmin = tokenOf("sysadmin");
    }

    @AfterEach
    void stop() throws InterruptedException {
        platform.stop();
    }

    @Test
    void aYearGoesByInOrder() throws Exception {
        whoMayNotMoveItIsTold();
        Instant begin = now();
        allMoneyIsThere();

        aVoucherEndsWithItsLastSecond();
        Instant end = begin.plus(Duration.ofDays(365));
        move(end, 200);

        assertThat(now()).isAfterOrEqualTo(end);
        assertThat(number(OPEN + "'" + end + "'")).isZero();
        nothingHappensBeforeItIsDue();
        whatHappenedIsToldInOrder(begin);
        everybodyIsRemindedThreeTimes(begin);
        allMoneyIsThere();
        whoIsSignedInStaysSo();
        theTimeGoesOnAfterACrash(end);
    }

    private void whoMayNotMoveItIsTold() throws Exception {
        Instant later = now().plusSeconds(1);
        assertThat(post(null, later).statusCode()).isEqualTo(401);
        assertThat(post(tokenOf("province"), later).statusCode()).isEqualTo(403);
        assertThat(move(now().minusSeconds(1), 400).findValuesAsText("code")).contains("clock-only-forward");
        assertThat(move(now().plus(Duration.ofDays(367)), 400).findValuesAsText("code"))
                .contains("clock-too-far");
    }

    private void aVoucherEndsWithItsLastSecond() throws Exception {
        String first = " FROM voucher WHERE expired_at IS NULL AND frozen_at IS NULL AND revoked_at IS NULL"
                + " AND (accept_until IS NULL OR accepted_at IS NOT NULL) ORDER BY valid_until, id LIMIT 1";
        String id = text("SELECT id" + first);
        Instant end = Instant.ofEpochSecond(number("SELECT extract(epoch FROM valid_until)::bigint" + first));

        move(end.minusSeconds(20), 200);
        assertThat(text("SELECT expired_at FROM voucher WHERE id = '" + id + "'"))
                .isNull();

        move(end, 200);
        assertThat(number("SELECT count(*) FROM voucher WHERE expired_at >= valid_until AND id = '" + id + "'"))
                .isOne();
    }

    private void nothingHappensBeforeItIsDue() throws Exception {
        assertThat(number("SELECT count(*) FROM voucher WHERE expired_at < least(valid_until, accept_until)"))
                .isZero();
        assertThat(number("SELECT count(*) FROM reservation WHERE status = 'EXPIRED' AND ended_at < expires_at"))
                .isZero();
    }

    private void whatHappenedIsToldInOrder(Instant begin) throws Exception {
        String told = "SELECT type, occurred_at, lag(occurred_at) OVER (ORDER BY position) AS before FROM event"
                + " WHERE occurred_at > '" + begin + "' AND type LIKE 'cn.dengyun.voucher.%'";
        assertThat(number("SELECT count(*) FROM (" + told + ") t WHERE occurred_at < before"))
                .isZero();
        assertThat(number("SELECT count(DISTINCT occurred_at::date) FROM (" + told + ") t"))
                .as("days on which something happened")
                .isGreaterThan(1);
    }

    /** Of those that could be used until the end: 90, 30 and 7 days before. */
    private void everybodyIsRemindedThreeTimes(Instant begin) throws Exception {
        String usable = "SELECT count(*) FROM voucher WHERE expired_at >= valid_until AND void_fen + returned_fen > 0"
                + " AND valid_until > '" + begin.plus(Duration.ofDays(90)) + "'";
        long reminders =
                number("SELECT count(*) FROM event WHERE type = 'cn.dengyun.voucher.expiring' AND occurred_at > '"
                        + begin + "'");
        assertThat(reminders).isGreaterThanOrEqualTo(3 * number(usable)).isPositive();
    }

    private void allMoneyIsThere() throws Exception {
        for (JsonNode programme : get("/api/v1/programmes?limit=100").get("data")) {
            assertThat(get("/api/v1/programmes/" + programme.get("id").textValue() + "/conservation")
                            .get("holds")
                            .booleanValue())
                    .isTrue();
        }
    }

    private void whoIsSignedInStaysSo() throws Exception {
        assertThat(move(now().minusSeconds(1), 400)).isNotNull();
    }

    private void theTimeGoesOnAfterACrash(Instant end) throws Exception {
        platform.kill();
        platform.start();
        assertThat(now()).isAfterOrEqualTo(end);
    }

    private Instant now() throws Exception {
        return Instant.parse(get(CLOCK).get("now").textValue());
    }

    private JsonNode move(Instant to, int status) throws Exception {
        HttpResponse<String> answer = post(sysadmin, to);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return json.readTree(answer.body());
    }

    private HttpResponse<String> post(String token, Instant to) throws Exception {
        HttpRequest.Builder request = platform.request(CLOCK)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(Map.of("to", to.toString()))));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return platform.send(request.build());
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = platform.send(platform.request(path).build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private String tokenOf(String username) throws Exception {
        HttpResponse<String> answer = platform.send(platform.request("/api/v1/sessions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        json.writeValueAsString(Map.of("username", username, "password", SignedIn.PASSWORD))))
                .build());
        return json.readTree(answer.body()).get("accessToken").textValue();
    }

    private long number(String sql) throws Exception {
        return Long.parseLong(text(sql));
    }

    private String text(String sql) throws Exception {
        try (Connection database = platform.database();
                PreparedStatement statement = database.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
