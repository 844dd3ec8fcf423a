package cn.dengyun.activity;

import static cn.dengyun.activity.TestActivities.PATH;
import static cn.dengyun.activity.TestActivities.attended;
import static cn.dengyun.activity.TestActivities.checkIn;
import static cn.dengyun.activity.TestActivities.end;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Whoever was there says how it was, once; a few answers are told to the organiser alone. */
@QuarkusTest
class ActivityFeedbackTest {

    @Inject
    DataSource database;

    private static String code(Response answer) {
        return answer.path("code");
    }

    private static Response give(String account, String id, String registration, int stars) {
        return post(
                account,
                PATH + "/" + id + "/feedback",
                Map.of("registrationId", registration, "stars", stars, "comment", " 讲得清楚 "));
    }

    @Test
    void whoeverWasThereAnswersOnce() {
        String id = published("hefei");
        Response came = register("enterprise", id, TestActivities.aPhone());
        String absent = register("enterprise", id, TestActivities.aPhone()).path("id");
        checkIn(database, id, came);
        String registration = came.path("id");

        assertThat(code(give("enterprise", id, absent, 5))).isEqualTo("activity-not-attended");
        assertThat(code(give("enterprise2", id, registration, 5))).isEqualTo("activity-registration-not-found");
        assertThat(code(give("enterprise", published("hefei"), registration, 5)))
                .isEqualTo("activity-registration-not-found");
        assertThat(code(give("enterprise", id, UUID.randomUUID().toString(), 5)))
                .isEqualTo("activity-registration-not-found");
        assertThat(code(give("enterprise", UUID.randomUUID().toString(), registration, 5)))
                .isEqualTo("activity-not-found");
        assertThat(code(give("enterprise", id, registration, 0))).isEqualTo("invalid-request");
        assertThat(code(give("enterprise", id, registration, 6))).isEqualTo("invalid-request");
        assertThat(code(give("hefei", id, registration, 6))).isEqualTo("forbidden");
        Response given = give("enterprise", id, registration, 4);
        assertThat(given.statusCode()).isEqualTo(200);
        assertThat(given.<String>path("comment")).isEqualTo("讲得清楚");
        assertThat(code(give("enterprise", id, registration, 1))).isEqualTo("activity-feedback-given");
    }

    @Test
    void ofAnswersAtTheSameMomentOneCounts() {
        String id = published("hefei");
        String registration = attended(database, id);

        List<Integer> statuses = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> give("enterprise", id, registration, 3).statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
        assertThat(SignedIn.as("hefei").get(PATH + "/" + id).<Integer>path("feedback.count"))
                .isEqualTo(1);
    }

    @Test
    void fewAnswersAreForTheOrganiserAndFiveForEverybody() {
        String id = published("hefei");
        patch("hefei", id, Map.of("maxPerEnterprise", 10)).then().statusCode(200);
        List<String> came = IntStream.range(0, 5)
                .mapToObj(i -> {
                    Response registered = register("enterprise", id, TestActivities.aPhone());
                    checkIn(database, id, registered);
                    return registered.<String>path("id");
                })
                .toList();
        String path = PATH + "/" + id;

        assertThat(SignedIn.as("hefei").get(path).<Map<String, Object>>path("feedback"))
                .containsEntry("count", 0)
                .containsEntry("mean", null);
        came.subList(0, 4)
                .forEach(each -> give("enterprise", id, each, 4).then().statusCode(200));
        String tag = given().get(path).header("ETag");

        assertThat(given().get(path).<Object>path("feedback")).isNull();
        assertThat(SignedIn.as("enterprise").get(path).<Object>path("feedback")).isNull();
        assertThat(SignedIn.as("wuhu").get(path).<Object>path("feedback")).isNull();
        for (String who : List.of("hefei", "province", "auditor")) {
            assertThat(SignedIn.as(who).get(path).<String>path("feedback.mean")).isEqualTo("4.0");
        }
        give("enterprise", id, came.get(4), 1).then().statusCode(200);
        assertThat(given().get(path).<String>path("feedback.mean")).isEqualTo("3.4");
        assertThat(given().get(path).<Integer>path("feedback.count")).isEqualTo(5);
        assertThat(given().header("If-None-Match", tag).get(path).statusCode()).isEqualTo(200);
        assertThat(SignedIn.as("hefei").get(path + "/feedback").<List<Integer>>path("data.stars"))
                .containsExactly(1, 4, 4, 4, 4);
        assertThat(SignedIn.as("enterprise").get(path + "/feedback").<List<Object>>path("data"))
                .hasSize(5);
        assertThat(SignedIn.as("enterprise2").get(path + "/feedback").<List<Object>>path("data"))
                .isEmpty();
        assertThat(SignedIn.as("wuhu").get(path + "/feedback").<List<Object>>path("data"))
                .isEmpty();
        assertThat(code(SignedIn.as("hefei").get(PATH + "/" + UUID.randomUUID() + "/feedback")))
                .isEqualTo("activity-not-found");
        end(database, id);
        assertThat(post("hefei", path + "/outcomes", Map.of("summary", "顺利举办")).<Integer>path("feedback.count"))
                .isEqualTo(5);
    }
}
