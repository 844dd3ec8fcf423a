package cn.dengyun.activity;

import static cn.dengyun.activity.TestActivities.PATH;
import static cn.dengyun.activity.TestActivities.aPhone;
import static cn.dengyun.activity.TestActivities.at;
import static cn.dengyun.activity.TestActivities.drafted;
import static cn.dengyun.activity.TestActivities.end;
import static cn.dengyun.activity.TestActivities.form;
import static cn.dengyun.activity.TestActivities.patch;
import static cn.dengyun.activity.TestActivities.post;
import static cn.dengyun.activity.TestActivities.published;
import static cn.dengyun.activity.TestActivities.register;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Organisers hold activities; enterprises register, wait, withdraw and are checked in. */
@QuarkusTest
class ActivityTest {

    private static final String REGISTRATIONS = "/api/v1/activity-registrations/";

    @Inject
    DataSource database;

    private static String code(Response answer) {
        return answer.path("code");
    }

    private static String of(String id, int capacity, int most) {
        patch("hefei", id, Map.of("capacity", capacity, "maxPerEnterprise", most))
                .then()
                .statusCode(200);
        return id;
    }

    @Test
    void everybodyReadsWhatIsPublishedAndNobodyElseChangesIt() {
        Map<String, Object> says = form();
        says.put("description", "**正文** <script>x</script>");
        String id = drafted("hefei", says);

        assertThat(given().get(PATH + "/" + id).statusCode()).isEqualTo(404);
        assertThat(code(patch("wuhu", id, Map.of("title", "改")))).isEqualTo("activity-not-found");
        post("hefei", PATH + "/" + id + "/publications", null).then().statusCode(200);
        assertThat(given().get(PATH + "/" + id).<String>path("descriptionHtml"))
                .contains("<strong>正文</strong>")
                .doesNotContain("<script");
        assertThat(code(patch("wuhu", id, Map.of("title", "改")))).isEqualTo("not-yours");
        assertThat(code(post("enterprise", PATH + "/" + id + "/publications", null)))
                .isEqualTo("forbidden");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        Map<String, Object> says = form();
        says.remove("venue");
        says.put("regionCode", "340200");
        says.put("endsAt", says.get("registrationOpensAt"));
        says.put("industries", List.of("00"));

        assertThat(post("hefei", PATH, says).<List<String>>path("errors.code"))
                .contains(
                        "activity-region-unfit",
                        "activity-place-missing",
                        "activity-ends-before-start",
                        "activity-window-unfit",
                        "activity-industry-unknown");
    }

    @Test
    void whoComesLateWaitsInOrderAndGetsTheNextSeat() {
        String id = of(published("hefei"), 1, 10);
        String first = register("enterprise", id, aPhone()).path("id");
        Response second = register("enterprise2", id, aPhone());
        Response third = register("enterprise", id, aPhone());

        assertThat(second.<String>path("status")).isEqualTo("WAITING");
        assertThat(second.<Integer>path("position")).isEqualTo(1);
        assertThat(third.<Integer>path("position")).isEqualTo(2);
        post("enterprise", REGISTRATIONS + first + "/withdrawals", null).then().statusCode(200);
        assertThat(SignedIn.as("enterprise2")
                        .get(REGISTRATIONS + second.path("id"))
                        .<String>path("status"))
                .isEqualTo("SEATED");
        assertThat(code(patch("hefei", id, Map.of("capacity", 0)))).isEqualTo("invalid-request");
        of(id, 2, 10);
        assertThat(SignedIn.as("enterprise")
                        .get(REGISTRATIONS + third.path("id"))
                        .<String>path("status"))
                .isEqualTo("SEATED");
        assertThat(code(patch("hefei", id, Map.of("capacity", 1)))).isEqualTo("activity-capacity-taken");
        assertThat(code(post("enterprise", REGISTRATIONS + first + "/withdrawals", null)))
                .isEqualTo("transition-not-allowed");
        assertThat(code(post("enterprise", REGISTRATIONS + second.path("id") + "/withdrawals", null)))
                .isEqualTo("activity-registration-not-found");
    }

    @Test
    void ofFiveHundredForFiftySeatsFiftyHaveOneAndTheOthersWaitInOrder() {
        String id = of(published("hefei"), 50, 500);
        ExecutorService crowd = Executors.newFixedThreadPool(16);

        List<CompletableFuture<Response>> asked = IntStream.range(0, 500)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> register(
                                i % 2 == 0 ? "enterprise" : "enterprise2", id, "137%08d".formatted(10_000_000 + i)),
                        crowd))
                .toList();
        List<Integer> positions = new ArrayList<>();
        int seated = 0;
        for (CompletableFuture<Response> each : asked) {
            Response answer = each.join();
            assertThat(answer.statusCode()).isEqualTo(201);
            if (answer.path("status").equals("SEATED")) {
                seated++;
            } else {
                positions.add(answer.path("position"));
            }
        }
        crowd.shutdown();

        assertThat(seated).isEqualTo(50);
        assertThat(positions.stream().sorted().toList())
                .isEqualTo(IntStream.rangeClosed(1, 450).boxed().toList());
        Response read = given().get(PATH + "/" + id);
        assertThat(read.<Integer>path("seatsLeft")).isZero();
        assertThat(read.<Integer>path("waiting")).isEqualTo(450);
    }

    @Test
    void anEnterpriseHasItsShareAndAPersonComesOnce() {
        String id = published("hefei");
        String phone = aPhone();

        register("enterprise", id, phone).then().statusCode(201);
        assertThat(code(register("enterprise2", id, phone))).isEqualTo("activity-participant-registered");
        register("enterprise", id, aPhone()).then().statusCode(201);
        register("enterprise", id, aPhone()).then().statusCode(201);
        assertThat(code(register("enterprise", id, aPhone()))).isEqualTo("activity-registrations-too-many");
    }

    @Test
    void registrationIsOpenInItsWindowAlone() {
        String id = published("hefei");
        at(database, id, "registration_opens_at = now() + interval '1 second' * 30");
        assertThat(code(register("enterprise", id, aPhone()))).isEqualTo("activity-registration-too-early");
        at(
                database,
                id,
                "registration_opens_at = now() - interval '1 hour', registration_closes_at = now() - interval '1 second'");
        assertThat(code(register("enterprise", id, aPhone()))).isEqualTo("activity-registration-too-late");
        post("hefei", PATH + "/" + id + "/cancellations", Map.of("explanation", "因天气取消"))
                .then()
                .statusCode(200);
        assertThat(code(register("enterprise", id, aPhone()))).isEqualTo("activity-not-open");
        assertThat(given().get(PATH + "/" + id).<String>path("explanation")).isEqualTo("因天气取消");
    }

    @Test
    void whoComesIsToldToTheOrganiserAndMaskedForOthers() {
        String id = published("hefei");
        register("enterprise", id, "13911112222").then().statusCode(201);
        String path = PATH + "/" + id + "/registrations";

        assertThat(SignedIn.as("hefei").get(path).<List<String>>path("data.phone"))
                .containsExactly("13911112222");
        assertThat(SignedIn.as("province").get(path).<List<String>>path("data.phone"))
                .containsExactly("*******2222");
        assertThat(SignedIn.as("auditor").get(path).<List<String>>path("data.name"))
                .containsExactly("张*");
        assertThat(SignedIn.as("enterprise2").get(path).<List<String>>path("data.id"))
                .isEmpty();
    }

    @Test
    void aPersonIsCheckedInOnceByTheEarliestMomentAndAttendanceIsCounted() {
        String id = published("hefei");
        Response registered = register("enterprise", id, aPhone());
        String code = registered.path("checkInCode");
        String other = register("enterprise", published("hefei"), aPhone()).path("checkInCode");
        at(database, id, "starts_at = now() - interval '30 minutes', registration_closes_at = now()");
        Instant now = Instant.now();
        String early = now.minusSeconds(1_200).toString();
        String late = now.minusSeconds(600).toString();
        Map<String, Object> batch = Map.of(
                "entries",
                List.of(
                        Map.of("deviceId", "door-1", "at", late, "code", code),
                        Map.of("deviceId", "door-2", "at", early, "code", code),
                        Map.of("deviceId", "door-2", "at", early, "code", other),
                        Map.of("deviceId", "door-2", "at", early, "code", code.substring(0, code.length() - 1) + "-"),
                        Map.of("deviceId", "door-2", "at", now.plusSeconds(900).toString(), "code", code),
                        Map.of(
                                "deviceId",
                                "door-2",
                                "at",
                                now.minusSeconds(36_000).toString(),
                                "code",
                                code)));

        Response told = post("hefei", PATH + "/" + id + "/check-ins", batch);

        assertThat(told.<List<String>>path("results.outcome"))
                .containsExactly("CHECKED_IN", "REPEATED", "REFUSED", "REFUSED", "REFUSED", "REFUSED");
        assertThat(told.<List<String>>path("results.refusal"))
                .containsExactly(null, null, "CODE_UNFIT", "CODE_UNFIT", "IN_FUTURE", "TOO_EARLY");
        assertThat(post("hefei", PATH + "/" + id + "/check-ins", batch).<Integer>path("checkedIn"))
                .isZero();
        assertThat(code(post("wuhu", PATH + "/" + id + "/check-ins", batch))).isEqualTo("not-yours");
        Map<String, String> outcome = Map.of("summary", "顺利举办");
        assertThat(code(post("hefei", PATH + "/" + id + "/outcomes", outcome))).isEqualTo("activity-not-over");
        end(database, id);
        assertThat(post("hefei", PATH + "/" + id + "/outcomes", outcome).<Integer>path("attended"))
                .isEqualTo(1);
        assertThat(code(post("hefei", PATH + "/" + id + "/check-ins", batch))).isEqualTo("activity-not-open");
    }

    @Test
    void whatIsOfOthersIsNeitherCancelledNorShown() {
        String id = published("hefei");
        String registration = register("enterprise", id, aPhone()).path("id");

        assertThat(code(post("wuhu", PATH + "/" + id + "/cancellations", Map.of("explanation", "取消"))))
                .isEqualTo("not-yours");
        assertThat(code(SignedIn.as("enterprise2").get(REGISTRATIONS + registration)))
                .isEqualTo("activity-registration-not-found");
    }
}
