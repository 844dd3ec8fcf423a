package cn.dengyun.monitoring.pilot;

import static cn.dengyun.monitoring.pilot.TestPilots.PATH;
import static cn.dengyun.monitoring.pilot.TestPilots.form;
import static cn.dengyun.monitoring.pilot.TestPilots.move;
import static cn.dengyun.monitoring.pilot.TestPilots.planned;
import static cn.dengyun.monitoring.pilot.TestPilots.post;
import static cn.dengyun.monitoring.pilot.TestPilots.started;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.provider.TestSupervision;
import cn.dengyun.shared.Rejection;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Pilots are planned in their region, public once they have started, and told of when they are over. */
@QuarkusTest
class PilotTest {

    private static final Map<PilotStatus, Map<PilotMove, PilotStatus>> TABLE = Map.of(
            PilotStatus.PLANNED,
                    Map.of(
                            PilotMove.EDIT, PilotStatus.PLANNED,
                            PilotMove.START, PilotStatus.RUNNING,
                            PilotMove.ABANDON, PilotStatus.ABANDONED),
            PilotStatus.RUNNING,
                    Map.of(
                            PilotMove.COMPLETE, PilotStatus.COMPLETED,
                            PilotMove.ABANDON, PilotStatus.ABANDONED),
            PilotStatus.COMPLETED, Map.of(),
            PilotStatus.ABANDONED, Map.of());

    private static String code(Response answer) {
        return answer.path("code");
    }

    private static Response complete(String account, String id) {
        return post(SignedIn.as(account), PATH + "/" + id + "/completions", Map.of("outcome", "三类业务系统登云"));
    }

    private static Response patch(String account, String id, Map<String, ?> change) {
        return SignedIn.as(account)
                .header("If-Match", "*")
                .contentType("application/merge-patch+json; charset=UTF-8")
                .body(change)
                .patch(PATH + "/" + id);
    }

    @Test
    void everyMoveIsPossibleFromWhereTheTableSaysAndFromNowhereElse() {
        for (PilotStatus status : PilotStatus.values()) {
            for (PilotMove move : PilotMove.values()) {
                PilotStatus target = TABLE.get(status).get(move);
                if (target == null) {
                    assertThatThrownBy(() -> move.from(status))
                            .as("%s of %s", move, status)
                            .isInstanceOf(Rejection.class);
                    continue;
                }
                assertThat(move.from(status)).as("%s of %s", move, status).isEqualTo(target);
            }
        }
        LifecyclePicture.isDrawn(
                "pilot.md", """
                # The lifecycle of a pilot

                Drawn from `PilotMove` by a test.

                ```mermaid
                stateDiagram-v2
                    [*] --> PLANNED: plan
                %s
                ```
                """.formatted(LifecyclePicture.arrows(PilotMove.values(), PilotStatus.values())));
    }

    @Test
    void aPilotIsPlannedStartedAndTold() {
        Response made = post(SignedIn.as("feixi"), PATH, form("340123"));
        String id = made.path("id");

        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        assertThat(made.<String>path("unitCode")).isEqualTo("340100");
        assertThat(made.<String>path("providerName")).isNotBlank();
        assertThat(given().get(PATH + "/" + id).statusCode()).isEqualTo(404);
        assertThat(code(move(SignedIn.as("wuhu"), id, "starts"))).isEqualTo("pilot-enterprise-not-found");
        assertThat(code(complete("feixi", id))).isEqualTo("transition-not-allowed");
        Response running = move(SignedIn.as("hefei"), id, "starts");
        assertThat(running.<String>path("status")).as(running.asString()).isEqualTo("RUNNING");
        assertThat(given().get(PATH + "/" + id).<String>path("enterpriseName")).isEqualTo("合肥示范制造有限公司");
        assertThat(code(move(SignedIn.as("wuhu"), id, "abandonments"))).isEqualTo("not-yours");
        assertThat(code(patch("feixi", id, Map.of("task", "改")))).isEqualTo("transition-not-allowed");
        assertThat(complete("feixi", id).<String>path("outcome")).isEqualTo("三类业务系统登云");
        assertThat(code(move(SignedIn.as("feixi"), id, "abandonments"))).isEqualTo("transition-not-allowed");
        assertThat(given().queryParams(Map.of(
                                "status", "COMPLETED", "regionCode", "340100", "providerId", TestPilots.PLATFORM))
                        .get(PATH)
                        .<List<String>>path("data.id"))
                .contains(id);
    }

    @Test
    void anEnterpriseIsAPilotOnceAYear() {
        Map<String, Object> form = form("340123");
        String id = post(SignedIn.as("feixi"), PATH, form)
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        assertThat(code(post(SignedIn.as("hefei"), PATH, form))).isEqualTo("pilot-twice");
        String other = planned("feixi", "340123");
        assertThat(code(patch("feixi", other, Map.of("creditCode", form.get("creditCode")))))
                .isEqualTo("pilot-twice");
        move(SignedIn.as("feixi"), id, "abandonments").then().statusCode(200);
        post(SignedIn.as("hefei"), PATH, form).then().statusCode(201);
    }

    @Test
    void whatIsWrongIsToldAndNobodyPlansElsewhere() {
        Map<String, Object> form = form("340123");
        form.put("creditCode", "91340100MA2T00015H");
        form.put("untilOn", "2018-01-01");
        assertThat(post(SignedIn.as("feixi"), PATH, form).<List<String>>path("errors.code"))
                .containsExactlyInAnyOrder("credit-code-check-character", "ends-before-it-begins");
        assertThat(code(post(SignedIn.as("feixi"), PATH, form("340122")))).isEqualTo("not-yours");
        assertThat(post(SignedIn.as("enterprise"), PATH, form("340123")).statusCode())
                .isEqualTo(403);
        Map<String, Object> unknown = form("340123");
        unknown.put("providerId", UUID.randomUUID().toString());
        assertThat(code(post(SignedIn.as("feixi"), PATH, unknown))).isEqualTo("provider-not-found");
        assertThat(given().queryParam("limit", 0).get(PATH).statusCode()).isEqualTo(400);
    }

    @Test
    void anEnterpriseCountsOnceAYearWhateverYearsArePlanned() {
        int year = TestPilots.today().getYear();
        Map<String, Object> next = form("340123");
        next.put("year", year + 1);
        assertThat(post(SignedIn.as("feixi"), PATH, next).<List<String>>path("errors.code"))
                .as("the first day is in this year")
                .containsExactly("pilot-elsewhere");
        next.putAll(Map.of("fromOn", (year + 1) + "-03-01", "untilOn", (year + 1) + "-05-01"));
        Map<String, Object> past = form("340123");
        past.putAll(Map.of("year", year - 1, "fromOn", (year - 1) + "-03-01"));
        for (Map<String, Object> form : List.of(next, past)) {
            String id = post(SignedIn.as("feixi"), PATH, form)
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            assertThat(code(move(SignedIn.as("feixi"), id, "starts"))).isEqualTo("pilot-not-now");
            assertThat(patch(
                                    "feixi",
                                    id,
                                    Map.of(
                                            "year",
                                            year,
                                            "fromOn",
                                            TestPilots.today().toString(),
                                            "untilOn",
                                            TestPilots.today().plusDays(9).toString()))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(move(SignedIn.as("feixi"), id, "starts").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aRegionThatIsNotInForceHasNoOfficeToGoOn() {
        assertThat(post(SignedIn.as("province"), PATH, form("341822")).<List<String>>path("errors.code"))
                .as("Guangde, since 2019 another code")
                .containsExactly("plan-region-unfit");
    }

    @Test
    void aPlanIsChangedBeforeItStarts() {
        String id = planned("feixi", "340123");

        assertThat(patch("feixi", id, Map.of("task", "关键设备联网")).<String>path("task"))
                .isEqualTo("关键设备联网");
        assertThat(code(patch("feixi", id, Map.of("regionCode", "340200")))).isEqualTo("not-yours");
        assertThat(patch("hefei", id, Map.of("regionCode", "340122")).<String>path("regionName"))
                .isEqualTo("肥东县");
    }

    @Test
    void aResultThatIsMissingWaitsForTheRegion() {
        String id = started("feixi", "340123");
        assertThat(work("feixi")).doesNotContain(id);

        TestSupervision.set(
                "UPDATE pilot_enterprise SET from_on = current_date - 30, until_on = current_date - 2 WHERE id = ?",
                id);

        assertThat(work("feixi")).contains(id);
        complete("feixi", id).then().statusCode(200);
        assertThat(work("feixi")).doesNotContain(id);
    }

    private static List<String> work(String account) {
        return SignedIn.as(account)
                .queryParams(Map.of("kind", "PILOT_RESULT", "limit", 200))
                .get("/api/v1/work-items")
                .path("data.subject.id");
    }
}
