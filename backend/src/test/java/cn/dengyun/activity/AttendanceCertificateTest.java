package cn.dengyun.activity;

import static cn.dengyun.activity.TestActivities.PATH;
import static cn.dengyun.activity.TestActivities.attended;
import static cn.dengyun.activity.TestActivities.checkIn;
import static cn.dengyun.activity.TestActivities.end;
import static cn.dengyun.activity.TestActivities.post;
import static cn.dengyun.activity.TestActivities.published;
import static cn.dengyun.activity.TestActivities.register;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.events.notification.TestNotifications;
import cn.dengyun.identity.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.zip.InflaterInputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Whoever was at an activity can prove it once it is over, until it is taken back that he was. */
@QuarkusTest
class AttendanceCertificateTest {

    private static final String REGISTRATIONS = "/api/v1/activity-registrations/";
    private static final String CERTIFICATES = "/api/v1/certificates/";

    @Inject
    DataSource database;

    private static String code(Response answer) {
        return answer.path("code");
    }

    private static Response certificate(String account, String registration) {
        return SignedIn.as(account).get(REGISTRATIONS + registration + "/certificate");
    }

    private static Response revoke(String account, String registration) {
        return post(
                account, REGISTRATIONS + registration + "/check-in-revocations", Map.of("explanation", "签到码由他人出示。"));
    }

    private static Response send(String id, String registrationCode, Instant at) {
        Map<String, ?> entry = Map.of("deviceId", "door-1", "at", at.toString(), "code", registrationCode);
        return post("hefei", PATH + "/" + id + "/check-ins", Map.of("entries", List.of(entry)));
    }

    private static JsonObject claims(String text) {
        return new JsonObject(
                new String(Base64.getUrlDecoder().decode(text.split("\\.", -1)[1]), StandardCharsets.UTF_8));
    }

    private static int listed(int place) throws IOException {
        JsonObject list = claims(given().get("/api/v1/certificate-status-list").asString());
        byte[] bits = new InflaterInputStream(new ByteArrayInputStream(Base64.getUrlDecoder()
                        .decode(list.getJsonObject("status_list").getString("lst"))))
                .readAllBytes();
        return bits[place / 4] >> place % 4 * 2 & 3;
    }

    @Test
    void whoWasThereIsCertifiedOnceTheActivityIsOver() {
        String id = published("hefei");
        String registration = attended(database, id);
        String absent = register("enterprise", id, TestActivities.aPhone()).path("id");

        assertThat(code(certificate("enterprise", registration))).isEqualTo("activity-not-over");
        assertThat(SignedIn.as("hefei").get(PATH + "/" + id + "/certificates").<List<Object>>path("data"))
                .isEmpty();
        end(database, id);
        assertThat(code(certificate("enterprise", absent))).isEqualTo("activity-not-attended");
        assertThat(code(certificate("enterprise2", registration))).isEqualTo("activity-registration-not-found");
        assertThat(code(certificate("wuhu", registration))).isEqualTo("activity-registration-not-found");
        assertThat(code(certificate("enterprise", UUID.randomUUID().toString())))
                .isEqualTo("activity-registration-not-found");
        String title = given().get(PATH + "/" + id).path("title");
        for (String who : List.of("enterprise", "hefei", "province", "auditor")) {
            Response issued = certificate(who, registration);
            JsonObject claims = claims(issued.path("text"));

            assertThat(issued.<String>path("participant")).as(who).isEqualTo("张*");
            assertThat(claims.getString("participant")).isEqualTo("张*");
            assertThat(claims.getString("activity")).isEqualTo(title);
            assertThat(claims.getString("level")).isEqualTo("ATTENDED");
            assertThat(claims.encode()).doesNotContain("张三").doesNotContain("139");
        }
        Response shown = given().get(CERTIFICATES + code(certificate("enterprise", registration)));
        assertThat(shown.<String>path("subject")).isEqualTo("ATTENDANCE");
        assertThat(shown.<String>path("status")).isEqualTo("VALID");
        assertThat(shown.<String>path("level")).isEqualTo("ATTENDED");
        assertThat(shown.<String>path("activity")).isEqualTo(title);
        assertThat(shown.<String>path("participant")).isEqualTo("张*");
        assertThat(shown.<Object>path("deepOn")).isNull();
        assertThat(SignedIn.as("enterprise")
                        .get(REGISTRATIONS + registration + "/certificate/qr")
                        .contentType())
                .isEqualTo("image/png");
        assertThat(code(SignedIn.as("enterprise").get(REGISTRATIONS + absent + "/certificate/qr")))
                .isEqualTo("activity-not-attended");
    }

    @Test
    void theOrganiserReadsThemInPagesAndEnterprisesThoseOfTheirPeople() {
        String id = published("hefei");
        String first = attended(database, id);
        String second = attended(database, id);
        Response other = register("enterprise2", id, TestActivities.aPhone());
        checkIn(database, id, other);
        end(database, id);
        String path = PATH + "/" + id + "/certificates";

        Response page = SignedIn.as("hefei").queryParam("limit", 2).get(path);
        assertThat(page.<List<String>>path("data.registrationId")).containsExactly(other.path("id"), second);
        Response next = SignedIn.as("hefei")
                .queryParam("limit", 2)
                .queryParam("cursor", page.<String>path("page.nextCursor"))
                .get(path);
        assertThat(next.<List<String>>path("data.registrationId")).containsExactly(first);
        assertThat(next.<String>path("data[0].text"))
                .startsWith(certificate("hefei", first).<String>path("text").split("\\.", -1)[0] + ".");
        assertThat(SignedIn.as("enterprise").get(path).<List<String>>path("data.registrationId"))
                .containsExactly(second, first);
        assertThat(SignedIn.as("enterprise2").get(path).<List<String>>path("data.registrationId"))
                .containsExactly(other.<String>path("id"));
        assertThat(SignedIn.as("wuhu").get(path).<List<String>>path("data")).isEmpty();
        assertThat(SignedIn.as("auditor").get(path).<List<String>>path("data")).hasSize(3);
        assertThat(code(SignedIn.as("hefei").queryParam("cursor", "x").get(path)))
                .isEqualTo("cursor-invalid");
        assertThat(code(SignedIn.as("hefei").get(PATH + "/" + UUID.randomUUID() + "/certificates")))
                .isEqualTo("activity-not-found");
    }

    @Test
    void aCertificateLapsesWhenTheCheckInIsTakenBack() throws IOException {
        String id = published("hefei");
        String registration = attended(database, id);
        post("enterprise", PATH + "/" + id + "/feedback", Map.of("registrationId", registration, "stars", 1));
        end(database, id);
        assertThat(post("hefei", PATH + "/" + id + "/outcomes", Map.of("summary", "顺利"))
                        .<Integer>path("attended"))
                .isEqualTo(1);
        Response issued = certificate("enterprise", registration);
        assertThat(SignedIn.as("hefei").get(REGISTRATIONS + registration).<List<String>>path("availableActions"))
                .containsExactly("REVOKE_CHECK_IN");
        assertThat(SignedIn.as("enterprise").get(REGISTRATIONS + registration).<List<String>>path("availableActions"))
                .isEmpty();

        assertThat(code(revoke("enterprise", registration))).isEqualTo("forbidden");
        assertThat(code(revoke("wuhu", registration))).isEqualTo("activity-registration-not-found");
        assertThat(code(revoke("province", registration))).isEqualTo("not-yours");
        assertThat(code(post(
                        "hefei", REGISTRATIONS + registration + "/check-in-revocations", Map.of("explanation", " "))))
                .isEqualTo("invalid-request");
        Response revoked = revoke("hefei", registration);

        assertThat(revoked.statusCode()).as(revoked.asString()).isEqualTo(200);
        assertThat(revoked.<Object>path("checkedInAt")).isNull();
        assertThat(revoked.<String>path("checkInRevokedAt")).isNotNull();
        assertThat(given().get(PATH + "/" + id).<Integer>path("attended")).isZero();
        assertThat(SignedIn.as("hefei").get(PATH + "/" + id).<Integer>path("feedback.count"))
                .isZero();
        assertThat(SignedIn.as("hefei").get(PATH + "/" + id + "/feedback").<List<Object>>path("data"))
                .isEmpty();
        assertThat(code(certificate("enterprise", registration))).isEqualTo("activity-not-attended");
        assertThat(code(revoke("hefei", registration))).isEqualTo("activity-not-attended");
        assertThat(given().get(CERTIFICATES + code(issued)).<String>path("status"))
                .isEqualTo("LAPSED");
        assertThat(listed(claims(issued.path("text")).getInteger("ix"))).isEqualTo(1);
        assertThat(TestNotifications.about(REGISTRATIONS + registration, SignedIn.tokenOf("enterprise"), "zh-CN"))
                .anySatisfy(told -> {
                    assertThat(told.get("occasion")).isEqualTo("ACTIVITY_CHECK_IN_REVOKED");
                    assertThat((String) told.get("text")).contains("签到码由他人出示", "失效");
                });
    }

    @Test
    void whatDevicesHaveReadBeforeDoesNotCountAgain() {
        String id = published("hefei");
        Response registered = register("enterprise", id, TestActivities.aPhone());
        String registration = registered.path("id");
        String read = registered.path("checkInCode");
        Instant before = Instant.now().minusSeconds(60);
        checkIn(database, id, registered);
        revoke("hefei", registration).then().statusCode(200);

        Response again = send(id, read, before);
        assertThat(again.<Integer>path("refused")).isEqualTo(1);
        assertThat(again.<String>path("results[0].refusal")).isEqualTo("REVOKED");
        assertThat(SignedIn.as("enterprise").get(REGISTRATIONS + registration).<Object>path("checkedInAt"))
                .isNull();
        assertThat(send(id, read, Instant.now()).<Integer>path("checkedIn")).isEqualTo(1);
        assertThat(send(id, read, before).<String>path("results[0].refusal")).isEqualTo("REVOKED");
        end(database, id);
        assertThat(certificate("enterprise", registration).statusCode()).isEqualTo(200);
    }

    @Test
    void ofRevocationsAtTheSameMomentOneCounts() {
        String id = published("hefei");
        String registration = attended(database, id);

        List<Integer> statuses = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> revoke("hefei", registration).statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
    }

    @Test
    void nobodyWasAtAnActivityThatWasCancelled() {
        String id = published("hefei");
        String registration = attended(database, id);
        end(database, id);
        Response issued = certificate("enterprise", registration);

        post("hefei", PATH + "/" + id + "/cancellations", Map.of("explanation", "未举办。"))
                .then()
                .statusCode(200);

        assertThat(code(certificate("enterprise", registration))).isEqualTo("activity-not-open");
        assertThat(SignedIn.as("hefei").get(PATH + "/" + id + "/certificates").<List<Object>>path("data"))
                .isEmpty();
        assertThat(code(revoke("hefei", registration))).isEqualTo("transition-not-allowed");
        assertThat(given().get(CERTIFICATES + code(issued)).<String>path("status"))
                .isEqualTo("LAPSED");
    }

    @Test
    void aCodeSaysNothingBeforeTheEndAndIsGoodForTenYears() {
        Instant end = Instant.parse("2026-12-02T04:00:00Z");
        AttendanceCertificate good = aCertificate(end, null);

        assertThat(good.isGoodAt(end.minusNanos(1_000))).isFalse();
        assertThat(good.isGivenOutAt(end.minusNanos(1_000))).isFalse();
        assertThat(good.isGoodAt(end)).isTrue();
        assertThat(good.validUntil()).isEqualTo("2036-12-02T04:00:00Z");
        assertThat(good.isGoodAt(good.validUntil())).isFalse();
        assertThat(aCertificate(end, end.plusSeconds(1)).isGoodAt(end.plusSeconds(2)))
                .isFalse();
    }

    private static AttendanceCertificate aCertificate(Instant end, Instant endedAt) {
        return new AttendanceCertificate(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "T4K7-M2P9-QXT8-V",
                7,
                "张*",
                "合肥示范制造有限公司",
                "91340100MA2N0AAA01",
                "340123",
                endedAt,
                UUID.randomUUID(),
                ActivityKind.TRAINING,
                "登云培训",
                "合肥市主管部门",
                end.minus(Duration.ofHours(2)),
                end);
    }
}
