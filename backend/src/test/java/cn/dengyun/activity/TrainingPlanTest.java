package cn.dengyun.activity;

import static cn.dengyun.activity.TestActivities.post;
import static cn.dengyun.activity.TestTrainingPlans.PATH;
import static cn.dengyun.activity.TestTrainingPlans.drafted;
import static cn.dengyun.activity.TestTrainingPlans.draw;
import static cn.dengyun.activity.TestTrainingPlans.patch;
import static cn.dengyun.activity.TestTrainingPlans.publish;
import static cn.dengyun.activity.TestTrainingPlans.published;
import static cn.dengyun.activity.TestTrainingPlans.target;
import static cn.dengyun.activity.TestTrainingPlans.year;
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
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** An office files its training plan, and what was done is counted from those who came. */
@QuarkusTest
class TrainingPlanTest {

    /** A year in which no other test holds anything. */
    private static final int COUNTED = 2021;

    @Inject
    DataSource database;

    private static String code(Response answer) {
        return answer.path("code");
    }

    @Test
    void aDraftIsForItsRegionAndWhatIsPublishedForEverybody() {
        String id = drafted("hefei", year());
        String path = PATH + "/" + id;

        assertThat(code(given().get(path))).isEqualTo("training-plan-not-found");
        for (String other : List.of("wuhu", "enterprise", "platform")) {
            assertThat(code(SignedIn.as(other).get(path))).as(other).isEqualTo("training-plan-not-found");
        }
        assertThat(SignedIn.as("province").get(path).<List<String>>path("availableActions"))
                .isEmpty();
        assertThat(SignedIn.as("hefei").get(path).<List<String>>path("availableActions"))
                .containsExactly("EDIT", "PUBLISH");
        assertThat(code(patch("province", id, Map.of("title", "改")))).isEqualTo("not-yours");
        assertThat(code(patch("wuhu", id, Map.of("title", "改")))).isEqualTo("training-plan-not-found");
        assertThat(code(patch("enterprise", id, Map.of("title", "改")))).isEqualTo("forbidden");
        assertThat(code(publish("province", id))).isEqualTo("not-yours");
        assertThat(patch("hefei", id, Map.of("title", "改")).<String>path("title"))
                .isEqualTo("改");
        assertThat(publish("hefei", id).<String>path("status")).isEqualTo("PUBLISHED");
        assertThat(given().get(path).<String>path("regionName")).isEqualTo("合肥市");
        assertThat(code(patch("wuhu", id, Map.of("title", "再改")))).isEqualTo("not-yours");
        assertThat(code(patch("hefei", id, Map.of("title", "再改")))).isEqualTo("transition-not-allowed");
        assertThat(code(publish("hefei", id))).isEqualTo("transition-not-allowed");
        assertThat(code(post("wuhu", path + "/amendments", null))).isEqualTo("not-yours");
    }

    @Test
    void theNextEditionTakesThePlaceOfTheOneBeforeWhichStaysAsItWas() {
        int year = year();
        String first = published("hefei", year);
        String amendments = PATH + "/" + first + "/amendments";

        assertThat(code(draw("hefei", year, List.of(target("SALON", 1))))).isEqualTo("training-plan-in-force");
        List<Response> answers = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> post("hefei", amendments, null)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers.stream().map(Response::statusCode))
                .containsOnlyOnce(201)
                .containsOnly(201, 409);
        Response draft = answers.stream()
                .filter(each -> each.statusCode() == 201)
                .findFirst()
                .orElseThrow();
        String second = draft.path("id");
        assertThat(draft.<Integer>path("edition")).isEqualTo(2);
        assertThat(code(post("hefei", amendments, null))).isEqualTo("training-plan-open");
        patch("hefei", second, Map.of("targets", List.of(target("TRAINING", 20))))
                .then()
                .statusCode(200);
        assertThat(given().get(PATH + "/" + first).<String>path("status")).isEqualTo("PUBLISHED");
        publish("hefei", second).then().statusCode(200);

        assertThat(given().get(PATH + "/" + first).<String>path("status")).isEqualTo("SUPERSEDED");
        assertThat(given().get(PATH + "/" + first).<List<Integer>>path("targets.sessions"))
                .containsExactly(12);
        assertThat(code(post("hefei", amendments, null))).isEqualTo("transition-not-allowed");
        assertThat(given().queryParam("year", year)
                        .queryParam("region", "340000")
                        .queryParam("status", "PUBLISHED")
                        .get(PATH)
                        .<List<String>>path("data.id"))
                .containsExactly(second);
        assertThat(given().queryParam("year", year)
                        .queryParam("region", "340200")
                        .get(PATH)
                        .<List<String>>path("data"))
                .isEmpty();
    }

    @Test
    void whatDoesNotFitIsRefused() {
        int year = year();

        assertThat(code(draw("enterprise", year, List.of(target("SALON", 1))))).isEqualTo("forbidden");
        assertThat(draw("hefei", year, List.of(target("SALON", 1), target("SALON", 2)))
                        .<List<String>>path("errors.code"))
                .containsExactly("training-plan-kind-repeated");
        assertThat(draw("hefei", year, List.of()).statusCode()).isEqualTo(400);
        assertThat(draw("hefei", 1999, List.of(target("SALON", 1))).statusCode())
                .isEqualTo(400);
        assertThat(draw("hefei", year, List.of(target("SALON", 0))).statusCode())
                .isEqualTo(400);
        String id = drafted("hefei", year);
        assertThat(code(draw("hefei", year, List.of(target("SALON", 1))))).isEqualTo("training-plan-open");
        assertThat(patch("hefei", id, Map.of("year", year + 1)).<List<String>>path("errors.code"))
                .containsExactly("training-plan-year-fixed");
        assertThat(code(SignedIn.as("hefei").get(PATH + "/" + UUID.randomUUID())))
                .isEqualTo("training-plan-not-found");
    }

    @Test
    void doneIsCountedFromThoseWhoCameInTheRegionAndTheYear() {
        String id = draw("hefei", COUNTED, List.of(target("TRAINING", 2), target("SALON", 1)))
                .path("id");
        String wuhu = drafted("wuhu", COUNTED);
        String tag = SignedIn.as("hefei").get(PATH + "/" + id).header("ETag");
        List<String> held = new ArrayList<>();
        held.add(held("340100", "2021-12-31 23:30+08", "2021-12-31 23:59+08", "enterprise", "enterprise2"));
        held.add(held("340123", "2021-01-01 00:00+08", "2021-01-01 02:00+08", "enterprise"));
        held("340100", "2020-12-31 23:59+08", "2021-01-01 02:00+08", "enterprise");
        held("340100", "2022-01-01 00:00+08", "2022-01-01 02:00+08", "enterprise");
        String notTold = came("340100", "enterprise");
        TestActivities.at(database, notTold, times("2021-06-01 09:00+08", "2021-06-01 12:00+08"));

        Response found = SignedIn.as("hefei").get(PATH + "/" + id);
        List<Integer> attended = held.stream()
                .map(each -> given().get(TestActivities.PATH + "/" + each).<Integer>path("attended"))
                .toList();

        assertThat(attended).containsExactly(2, 1);
        assertThat(found.<Map<String, Object>>path("targets[0].done"))
                .containsEntry("sessions", 2)
                .containsEntry("persons", 3)
                .containsEntry("enterprises", 2);
        assertThat(found.<Map<String, Object>>path("targets[1].done"))
                .containsEntry("sessions", 0)
                .containsEntry("persons", 0)
                .containsEntry("enterprises", 0);
        assertThat(found.header("ETag")).isNotEqualTo(tag);
        assertThat(SignedIn.as("wuhu").get(PATH + "/" + wuhu).<Integer>path("targets[0].done.sessions"))
                .isZero();
        assertThat(SignedIn.as("province")
                        .queryParam("year", COUNTED)
                        .queryParam("region", "340100")
                        .get(PATH)
                        .<List<Integer>>path("data[0].targets.done.persons"))
                .containsExactly(3, 0);
        post("hefei", TestActivities.PATH + "/" + notTold + "/cancellations", Map.of("explanation", "未举办"))
                .then()
                .statusCode(200);
    }

    /** The id of a training whose outcome was told and that is moved to a time: one comes of each, once or twice. */
    private String held(String region, String from, String to, String... enterprises) {
        String id = came(region, enterprises);
        TestActivities.end(database, id);
        post("hefei", TestActivities.PATH + "/" + id + "/outcomes", Map.of("summary", "顺利举办"))
                .then()
                .statusCode(200);
        TestActivities.at(database, id, times(from, to));
        return id;
    }

    /** Each registers two people; one comes, and is sent by two devices. */
    private String came(String region, String... enterprises) {
        Map<String, Object> form = TestActivities.form();
        form.put("regionCode", region);
        String id = TestActivities.published("hefei", form);
        for (String enterprise : enterprises) {
            TestActivities.register(enterprise, id, TestActivities.aPhone())
                    .then()
                    .statusCode(201);
            Response registered = TestActivities.register(enterprise, id, TestActivities.aPhone());
            TestActivities.checkIn(database, id, registered);
            Map<String, ?> again = Map.of(
                    "deviceId",
                    "door-2",
                    "at",
                    Instant.now().minusSeconds(30).toString(),
                    "code",
                    registered.path("checkInCode"));
            assertThat(post("hefei", TestActivities.PATH + "/" + id + "/check-ins", Map.of("entries", List.of(again)))
                            .<Integer>path("repeated"))
                    .isEqualTo(1);
        }
        return id;
    }

    private static String times(String from, String to) {
        return "starts_at = '%1$s', ends_at = '%2$s', registration_opens_at = timestamptz '%1$s' - interval '2 days',"
                        .formatted(from, to)
                + " registration_closes_at = timestamptz '%s' - interval '1 hour'".formatted(from);
    }
}
