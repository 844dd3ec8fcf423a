package cn.dengyun.catalogue.hosting;

import static cn.dengyun.catalogue.hosting.TestHostings.PATH;
import static cn.dengyun.identity.SignedIn.as;
import static cn.dengyun.identity.SignedIn.tokenOf;
import static cn.dengyun.provider.site.TestPlatforms.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.contract.ContractCoverage;
import cn.dengyun.events.notification.TestNotifications;
import cn.dengyun.platform.job.Background;
import cn.dengyun.provider.site.TestPlatforms;
import cn.dengyun.shared.Rejection;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On which platforms apps are hosted: what one side says and the other confirms. */
@QuarkusTest
class HostingResourceTest {

    private static final Map<String, String> WHY = Map.of("reason", "情况属实");

    /** Written by hand: what is not here is refused. */
    private static final Map<HostingStatus, Map<HostingMove, HostingStatus>> TABLE = Map.of(
            HostingStatus.PROPOSED,
            Map.of(
                    HostingMove.CONFIRM, HostingStatus.CONFIRMED,
                    HostingMove.REJECT, HostingStatus.REJECTED,
                    HostingMove.WITHDRAW, HostingStatus.WITHDRAWN),
            HostingStatus.CONFIRMED,
            Map.of(HostingMove.END, HostingStatus.ENDED),
            HostingStatus.ENDED,
            Map.of(),
            HostingStatus.REJECTED,
            Map.of(),
            HostingStatus.WITHDRAWN,
            Map.of());

    private static final String HOSTING = "cn.dengyun.catalogue.hosting.";

    private TestHost host;
    private TestProvider developer;

    @BeforeEach
    void bothSides() {
        host = TestHost.made();
        developer = TestProvider.aProvider();
    }

    @AfterAll
    static void whatWasAnsweredIsDeclaredAndWhatWasDoneIsOnTheAuditTrail() {
        assertThat(ContractCoverage.gapsOf("Platforms")).isEmpty();
    }

    @Test
    void everyMoveIsPossibleFromWhereTheTableSaysAndFromNowhereElse() {
        for (HostingStatus status : HostingStatus.values()) {
            for (HostingMove move : HostingMove.values()) {
                HostingStatus target = TABLE.get(status).get(move);
                if (target == null) {
                    assertThatThrownBy(() -> move.from(status))
                            .as("%s of %s", move, status)
                            .isInstanceOf(Rejection.class);
                    continue;
                }
                assertThat(move.from(status)).as("%s of %s", move, status).isEqualTo(target);
            }
        }
    }

    @Test
    void whatTheDeveloperSaysTheHostConfirmsAndThenEverybodyKnows() {
        String app = anApp();
        String id = proposed(developer.request(), app);

        given().get(PATH + "/" + id).then().statusCode(404).body("code", is("hosting-not-found"));
        as("application").get(PATH + "/" + id).then().statusCode(404);
        host.request().get(PATH + "/" + id).then().body("availableActions", contains("CONFIRM", "REJECT"));
        developer.request().get(PATH + "/" + id).then().body("availableActions", contains("WITHDRAW"));
        move(developer.request(), id, "confirmations").statusCode(403).body("code", is("not-yours"));
        move(as("application"), id, "confirmations").statusCode(404);
        move(host.request(), id, "confirmations").statusCode(200).body("status", is("CONFIRMED"));

        given().get(PATH + "/" + id)
                .then()
                .statusCode(200)
                .body("confirmedAt", notNullValue())
                .body("hostName", is("测试云"))
                .body("availableActions", empty());
        move(as("application"), id, "endings").statusCode(403).body("code", is("not-yours"));
        move(developer.request(), id, "endings").statusCode(200).body("status", is("ENDED"));
        move(host.request(), id, "endings").statusCode(409);
        given().queryParam("offeringId", app).get(PATH).then().body("data.status", contains("ENDED"));
    }

    @Test
    void bothSidesAreToldOfEachStepAndNobodyElseBeforeItIsConfirmed() {
        String confirmed = proposed(developer.request(), anApp());
        assertThat(stepsTold(as("application"), confirmed)).isEmpty();
        assertThat(stepsTold(as("hefei"), confirmed)).isEmpty();
        assertThat(stepsTold(host.request(), confirmed)).containsExactly(HOSTING + "proposed");
        move(host.request(), confirmed, "confirmations").statusCode(200);
        move(developer.request(), confirmed, "endings").statusCode(200);
        String rejected = proposed(host.request(), anApp());
        move(developer.request(), rejected, "rejections").statusCode(200);

        for (TestProvider side : List.of(host.provider(), developer)) {
            assertThat(stepsTold(side.request(), confirmed))
                    .containsExactly(HOSTING + "proposed", HOSTING + "confirmed", HOSTING + "ended");
            assertThat(stepsTold(side.request(), rejected)).containsExactly(HOSTING + "proposed", HOSTING + "rejected");
        }
        assertThat(stepsTold(as("application"), confirmed)).containsExactly(HOSTING + "confirmed", HOSTING + "ended");
        assertThat(stepsTold(as("application"), rejected)).isEmpty();
    }

    @Test
    void thePeopleOfBothSidesReadOfIt() {
        String id = TestHostings.proposedTo("platform");
        String subject = PATH + "/" + id;

        Map<String, Object> told = only(TestNotifications.about(subject, tokenOf("platform"), "zh-CN"));

        assertThat(told).containsEntry("occasion", "HOSTING_PROPOSED").containsEntry("kind", "CATALOGUE");
        assertThat((String) told.get("text")).contains("测试应用", "对方确认后公开").doesNotContain("{");
        assertThat(TestNotifications.about(subject, tokenOf("application"), "en"))
                .isEmpty();
        move(as("platform"), id, "rejections").statusCode(200);
        assertThat(TestNotifications.about(subject, tokenOf("platform"), "en").get(0))
                .containsEntry("occasion", "HOSTING_REJECTED")
                .extractingByKey("text")
                .asString()
                .contains("情况属实");
    }

    private static Map<String, Object> only(List<Map<String, Object>> told) {
        assertThat(told).hasSize(1);
        return told.get(0);
    }

    private static List<String> stepsTold(RequestSpecification reader, String hosting) {
        Background.settle();
        return reader.queryParam("subject", PATH + "/" + hosting)
                .get("/api/v1/events")
                .then()
                .statusCode(200)
                .extract()
                .path("data.type");
    }

    @Test
    void theHostMaySayItTooAndEitherSideStopsIt() {
        String first = proposed(host.request(), anApp());
        move(host.request(), first, "confirmations").statusCode(403);
        move(host.request(), first, "rejections").statusCode(403).body("code", is("not-yours"));
        move(developer.request(), first, "rejections").statusCode(200).body("status", is("REJECTED"));
        String second = proposed(host.request(), anApp());
        move(developer.request(), second, "withdrawals").statusCode(403);
        move(host.request(), second, "withdrawals").statusCode(200).body("status", is("WITHDRAWN"));
        given().get(PATH + "/" + second).then().statusCode(404);
    }

    @Test
    void anAppOfOnesOwnNeedsNobodyElse() {
        propose(host.request(), host.platform(), host.app())
                .statusCode(201)
                .body("status", is("CONFIRMED"))
                .body("hostId", is(host.provider().id()))
                .body("developerId", is(host.provider().id()));
    }

    @Test
    void anAppIsHostedOnOnePlatformAtATimeAndItsWayIsKept() {
        String app = anApp();
        TestHost other = TestHost.made();
        String first = proposed(developer.request(), app);
        String second = propose(developer.request(), other.platform(), app)
                .statusCode(201)
                .extract()
                .path("id");
        propose(developer.request(), other.platform(), app).statusCode(409).body("code", is("hosting-proposed"));
        move(host.request(), first, "confirmations").statusCode(200);

        move(other.request(), second, "confirmations").statusCode(409).body("code", is("hosting-elsewhere"));
        move(developer.request(), first, "endings").statusCode(200);
        move(other.request(), second, "confirmations").statusCode(200);

        given().queryParam("offeringId", app)
                .get(PATH)
                .then()
                .body("data.id", contains(second, first))
                .body("data.status", contains("CONFIRMED", "ENDED"));
    }

    @Test
    void ofTwoHostsWhoConfirmAtOnceOneDoes() {
        String app = anApp();
        TestHost other = TestHost.made();
        String first = proposed(developer.request(), app);
        String second = propose(developer.request(), other.platform(), app)
                .statusCode(201)
                .extract()
                .path("id");

        List<Response> answers = Stream.of(
                        CompletableFuture.supplyAsync(
                                () -> post(host.request(), PATH + "/" + first + "/confirmations", WHY)),
                        CompletableFuture.supplyAsync(
                                () -> post(other.request(), PATH + "/" + second + "/confirmations", WHY)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(200, 409);
    }

    @Test
    void onlyIndustrialAppsThatOneMaySeeOnPlatformsThatOperate() {
        String service = developer.published("service-" + UUID.randomUUID());
        propose(developer.request(), host.platform(), service)
                .statusCode(422)
                .body("code", is("hosting-no-industrial-app"));
        propose(developer.request(), UUID.randomUUID().toString(), service)
                .statusCode(404)
                .body("code", is("provider-platform-not-found"));
        propose(developer.request(), host.platform(), UUID.randomUUID().toString())
                .statusCode(404)
                .body("code", is("offering-not-found"));
        propose(as("application"), host.platform(), anApp()).statusCode(403).body("code", is("not-yours"));
        String waiting = proposed(developer.request(), anApp());
        String hosted = proposed(developer.request(), anApp());
        move(host.request(), hosted, "confirmations").statusCode(200);

        post(host.request(), TestPlatforms.PATH + "/" + host.platform() + "/closures", WHY)
                .then()
                .statusCode(200);

        developer.request().get(PATH + "/" + waiting).then().body("status", is("REJECTED"));
        given().get(PATH + "/" + hosted).then().body("status", is("ENDED"));
        propose(developer.request(), host.platform(), anApp())
                .statusCode(409)
                .body("code", is("provider-platform-closed"));
    }

    private String anApp() {
        return TestHostings.anApp(developer.request(), developer.id(), "app-" + UUID.randomUUID());
    }

    private String proposed(RequestSpecification by, String app) {
        return propose(by, host.platform(), app)
                .statusCode(201)
                .body("status", is("PROPOSED"))
                .extract()
                .path("id");
    }

    private static ValidatableResponse propose(RequestSpecification by, String platform, String app) {
        return post(by, TestPlatforms.PATH + "/" + platform + "/hostings", Map.of("offeringId", app))
                .then();
    }

    private static ValidatableResponse move(RequestSpecification by, String id, String what) {
        return post(by, PATH + "/" + id + "/" + what, WHY).then();
    }
}
