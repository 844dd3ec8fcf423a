package cn.dengyun.assessment.standard;

import static cn.dengyun.assessment.standard.TestStandards.PATH;
import static cn.dengyun.assessment.standard.TestStandards.draw;
import static cn.dengyun.assessment.standard.TestStandards.drawnUp;
import static cn.dengyun.assessment.standard.TestStandards.form;
import static cn.dengyun.assessment.standard.TestStandards.publish;
import static cn.dengyun.assessment.standard.TestStandards.published;
import static cn.dengyun.identity.SignedIn.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import cn.dengyun.LifecyclePicture;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One person of the province writes a standard, another publishes it; what was published never changes. */
@QuarkusTest
class AssessmentStandardTest {

    @Test
    void theTableOfMovesIsWhole() {
        Map<AssessmentStandardStatus, Map<AssessmentStandardMove, AssessmentStandardStatus>> table = Map.of(
                AssessmentStandardStatus.DRAFT,
                Map.of(
                        AssessmentStandardMove.EDIT, AssessmentStandardStatus.DRAFT,
                        AssessmentStandardMove.PUBLISH, AssessmentStandardStatus.PUBLISHED),
                AssessmentStandardStatus.PUBLISHED,
                Map.of(AssessmentStandardMove.SUPERSEDE, AssessmentStandardStatus.SUPERSEDED),
                AssessmentStandardStatus.SUPERSEDED,
                Map.of());

        for (AssessmentStandardStatus status : AssessmentStandardStatus.values()) {
            for (AssessmentStandardMove move : AssessmentStandardMove.values()) {
                AssessmentStandardStatus target = table.get(status).get(move);
                if (target == null) {
                    assertThatThrownBy(() -> move.from(status)).hasMessage("transition-not-allowed");
                    continue;
                }
                assertThat(move.from(status)).isEqualTo(target);
            }
        }
    }

    @Test
    void thePictureShowsTheTable() {
        LifecyclePicture.isDrawn("assessment-standard.md", """
                # The lifecycle of a standard of levels

                Drawn from `AssessmentStandardMove` by a test. The publication of the next makes `SUPERSEDE`.

                ```mermaid
                stateDiagram-v2
                    [*] --> DRAFT: draw up
                %s
                ```
                """.formatted(
                        LifecyclePicture.arrows(AssessmentStandardMove.values(), AssessmentStandardStatus.values())));
    }

    @Test
    void onlyAnotherPersonOfTheProvincePublishesWhatWasWritten() {
        draw("hefei", form()).statusCode(403).body("code", is("not-yours"));
        String id = drawnUp();
        given().get(PATH + "/" + id).then().statusCode(404).body("code", is("assessment-standard-not-found"));
        as("hefei").get(PATH + "/" + id).then().statusCode(404);
        publish("hefei", id).statusCode(404);
        publish("province", id).statusCode(403).body("code", is("four-eyes-required"));

        publish("province2", id).statusCode(200).body("status", is("PUBLISHED"));

        given().get(PATH + "/" + id)
                .then()
                .statusCode(200)
                .body("levels.from", contains("20.00", "40.00", "60.00", "75.00", "90.00"));
        publish("province2", id).statusCode(409).body("code", is("transition-not-allowed"));
        patch("province", id, "*", Map.of("nameZh", "另一标准")).statusCode(409).body("code", is("transition-not-allowed"));
    }

    @Test
    void theNextSupersedesTheOneBefore() {
        String first = published();
        String second = published();

        given().get(PATH + "/" + first).then().body("status", is("SUPERSEDED"));
        given().queryParam("status", "PUBLISHED").get(PATH).then().body("data.id", contains(second));
    }

    @Test
    void twoThatArePublishedAtTheSameTimeComeOneBehindTheOther() {
        List<String> drafts = Stream.generate(TestStandards::drawnUp).limit(3).toList();

        List<Integer> answers = drafts.stream()
                .map(id -> CompletableFuture.supplyAsync(
                        () -> publish("province2", id).extract().statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).allMatch(status -> status == 200 || status == 412);
        List<String> now = given().queryParam("status", "PUBLISHED").get(PATH).path("data.id");
        assertThat(now).hasSize(1);
        assertThat(drafts).containsAll(now);
    }

    @Test
    void whoChangesItLastDoesNotPublishItAndHasToHaveReadIt() {
        String id = drawnUp();
        patch("province2", id, "\"0-stale\"", Map.of("nameEn", "Another")).statusCode(412);
        as("province2")
                .contentType("application/merge-patch+json")
                .body("{\"nameEn\":\"Another\"}")
                .patch(PATH + "/" + id)
                .then()
                .statusCode(428);

        patch("province2", id, tag("province2", id), Map.of("nameEn", "Another"))
                .statusCode(200)
                .body("nameEn", is("Another"));

        publish("province2", id).statusCode(403).body("code", is("four-eyes-required"));
        publish("province", id).statusCode(200);
    }

    @Test
    void aStandardThatIsNoneIsRefusedWithEverything() {
        draw(
                        "province",
                        form().put("gates", List.of(Map.of("level", "L3", "indicator", "Q-9", "value", "1")))
                                .put("levels", List.of(Map.of("level", "L1", "from", "20.00"))))
                .statusCode(400)
                .body("errors.code", hasItem("assessment-indicator-unknown"))
                .body("errors.code", hasItem("assessment-levels-incomplete"));
    }

    @Test
    void aNoticeIsNeverShorterThanTheLawAllows() {
        draw("province", form().put("noticeWorkingDays", 4))
                .statusCode(400)
                .body("errors.pointer", contains("/noticeWorkingDays"));
        draw("province", form().put("noticeWorkingDays", 61)).statusCode(400);
        JsonObject silent = form();
        silent.remove("noticeWorkingDays");

        String id = draw("province", silent)
                .statusCode(201)
                .body("noticeWorkingDays", is(5))
                .extract()
                .path("id");
        patch("province", id, "*", Map.of("noticeWorkingDays", 4)).statusCode(400);
        patch("province", id, "*", Map.of("noticeWorkingDays", 60))
                .statusCode(200)
                .body("noticeWorkingDays", is(60));
        draw("province", form().put("noticeWorkingDays", 5)).statusCode(201);
    }

    private static String tag(String account, String id) {
        return as(account).get(PATH + "/" + id).header("ETag");
    }

    private static ValidatableResponse patch(String account, String id, String tag, Map<String, ?> patch) {
        return as(account)
                .contentType("application/merge-patch+json")
                .header("If-Match", tag)
                .body(Json.encode(patch).getBytes(StandardCharsets.UTF_8))
                .patch(PATH + "/" + id)
                .then();
    }
}
