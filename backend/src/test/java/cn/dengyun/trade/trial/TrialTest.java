package cn.dengyun.trade.trial;

import static cn.dengyun.trade.trial.TestTrials.as;
import static cn.dengyun.trade.trial.TestTrials.grant;
import static cn.dengyun.trade.trial.TestTrials.move;
import static cn.dengyun.trade.trial.TestTrials.offering;
import static cn.dengyun.trade.trial.TestTrials.request;
import static cn.dengyun.trade.trial.TestTrials.requested;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.provider.TestSupervision;
import cn.dengyun.trade.order.TestOrders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What enterprises try for nothing: once each, for as long as was offered, and never turned into an order. */
@QuarkusTest
class TrialTest {

    private static TestEnterprise buyer;

    @Inject
    TrialRounds rounds;

    @Inject
    Pool pool;

    /** Certified, and shared by all tests: each tries an offering of its own. */
    private static RequestSpecification enterprise() {
        if (buyer == null) {
            buyer = TestEnterprise.certified("340123", "feixi");
        }
        return as(buyer);
    }

    private static RequestSpecification platform() {
        return SignedIn.as("platform");
    }

    private static String code(Response answer) {
        return answer.path("code");
    }

    private static String status(String id) {
        return TestTrials.get(SignedIn.as("province"), id).path("status");
    }

    @Test
    void aTrialIsAskedForGrantedAndEnded() {
        Response asked = request(enterprise(), offering());
        String id = asked.path("id");

        assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(201);
        assertThat(asked.<String>path("status")).isEqualTo("REQUESTED");
        assertThat(asked.<Integer>path("days")).isEqualTo(TestTrials.DAYS);
        assertThat(asked.<Integer>path("priceFen")).isZero();
        assertThat(asked.<String>path("providerName")).isNotEmpty();
        assertThat(asked.<List<String>>path("availableActions")).containsExactly("WITHDRAW");

        Response granted = grant(platform(), id);

        assertThat(granted.statusCode()).as(granted.asString()).isEqualTo(200);
        Instant start = Instant.parse(granted.path("startsAt"));
        assertThat(Instant.parse(granted.path("endsAt"))).isEqualTo(start.plus(Duration.ofDays(TestTrials.DAYS)));
        Response seen = TestTrials.get(enterprise(), id);
        assertThat(seen.<String>path("accessNote")).isEqualTo("密码 plum-7");
        assertThat(seen.<List<String>>path("availableActions")).containsExactly("END");
        assertThat(TestTrials.get(SignedIn.as("feixi"), id).<String>path("accessNote"))
                .isNull();

        assertThat(move(enterprise(), id, "ends").<String>path("status")).isEqualTo("ENDED");
        assertThat(TestTrials.get(enterprise(), id).<String>path("accessNote")).isNull();
        assertThat(enterprise().get(TestTrials.PATH + "/" + id + "/steps").<List<String>>path("data.move"))
                .containsExactly("END", "GRANT", "REQUEST");
        assertThat(number("SELECT count(*) FROM audit_entry WHERE subject LIKE '%' || $1", id))
                .isPositive();
        assertThat(number(
                        "SELECT count(*) FROM audit_entry e WHERE subject LIKE '%' || $1 AND e::text LIKE '%plum-7%'",
                        id))
                .isZero();
    }

    @Test
    void whatWasTriedIsTriedOnceForGood() {
        String offering = offering();
        String id = requested(enterprise(), offering);

        assertThat(code(request(enterprise(), offering))).isEqualTo("trial-open");
        grant(platform(), id).then().statusCode(200);
        assertThat(code(request(enterprise(), offering))).isEqualTo("trial-used-up");
        move(enterprise(), id, "ends").then().statusCode(200);
        assertThat(code(request(enterprise(), offering))).isEqualTo("trial-used-up");
        assertThat(code(grant(platform(), id))).isEqualTo("transition-not-allowed");
        assertThat(code(move(enterprise(), id, "ends"))).isEqualTo("transition-not-allowed");
    }

    @Test
    void whatCameToNothingMayBeAskedForAgainButThreeTimesInAll() {
        String offering = offering();
        String declined = requested(enterprise(), offering);
        assertThat(move(platform(), declined, "declines").<String>path("status"))
                .isEqualTo("DECLINED");
        assertThat(code(move(platform(), declined, "declines"))).isEqualTo("transition-not-allowed");
        String withdrawn = requested(enterprise(), offering);
        assertThat(move(enterprise(), withdrawn, "withdrawals").<String>path("status"))
                .isEqualTo("WITHDRAWN");
        assertThat(code(move(enterprise(), withdrawn, "withdrawals"))).isEqualTo("transition-not-allowed");
        Response third = request(enterprise(), offering);
        String lapsed = third.path("id");
        assertThat(third.<Integer>path("attempt")).isEqualTo(3);
        TestTrials.overdue(lapsed);

        assertThat(status(lapsed)).isEqualTo("LAPSED");
        assertThat(code(grant(platform(), lapsed))).isEqualTo("transition-not-allowed");
        assertThat(enterprise().get(TestTrials.PATH + "?overdue=true").<List<String>>path("data.id"))
                .contains(lapsed)
                .doesNotContain(declined, withdrawn);
        assertThat(code(request(enterprise(), offering))).isEqualTo("trial-requests-exhausted");
        WorkerThread.await(rounds.round());
        assertThat(number(
                        "SELECT count(*) FROM service_trial WHERE id = $1 AND status = 'LAPSED'",
                        UUID.fromString(lapsed)))
                .isOne();
    }

    @Test
    void oneOfManyAtOnceIsTaken() {
        String offering = offering();
        List<Supplier<Response>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            RequestSpecification caller = enterprise();
            calls.add(() -> request(caller, offering));
        }

        List<Response> answers = together(calls);

        assertThat(answers).filteredOn(each -> each.statusCode() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(each -> each.statusCode() != 201)
                .allSatisfy(each -> assertThat(code(each)).as(each.asString()).isEqualTo("trial-open"));
    }

    @Test
    void aRepeatedRequestIsOneAndAnotherWithItsKeyIsRefused() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> wanted = Map.of("offeringId", offering());

        Response first = keyed(key, wanted);
        Response again = keyed(key, wanted);
        Response other = keyed(key, Map.of("offeringId", offering()));

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.<String>path("id")).isEqualTo(first.path("id"));
        assertThat(code(other)).isEqualTo("idempotency-key-reused");
        assertThat(TestTrials.post(
                                enterprise(), TestTrials.PATH + "?validateOnly=true", Map.of("offeringId", offering()))
                        .<Boolean>path("dryRun"))
                .isTrue();
    }

    private static Response keyed(String key, Map<String, Object> wanted) {
        return enterprise()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(wanted)
                .post(TestTrials.PATH);
    }

    @Test
    void onlySoManyRequestsWaitAtATime() {
        TestEnterprise eager = TestEnterprise.certified("340123", "feixi");
        String first = requested(as(eager), offering());
        for (int i = 1; i < 10; i++) {
            requested(as(eager), offering());
        }
        String eleventh = offering();

        assertThat(code(request(as(eager), eleventh))).isEqualTo("trials-open-too-many");
        move(as(eager), first, "withdrawals").then().statusCode(200);
        assertThat(request(as(eager), eleventh).statusCode()).isEqualTo(201);
    }

    @Test
    void whatIsNotOfferedIsNotTried() {
        String key = "trial-" + UUID.randomUUID();
        String without = TestTrials.declared(TestTrials.PLATFORM, TrialTest::platform, key, 0)
                .path("id");

        assertThat(code(request(enterprise(), without))).isEqualTo("offering-without-trial");
        assertThat(code(request(enterprise(), UUID.randomUUID().toString()))).isEqualTo("offering-not-found");
        TestTrials.declared(TestTrials.PLATFORM, TrialTest::platform, key, 7)
                .then()
                .statusCode(200);
        assertThat(code(request(enterprise(), Map.of("offeringId", without, "offeringVersion", 1))))
                .isEqualTo("offering-version-outdated");
        Response asked = request(enterprise(), Map.of("offeringId", without, "offeringVersion", 2));
        assertThat(asked.<Integer>path("days")).isEqualTo(7);
        // What was offered holds, whatever the provider changes before it answers.
        TestTrials.declared(TestTrials.PLATFORM, TrialTest::platform, key, 1)
                .then()
                .statusCode(200);
        assertThat(grant(platform(), asked.path("id")).<Integer>path("days")).isEqualTo(7);
    }

    @Test
    void aConcessionGivesATrialOnItsDays() {
        String offering = offering(TestTrials.PLATFORM, TrialTest::platform, 0);
        String drawn = TestTrials.aConcession(offering).path("code");
        String code = TestTrials.concession(offering());
        String held = TestTrials.concession(offering);

        for (String unfit : List.of(drawn, code, "C7SK-WAG3-E55M")) {
            assertThat(defects(request(enterprise(), Map.of("offeringId", offering, "concessionCode", unfit))))
                    .as(unfit)
                    .containsExactly("trial-concession-unfit");
        }
        Map<String, String> wanted = Map.of("offeringId", offering, "concessionCode", held);
        Response asked = request(enterprise(), wanted);
        assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(201);
        assertThat(asked.<Integer>path("days")).isEqualTo(14);
        assertThat(asked.<String>path("concessionCode")).isEqualTo(held);
    }

    private static List<String> defects(Response answer) {
        return answer.path("errors.code");
    }

    @Test
    void nobodyTriesHisOwnAndNobodyWithoutACertification() {
        TestEnterprise both = TestEnterprise.certified("PROVIDER", "340123", "feixi");
        String provider = TestSupervision.asProvider(both);
        String own = offering(provider, () -> as(both), 30);
        TestEnterprise unknown = TestEnterprise.registered("340123");

        assertThat(request(as(both), own).statusCode()).isEqualTo(403);
        assertThat(code(request(as(unknown), own))).isEqualTo("enterprise-not-certified");
        assertThat(request(platform(), offering()).statusCode()).isEqualTo(403);
    }

    @Test
    void strangersAreToldOfNothingAndOnlyTheSidesAct() {
        String id = requested(enterprise(), offering());

        for (String stranger : List.of("enterprise", "enterprise2", "application", "wuhu")) {
            assertThat(TestTrials.get(SignedIn.as(stranger), id).statusCode())
                    .as(stranger)
                    .isEqualTo(404);
        }
        for (String known : List.of("platform", "feixi", "hefei", "province", "auditor")) {
            assertThat(TestTrials.get(SignedIn.as(known), id).statusCode())
                    .as(known)
                    .isEqualTo(200);
        }
        assertThat(grant(SignedIn.as("application"), id).statusCode()).isEqualTo(404);
        assertThat(move(SignedIn.as("application"), id, "declines").statusCode())
                .isEqualTo(404);
        assertThat(move(SignedIn.as("enterprise2"), id, "withdrawals").statusCode())
                .isEqualTo(404);
        assertThat(grant(SignedIn.as("province"), id).statusCode()).isEqualTo(403);
        assertThat(given().get(TestTrials.PATH).statusCode()).isEqualTo(401);
        assertThat(SignedIn.as("application")
                        .get(TestTrials.PATH + "?limit=200")
                        .<List<String>>path("data.id"))
                .doesNotContain(id);
        assertThat(SignedIn.as("application")
                        .get(TestTrials.PATH + "/" + id + "/steps")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aSystemNeedsTheScopeAndReadingServesForReadingOnly() {
        String id = requested(enterprise(), offering());
        RequestSpecification reader = given().auth().oauth2(SignedIn.narrowToken("orders:read"));
        RequestSpecification writer = given().auth().oauth2(SignedIn.narrowToken("orders:write"));
        RequestSpecification other = given().auth().oauth2(SignedIn.narrowToken("catalogue:read"));

        assertThat(TestTrials.get(other, id).statusCode()).isEqualTo(403);
        assertThat(TestTrials.get(reader, id).statusCode()).isEqualTo(200);
        assertThat(grant(given().auth().oauth2(SignedIn.narrowToken("orders:read")), id)
                        .statusCode())
                .isEqualTo(403);
        assertThat(grant(writer, id).statusCode()).isEqualTo(200);
    }

    @Test
    void itEndsByTheClockAfterTheEnterpriseWasToldAndNothingIsOrdered() {
        String id = requested(enterprise(), offering());
        grant(platform(), id).then().statusCode(200);
        long orders = number("SELECT count(*) FROM service_order WHERE origin_id = $1", UUID.fromString(id));

        TestTrials.set("UPDATE service_trial SET remind_at = now() - interval '1 second' WHERE id = ?", id);
        WorkerThread.await(rounds.round());
        WorkerThread.await(rounds.round());
        TestTrials.overdue(id);
        assertThat(status(id)).isEqualTo("ENDED");
        WorkerThread.await(rounds.round());

        assertThat(enterprise().get(TestTrials.PATH + "/" + id + "/steps").<List<String>>path("data.move"))
                .containsExactly("RUN_OUT", "REMIND", "GRANT", "REQUEST");
        assertThat(number("SELECT count(*) FROM service_order WHERE origin_id = $1", UUID.fromString(id)))
                .isEqualTo(orders)
                .isZero();
    }

    @Test
    void anOrderNamesTheTrialThatItFollows() {
        String offering = offering();
        String waits = requested(enterprise(), offering);
        Map<String, Object> order = new HashMap<>(TestOrders.months(offering, 1, false, List.of()));

        order.put("trialId", waits);
        assertThat(defects(TestTrials.post(enterprise(), TestOrders.PATH, order)))
                .containsExactly("order-trial-unfit");
        grant(platform(), waits).then().statusCode(200);
        Response placed = TestTrials.post(enterprise(), TestOrders.PATH, order);
        assertThat(placed.statusCode()).as(placed.asString()).isEqualTo(201);
        assertThat(placed.<String>path("origin")).isEqualTo("TRIAL");
        assertThat(placed.<String>path("originId")).isEqualTo(waits);
        // It is neither another enterprise's nor another offering's.
        assertThat(defects(TestTrials.post(SignedIn.as("enterprise"), TestOrders.PATH, order)))
                .containsExactly("order-trial-unfit");
        Map<String, Object> elsewhere = new HashMap<>(TestOrders.months(offering(), 1, false, List.of()));
        elsewhere.put("trialId", waits);
        assertThat(defects(TestTrials.post(enterprise(), TestOrders.PATH, elsewhere)))
                .containsExactly("order-trial-unfit");
    }

    @Test
    void aSanctionEndsWhatRunsAndDeclinesWhatWaits() {
        TestEnterprise seller = TestEnterprise.certified("PROVIDER", "340123", "feixi");
        String provider = TestSupervision.asProvider(seller);
        String runs = requested(enterprise(), offering(provider, () -> as(seller), 30));
        grant(as(seller), runs).then().statusCode(200);
        String waits = requested(enterprise(), offering(provider, () -> as(seller), 30));

        TestSupervision.imposed(provider);

        assertThat(status(runs)).isEqualTo("ENDED");
        assertThat(status(waits)).isEqualTo("DECLINED");
    }

    @Test
    void aFreezeEndsWhatRunsAtOnce() {
        TestEnterprise seller = TestEnterprise.certified("PROVIDER", "340123", "feixi");
        String provider = TestSupervision.asProvider(seller);
        TestEnterprise frozen = TestEnterprise.certified("340123", "feixi");
        String withFrozenProvider = requested(enterprise(), offering(provider, () -> as(seller), 30));
        String ofFrozen = requested(as(frozen), offering());
        String waits = requested(as(frozen), offering());
        grant(as(seller), withFrozenProvider).then().statusCode(200);
        grant(platform(), ofFrozen).then().statusCode(200);

        for (TestEnterprise each : List.of(seller, frozen)) {
            TestTrials.post(SignedIn.as("feixi"), each.path() + "/freezes", Map.of("reason", "核查"))
                    .then()
                    .statusCode(200);
        }

        assertThat(status(withFrozenProvider)).isEqualTo("ENDED");
        assertThat(status(ofFrozen)).isEqualTo("ENDED");
        assertThat(status(waits)).isEqualTo("REQUESTED");
        assertThat(code(grant(platform(), waits))).isEqualTo("organization-frozen");
        assertThat(code(request(as(frozen), offering()))).isEqualTo("organization-frozen");
    }

    @Test
    void listsAreFilteredByWhereTheyStand() {
        String offering = offering();
        String id = requested(enterprise(), offering);

        assertThat(ids("offeringId=" + offering)).containsExactly(id);
        assertThat(ids("offeringId=" + offering + "&status=REQUESTED&providerId=" + TestTrials.PLATFORM
                        + "&dueBefore=2099-01-01T00:00:00Z&overdue=false&organizationId=" + buyer.id()))
                .containsExactly(id);
        assertThat(ids("offeringId=" + offering + "&status=GRANTED")).isEmpty();
        assertThat(platform().get(TestTrials.PATH + "?cursor=nonsense").statusCode())
                .isEqualTo(400);
        Background.settle();
    }

    private static List<String> ids(String query) {
        return platform().get(TestTrials.PATH + "?" + query).path("data.id");
    }

    private long number(String sql, Object parameter) {
        return WorkerThread.await(pool.preparedQuery(sql).execute(Tuple.of(parameter)))
                .iterator()
                .next()
                .getLong(0);
    }

    private static List<Response> together(List<Supplier<Response>> calls) {
        List<CompletableFuture<Response>> all = new ArrayList<>();
        calls.forEach(call -> all.add(CompletableFuture.supplyAsync(call, task -> new Thread(task).start())));
        return all.stream().map(CompletableFuture::join).toList();
    }
}
