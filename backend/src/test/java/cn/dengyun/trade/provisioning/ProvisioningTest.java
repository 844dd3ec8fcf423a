package cn.dengyun.trade.provisioning;

import static cn.dengyun.trade.provisioning.TestProvisioning.ENDPOINTS;
import static cn.dengyun.trade.provisioning.TestProvisioning.PATH;
import static cn.dengyun.trade.provisioning.TestProvisioning.post;
import static cn.dengyun.trade.provisioning.TestProvisioning.register;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.trade.order.MonthOffering;
import cn.dengyun.trade.order.TestOrders;
import cn.dengyun.trade.provisioning.ProvisioningCaller.Due;
import cn.dengyun.trade.provisioning.TestProviderEndpoint.Asked;
import cn.dengyun.trade.provisioning.TestProviderEndpoint.Reply;
import cn.dengyun.trade.provisioning.TestProvisioning.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Services that begin and end at a provider's own endpoint, however that behaves. */
@QuarkusTest
class ProvisioningTest {

    private static final int MAX_TURNS = 60;

    private static Scene shared;

    @Inject
    ProvisioningRounds rounds;

    @Inject
    Pool pool;

    private Background background;

    @BeforeEach
    void pause() {
        background = Background.paused();
        scene().server().behave();
    }

    @AfterEach
    void goOn() {
        background.close();
    }

    @AfterAll
    static void close() {
        if (shared != null) {
            shared.close();
            shared = null;
        }
    }

    private static Scene scene() {
        if (shared == null) {
            shared = TestProvisioning.scene();
        }
        return shared;
    }

    private static Response seen(String account, String provisioning) {
        return SignedIn.as(account).get(PATH + "/" + provisioning);
    }

    private static String status(String provisioning) {
        return seen("enterprise", provisioning).path("status");
    }

    private static String code(Response answer) {
        return answer.path("code");
    }

    private static String defect(Response answer) {
        return answer.path("errors[0].code");
    }

    /** What is to be done later is to be done now. */
    private void hurry(String provisioning) {
        UUID id = UUID.fromString(provisioning);
        WorkerThread.await(pool.preparedQuery("""
                        UPDATE provisioning SET due_at = now() - interval '1 second'
                        WHERE id = $1 AND call_id IS NULL AND due_at IS NOT NULL
                        """).execute(Tuple.of(id)));
        WorkerThread.await(pool.preparedQuery("""
                        UPDATE provisioning_pace SET open_until = NULL, window_calls = 0
                        WHERE endpoint_id = (SELECT endpoint_id FROM provisioning WHERE id = $1)
                        """).execute(Tuple.of(id)));
    }

    private List<Due> taken() {
        return WorkerThread.await(written());
    }

    /** The calls that are written now, and not made. */
    private Uni<List<Due>> written() {
        List<Due> due = new ArrayList<>();
        return rounds.take(due::add).replaceWith(due);
    }

    private void turn() {
        taken().forEach(each -> WorkerThread.await(rounds.carryOut(each)));
        WorkerThread.await(rounds.activateAll());
    }

    /** Works until it stands there. */
    private void until(String provisioning, String wanted) {
        for (int i = 0; i < MAX_TURNS && !status(provisioning).equals(wanted); i++) {
            hurry(provisioning);
            turn();
        }
        assertThat(seen("enterprise", provisioning).asString()).contains("\"status\":\"" + wanted + "\"");
    }

    private static String orderStatus(String order) {
        return TestOrders.get("enterprise", order).path("status");
    }

    private static void endInService(Scene scene, String order) {
        String amendment = TestOrders.propose(SignedIn.as("enterprise"), order, Map.of("kind", "CANCEL_REST"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        TestOrders.agree(scene.seller().get(), amendment).then().statusCode(200);
    }

    @Test
    void anAcceptedOrderBeginsByItselfAndIsRemovedWhenItEnds() {
        Scene scene = scene();
        String order = scene.accepted();
        String id = TestProvisioning.of("enterprise", order);

        assertThat(status(id)).isEqualTo("PENDING");
        turn();

        assertThat(status(id)).isEqualTo("PROVISIONED");
        assertThat(orderStatus(order)).isEqualTo("ACTIVE");
        Asked put = scene.server().asked(id).get(0);
        assertThat(TestOrders.get("enterprise", order).<String>path("serviceReference"))
                .isEqualTo(TestProviderEndpoint.reference(put));
        JsonObject body = new JsonObject(put.body());
        assertThat(body.getString("instanceId")).isEqualTo(id);
        assertThat(body.getJsonObject("order").getString("id")).isEqualTo(order);
        assertThat(body.getJsonObject("enterprise").getString("creditCode")).hasSize(18);
        assertThat(body.getJsonArray("lines").getJsonObject(0).getString("quantity"))
                .isEqualTo("12");
        assertThat(put.key()).isEqualTo(id + ".1");

        endInService(scene, order);

        assertThat(status(id)).isEqualTo("DEPROVISIONING");
        until(id, "GONE");
        assertThat(scene.server().services(id)).isEmpty();
        assertThat(scene.server().asked(id)).extracting(Asked::method).containsExactly("PUT", "DELETE", "DELETE");
        Response calls = SignedIn.as("province").get(PATH + "/" + id + "/calls");
        assertThat(calls.<List<String>>path("data.kind")).containsExactly("REMOVE", "REMOVE", "PROVISION");
        assertThat(calls.<List<Integer>>path("data.httpStatus")).containsExactly(410, 200, 201);
        assertThat(calls.<List<String>>path("data.outcome")).containsOnly("DONE");
        assertThat(calls.<List<String>>path("data.url"))
                .containsOnly(scene.server().url());
    }

    @Test
    void whatIsCancelledBeforeItWasAskedForIsNeverAskedFor() {
        Scene scene = scene();
        String order = scene.accepted();
        String id = TestProvisioning.of("enterprise", order);

        TestOrders.cancel("enterprise", order).then().statusCode(200);

        assertThat(status(id)).isEqualTo("GONE");
        hurry(id);
        turn();
        assertThat(scene.server().asked(id)).isEmpty();
    }

    @Test
    void whatBothSidesAgreeOnBeforeIsWhatIsAskedFor() {
        Scene scene = scene();
        String order = scene.accepted();
        String id = TestProvisioning.of("enterprise", order);
        String amendment = TestOrders.propose(
                        SignedIn.as("enterprise"),
                        order,
                        Map.of(
                                "kind",
                                "QUANTITY",
                                "quantities",
                                List.of(Map.of("planCode", MonthOffering.MONTH, "quantity", "9"))))
                .path("id");
        TestOrders.agree(scene.seller().get(), amendment).then().statusCode(200);

        until(id, "PROVISIONED");

        JsonObject body = new JsonObject(scene.server().asked(id).get(0).body());
        assertThat(body.getJsonArray("lines").getJsonObject(0).getString("quantity"))
                .isEqualTo("9");
    }

    @Test
    void whatBothSidesAgreeOnDuringACallIsWhatIsAskedForNext() {
        Scene scene = scene();
        String order = scene.accepted();
        String id = TestProvisioning.of("enterprise", order);
        Map<Boolean, List<Due>> taken = taken().stream()
                .collect(Collectors.partitioningBy(
                        each -> each.provisioningId().toString().equals(id)));
        taken.get(false).forEach(each -> WorkerThread.await(rounds.carryOut(each)));
        String amendment = TestOrders.propose(
                        SignedIn.as("enterprise"),
                        order,
                        Map.of(
                                "kind",
                                "QUANTITY",
                                "quantities",
                                List.of(Map.of("planCode", MonthOffering.MONTH, "quantity", "6"))))
                .path("id");
        TestOrders.agree(scene.seller().get(), amendment).then().statusCode(200);
        WorkerThread.await(rounds.record(taken.get(true).get(0), ProvisioningAnswer.of(ProvisioningOutcome.TIMED_OUT)));

        until(id, "PROVISIONED");

        String put = scene.server().asked(id).stream()
                .filter(call -> call.method().equals("PUT"))
                .findFirst()
                .orElseThrow()
                .body();
        assertThat(new JsonObject(put).getJsonArray("lines").getJsonObject(0).getString("quantity"))
                .isEqualTo("6");
    }

    @Test
    void whatIsCompletedIsRemovedOnItsLastDay() {
        Scene scene = scene();
        String id = TestProvisioning.of("enterprise", scene.accepted());
        until(id, "PROVISIONED");
        TestProvisioning.set(
                "UPDATE provisioning SET remove_at = now() - interval '1 second', due_at = now() WHERE id = ?", id);

        until(id, "GONE");

        assertThat(scene.server().services(id)).isEmpty();
        assertThat(seen("enterprise", id).<List<String>>path("availableActions"))
                .isEmpty();
    }

    @Test
    void whatFailsForOneEndpointHoldsNobodyUp() {
        try (Scene broken = TestProvisioning.scene()) {
            String order = broken.accepted();
            String first = TestProvisioning.of("enterprise", order);
            TestProvisioning.set(
                    "UPDATE provisioning_secret SET is_sealed = true, secret = '\\x00' WHERE endpoint_id = ?",
                    broken.endpoint());
            TestProvisioning.set("UPDATE provisioning SET due_at = now() - interval '1 hour' WHERE id = ?", first);
            String next = TestProvisioning.of("enterprise", scene().accepted());

            turn();

            assertThat(status(next)).isEqualTo("PROVISIONED");
            assertThat(status(first)).isEqualTo("PENDING");
            assertThat(seen("enterprise", first + "/calls").<List<Object>>path("data"))
                    .isEmpty();
            TestOrders.cancel("enterprise", order).then().statusCode(200);
        }
    }

    @Test
    void atAnAddressThatWasNotCheckedNothingIsAskedFor() {
        try (Scene scene = TestProvisioning.scene();
                TestProviderEndpoint elsewhere = new TestProviderEndpoint()) {
            String address = ENDPOINTS + "/" + scene.endpoint();
            String id = TestProvisioning.of("enterprise", scene.accepted());
            until(id, "PROVISIONED");
            String waits = TestProvisioning.of("enterprise", scene.accepted());
            post(scene.seller().get(), address + "/deactivations").then().statusCode(200);
            patch(scene.seller().get(), address, "*", Map.of("url", elsewhere.url()))
                    .then()
                    .statusCode(200);
            TestProvisioning.set("UPDATE provisioning SET remove_at = now(), due_at = now() WHERE id = ?", id);

            for (int i = 0; i < 3; i++) {
                hurry(id);
                hurry(waits);
                turn();
            }

            assertThat(elsewhere.asked()).isEmpty();
            assertThat(status(waits)).isEqualTo("PENDING");
            assertThat(status(id)).isEqualTo("DEPROVISIONING");
            patch(
                            scene.seller().get(),
                            address,
                            "*",
                            Map.of("url", scene.server().url()))
                    .then()
                    .statusCode(200);
            post(scene.seller().get(), address + "/checks").then().statusCode(200);
            until(id, "GONE");
            assertThat(scene.server().services(id)).isEmpty();
            assertThat(scene.seller().get().get(PATH + "/" + id + "/calls").<List<String>>path("data.url"))
                    .containsOnly(scene.server().url());
            assertThat(seen("enterprise", id + "/calls").<List<String>>path("data.url"))
                    .containsOnlyNulls();
        }
    }

    @Test
    void anEndpointIsCheckedSoOftenAndByOneAtATime() {
        try (Scene scene = TestProvisioning.scene()) {
            String checks = ENDPOINTS + "/" + scene.endpoint() + "/checks";
            TestProvisioning.set(
                    "UPDATE provisioning_pace SET checking_until = now() + interval '10 seconds' WHERE endpoint_id = ?",
                    scene.endpoint());
            assertThat(code(post(scene.seller().get(), checks))).isEqualTo("provisioning-checks-too-many");
            TestProvisioning.set(
                    "UPDATE provisioning_pace SET checking_until = NULL, window_checks = 30 WHERE endpoint_id = ?",
                    scene.endpoint());
            assertThat(code(post(scene.seller().get(), checks))).isEqualTo("provisioning-checks-too-many");
            TestProvisioning.set(
                    "UPDATE provisioning_pace SET check_window_at = now() - interval '61 minutes' WHERE endpoint_id = ?",
                    scene.endpoint());
            assertThat(post(scene.seller().get(), checks).<String>path("checkOutcome"))
                    .isEqualTo("DONE");
        }
    }

    @Test
    void whatTheEndpointTakesTimeForIsAskedHowFarItIs() {
        Scene scene = scene();
        String order = scene.accepted();
        String id = TestProvisioning.of("enterprise", order);
        AtomicInteger polls = new AtomicInteger();
        scene.server().behave(call -> switch (call.method()) {
            case "PUT" -> {
                scene.server().serve(call);
                yield Reply.of(
                        202,
                        TestProviderEndpoint.about(call)
                                .put("operation", "op-7")
                                .encode());
            }
            case "GET" ->
                Reply.of(
                        200,
                        TestProviderEndpoint.about(call)
                                .put("state", polls.incrementAndGet() < 3 ? "IN_PROGRESS" : "SUCCEEDED")
                                .encode());
            default -> scene.server().serve(call);
        });

        turn();
        assertThat(status(id)).isEqualTo("IN_PROGRESS");
        until(id, "PROVISIONED");

        assertThat(polls.get()).isEqualTo(3);
        assertThat(scene.server().asked(id)).extracting(Asked::attempt).containsOnly("1");
        assertThat(scene.server().asked(id))
                .as("signed, as all the rest")
                .extracting(Asked::operation)
                .containsExactly("", "op-7", "op-7", "op-7");
        assertThat(scene.server().services(id)).hasSize(1);
        assertThat(orderStatus(order)).isEqualTo("ACTIVE");
    }

    @Test
    void aRefusalIsShownToBothSidesAndMendedByTheProvider() {
        Scene scene = scene();
        String order = scene.accepted();
        String id = TestProvisioning.of("enterprise", order);
        scene.server()
                .behave(call -> Reply.of(
                        422,
                        new JsonObject()
                                .put("message", "配额已满\u0000\u202e " + "x".repeat(3_000))
                                .encode()));

        turn();

        Response failed = seen("enterprise", id);
        assertThat(failed.<String>path("status")).isEqualTo("FAILED");
        assertThat(failed.<String>path("outcome")).isEqualTo("REFUSED");
        assertThat(failed.<String>path("message")).startsWith("配额已满").hasSizeLessThanOrEqualTo(500);
        assertThat(failed.<List<String>>path("availableActions")).isEmpty();
        Response theirs = scene.seller().get().get(PATH + "?status=FAILED");
        assertThat(theirs.<List<String>>path("data.id")).contains(id);
        assertThat(theirs.<List<List<String>>>path("data.availableActions")).contains(List.of("RETRY", "ABANDON"));
        assertThat(scene.seller()
                        .get()
                        .get("/api/v1/work-items?limit=200&kind=PROVISIONING_REPAIR")
                        .asString())
                .contains(id);
        assertThat(orderStatus(order)).isEqualTo("ACCEPTED");
        assertThat(code(post(SignedIn.as("enterprise"), PATH + "/" + id + "/retries")))
                .isEqualTo("forbidden");
        assertThat(code(post(SignedIn.as("application"), PATH + "/" + id + "/retries")))
                .isEqualTo("provisioning-not-found");

        scene.server().behave();
        String key = UUID.randomUUID().toString();
        Supplier<Response> retry =
                () -> scene.seller().get().header("Idempotency-Key", key).post(PATH + "/" + id + "/retries");
        assertThat(retry.get().<String>path("status")).isEqualTo("PENDING");
        assertThat(retry.get().header("Idempotent-Replayed")).isEqualTo("true");
        until(id, "PROVISIONED");
        assertThat(code(post(scene.seller().get(), PATH + "/" + id + "/retries")))
                .isEqualTo("transition-not-allowed");
        assertThat(scene.server().services(id)).hasSize(1);
    }

    @Test
    void nobodyElseKnowsOfIt() {
        String id = TestProvisioning.of("enterprise", scene().accepted());

        assertThat(given().get("/api/v1/provisionings/" + id).statusCode()).isEqualTo(401);
        assertThat(SignedIn.as("enterprise2").get("/api/v1/provisionings/" + id).<String>path("code"))
                .isEqualTo("provisioning-not-found");
    }

    @Test
    void theProviderMaySeeToItByHand() {
        Scene scene = scene();
        String order = scene.accepted();
        String id = TestProvisioning.of("enterprise", order);
        String address = PATH + "/" + id + "/abandonments";
        Map<String, Object> why = Map.of("reason", "已人工开通");
        assertThat(code(TestOrders.post(scene.seller().get(), address, why))).isEqualTo("transition-not-allowed");
        scene.server().behave(call -> Reply.of(400, "{}"));
        turn();

        assertThat(TestOrders.post(scene.seller().get(), address + "?validateOnly=true", why)
                        .<Boolean>path("dryRun"))
                .isTrue();
        Response abandoned = TestOrders.post(scene.seller().get(), address, why);

        assertThat(abandoned.<String>path("status")).isEqualTo("GONE");
        assertThat(abandoned.<String>path("reason")).isEqualTo("已人工开通");
        TestOrders.activate(scene.seller().get(), order).then().statusCode(200);
        assertThat(status(id)).isEqualTo("GONE");
    }

    /** An answer that says nothing for certain. */
    private record Adversary(String name, BiFunction<TestProviderEndpoint, Asked, Reply> reply) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> adversaries() {
        return Stream.of(
                        new Adversary("an error behind its effect", (server, call) -> {
                            server.serve(call);
                            return Reply.of(503, "<html>busy</html>");
                        }),
                        new Adversary(
                                "a redirect inside",
                                (server, call) -> new Reply(
                                        307, null, Map.of("Location", "http://169.254.169.254/latest/meta-data/"))),
                        new Adversary("200 with an error", (server, call) -> {
                            server.serve(call);
                            return Reply.of(200, "{\"error\": {\"code\": 500}}");
                        }),
                        new Adversary("a conflict", (server, call) -> {
                            server.serve(call);
                            return Reply.of(409, "{\"message\": \"exists with another body\"}");
                        }),
                        new Adversary("more than anybody reads, and a connection that breaks", (server, call) -> {
                            server.serve(call);
                            return call.attempt().equals("1")
                                    ? Reply.of(201, "{\"instanceId\":\"" + " ".repeat(100_000) + "\"}")
                                    : Reply.hangUp();
                        }))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("adversaries")
    void whateverIsNotCertainLeavesNothingAndMakesNoDouble(Adversary adversary) {
        Scene scene = scene();
        TestProviderEndpoint server = scene.server();
        String order = scene.accepted();
        String id = TestProvisioning.of("enterprise", order);
        server.behave(call -> call.method().equals("PUT") ? adversary.reply().apply(server, call) : server.serve(call));

        until(id, "FAILED");

        assertThat(server.services(id)).isEmpty();
        assertThat(orderStatus(order)).isEqualTo("ACCEPTED");
        server.behave();
        post(scene.seller().get(), PATH + "/" + id + "/retries").then().statusCode(200);
        until(id, "PROVISIONED");
        assertThat(server.services(id)).hasSize(1);
        assertThat(server.most()).isOne();
        List<String> keys = server.asked(id).stream()
                .filter(call -> call.method().equals("PUT"))
                .map(Asked::key)
                .toList();
        assertThat(keys).as("a key for each time that it is asked for").doesNotHaveDuplicates();
        assertThat(orderStatus(order)).isEqualTo("ACTIVE");
    }

    @Test
    void aRemovalThatIsNotConfirmedGoesOnAndIsTheProvidersToMendInTheEnd() {
        Scene scene = scene();
        String order = scene.accepted();
        String id = TestProvisioning.of("enterprise", order);
        until(id, "PROVISIONED");
        scene.server().behave(call -> Reply.of(200, "removed, more or less"));
        endInService(scene, order);
        for (int i = 0; i < 3; i++) {
            hurry(id);
            turn();
        }
        assertThat(status(id)).isEqualTo("DEPROVISIONING");
        assertThat(scene.server().services(id)).hasSize(1);

        TestProvisioning.set("UPDATE provisioning SET since = now() - interval '4 days' WHERE id = ?", id);
        until(id, "STUCK");

        assertThat(scene.seller()
                        .get()
                        .get("/api/v1/work-items?limit=200&kind=PROVISIONING_REPAIR")
                        .asString())
                .contains(id);
        scene.server().behave();
        post(scene.seller().get(), PATH + "/" + id + "/retries").then().statusCode(200);
        until(id, "GONE");
        assertThat(scene.server().services(id)).isEmpty();
    }

    @Test
    void anEndpointThatHangsHoldsNobodyUpAndIsCalledByFourCallsAtMost() {
        try (Scene slow = TestProvisioning.scene()) {
            slow.server().behave(call -> Reply.hang());
            List<String> waiting = IntStream.range(0, 6)
                    .mapToObj(i -> TestProvisioning.of("enterprise", slow.accepted()))
                    .toList();
            List<Due> hanging = taken().stream()
                    .filter(due -> waiting.contains(due.provisioningId().toString()))
                    .toList();
            assertThat(hanging).hasSize(ProvisioningPace.AT_ONCE);
            hanging.forEach(due -> rounds.carryOut(due).subscribe().with(done -> {}, failure -> {}));

            String quick = TestProvisioning.of("enterprise", scene().accepted());
            turn();

            assertThat(status(quick)).isEqualTo("PROVISIONED");
            assertThat(hanging.stream().map(due -> status(due.provisioningId().toString())))
                    .containsOnly("CALLING");
            assertThat(taken().stream()
                            .filter(due -> waiting.contains(due.provisioningId().toString())))
                    .as("no more at once")
                    .isEmpty();
            hanging.forEach(due ->
                    WorkerThread.await(rounds.record(due, ProvisioningAnswer.of(ProvisioningOutcome.TIMED_OUT))));
            assertThat(status(hanging.get(0).provisioningId().toString())).isEqualTo("ROLLING_BACK");
        }
    }

    @Test
    void oneOfManyNodesMakesACall() {
        String id = TestProvisioning.of("enterprise", scene().accepted());
        List<CompletableFuture<List<Due>>> nodes = IntStream.range(0, 6)
                .mapToObj(i -> written().subscribeAsCompletionStage().toCompletableFuture())
                .toList();
        List<Due> taken = nodes.stream()
                .flatMap(each -> each.join().stream())
                .filter(due -> due.provisioningId().toString().equals(id))
                .toList();

        assertThat(taken).hasSize(1);
        WorkerThread.await(rounds.carryOut(taken.get(0)));
        WorkerThread.await(rounds.activateAll());
        assertThat(status(id)).isEqualTo("PROVISIONED");
    }

    @Test
    void nothingBeginsWhileASideIsFrozen() {
        Scene scene = scene();
        String order = scene.accepted();
        String id = TestProvisioning.of("enterprise", order);
        freeze(scene.organization().id(), true);
        try {
            turn();
            assertThat(status(id)).isEqualTo("PENDING");
            assertThat(scene.server().asked(id)).isEmpty();
        } finally {
            freeze(scene.organization().id(), false);
        }
        until(id, "PROVISIONED");
    }

    private static void freeze(String organization, boolean isFrozen) {
        TestProvisioning.set(
                "UPDATE organization SET frozen_at = "
                        + (isFrozen ? "now(), frozen_reason = '核查'" : "NULL, frozen_reason = NULL") + " WHERE id = ?",
                organization);
    }

    /** Cuts between what is written and what is called, wherever it can be cut. */
    @Test
    void whoeverStopsBetweenAskingAndWritingLeavesNoOrphanAndNoDouble() {
        Scene scene = scene();
        TestProviderEndpoint server = scene.server();
        Random random = new Random(20_260_601);
        Map<String, String> orders = new HashMap<>();
        for (int i = 0; i < 6; i++) {
            String order = scene.accepted();
            orders.put(TestProvisioning.of("enterprise", order), order);
        }
        server.behave(call -> {
            int kind = random.nextInt(10);
            if (kind == 0) {
                return Reply.hangUp();
            }
            Reply honest = server.serve(call);
            return kind == 1 ? Reply.hangUp() : kind == 2 ? Reply.of(500, "{}") : honest;
        });
        Set<String> ended = new HashSet<>();
        List<Due> late = new ArrayList<>();
        for (int round = 0; round < 14; round++) {
            List<Due> stale = List.copyOf(late);
            late.clear();
            for (Due due : taken()) {
                int kind = random.nextInt(10);
                if (kind == 0) {
                    lose(due); // Killed before the call.
                } else if (kind == 1) {
                    lose(due); // Killed behind the call; somebody else has its answer too late.
                    late.add(due);
                } else {
                    WorkerThread.await(rounds.carryOut(due));
                }
            }
            if (round % 2 == 0) {
                WorkerThread.await(rounds.activateAll());
            }
            if (round % 4 == 3) {
                orders.keySet().stream()
                        .filter(id -> !ended.contains(id))
                        .findFirst()
                        .filter(id -> end(scene, orders.get(id)))
                        .ifPresent(ended::add);
            }
            stale.forEach(due -> WorkerThread.await(rounds.carryOut(due)));
            orders.keySet().forEach(this::hurry);
        }
        server.behave();

        orders.forEach((id, order) -> {
            if (ended.contains(id)) {
                until(id, "GONE");
                assertThat(server.services(id)).as("ended").isEmpty();
                return;
            }
            for (int i = 0; i < MAX_TURNS && !Set.of("PROVISIONED", "FAILED").contains(status(id)); i++) {
                hurry(id);
                turn();
            }
            if (status(id).equals("FAILED")) {
                post(scene.seller().get(), PATH + "/" + id + "/retries").then().statusCode(200);
            }
            until(id, "PROVISIONED");
            assertThat(server.services(id)).as("living").hasSize(1);
            assertThat(orderStatus(order)).isEqualTo("ACTIVE");
        });
        assertThat(ended).isNotEmpty();
        assertThat(server.most()).isOne();
    }

    private static void lose(Due due) {
        TestProvisioning.set(
                "UPDATE provisioning SET lease_until = now() - interval '1 second', due_at = now() - interval '1 second'"
                        + " WHERE id = ?",
                due.provisioningId().toString());
    }

    private static boolean end(Scene scene, String order) {
        if (orderStatus(order).equals("ACCEPTED")) {
            TestOrders.cancel("enterprise", order).then().statusCode(200);
            return true;
        }
        endInService(scene, order);
        return true;
    }

    @Test
    void anEndpointIsRegisteredCheckedAndEnabledByItsOwner() {
        TestEnterprise owner = TestEnterprise.certified("PROVIDER", "340123", "feixi");
        Supplier<RequestSpecification> seller = () -> given().auth().oauth2(owner.token());
        try (TestProviderEndpoint server = new TestProviderEndpoint()) {
            String key = UUID.randomUUID().toString();
            Response made = keyed(seller.get(), key, server.url());
            String id = made.path("endpoint.id");
            String address = ENDPOINTS + "/" + id;

            assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
            assertThat(made.<String>path("secret")).startsWith("prsec_");
            assertThat(keyed(seller.get(), key, server.url()).<String>path("secret"))
                    .isNull();
            assertThat(code(keyed(seller.get(), key, server.url() + "/other"))).isEqualTo("idempotency-key-reused");
            assertThat(code(register(seller.get(), server.url()))).isEqualTo("provisioning-endpoint-exists");
            assertThat(seller.get().get(address).asString()).doesNotContain("prsec_");
            assertThat(code(post(seller.get(), address + "/activations"))).isEqualTo("provisioning-endpoint-unchecked");

            Response ignoring = post(seller.get(), address + "/checks");
            assertThat(ignoring.<String>path("checkOutcome")).isEqualTo("SIGNATURE_IGNORED");
            assertThat(code(post(seller.get(), address + "/activations"))).isEqualTo("provisioning-endpoint-unchecked");
            server.trust("prsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=");
            assertThat(post(seller.get(), address + "/checks").<String>path("checkOutcome"))
                    .isEqualTo("REFUSED");
            server.trust(made.path("secret"));
            assertThat(post(seller.get(), address + "/checks").<String>path("checkOutcome"))
                    .isEqualTo("DONE");

            String rotated = post(seller.get(), address + "/secret-rotations").path("secret");
            assertThat(post(seller.get(), address + "/checks").<String>path("checkOutcome"))
                    .as("the old one signs too")
                    .isEqualTo("DONE");
            server.distrustAll();
            server.trust(rotated);
            assertThat(post(seller.get(), address + "/checks").<String>path("checkOutcome"))
                    .isEqualTo("DONE");

            assertThat(post(seller.get(), address + "/activations").<String>path("status"))
                    .isEqualTo("ENABLED");
            assertThat(code(post(seller.get(), address + "/activations"))).isEqualTo("transition-not-allowed");
            String tag = seller.get().get(address).header("ETag");
            assertThat(code(patch(seller.get(), address, tag, Map.of("url", server.url() + "/other"))))
                    .isEqualTo("provisioning-endpoint-enabled");
            String offering = UUID.randomUUID().toString();
            Response changed = patch(seller.get(), address, tag, Map.of("offeringIds", List.of(offering)));
            assertThat(changed.<List<String>>path("offeringIds")).containsExactly(offering);
            assertThat(code(patch(seller.get(), address, tag, Map.of("offeringIds", List.of()))))
                    .isEqualTo("changed-meanwhile");
            assertThat(post(seller.get(), address + "/deactivations").<String>path("status"))
                    .isEqualTo("DISABLED");
            assertThat(code(post(seller.get(), address + "/deactivations"))).isEqualTo("transition-not-allowed");
            Response moved = patch(seller.get(), address, "*", Map.of("url", server.url() + "/other"));
            assertThat(moved.<String>path("checkOutcome")).isNull();

            assertThat(SignedIn.as("feixi").get(address).statusCode()).isEqualTo(200);
            for (String account : List.of("platform", "application", "wuhu")) {
                assertThat(code(SignedIn.as(account).get(address))).isEqualTo("provisioning-endpoint-not-found");
            }
            assertThat(code(post(SignedIn.as("platform"), address + "/checks")))
                    .isEqualTo("provisioning-endpoint-not-found");
            assertThat(code(post(SignedIn.as("application"), address + "/secret-rotations")))
                    .isEqualTo("provisioning-endpoint-not-found");
        }
    }

    @Test
    void addressesThatCannotBeCalledAreRefused() {
        RequestSpecification seller = SignedIn.as("application");

        for (String url : List.of(
                "ftp://provisioning.example.cn/",
                "https://user@provisioning.example.cn/",
                "https://provisioning.example.cn/#part",
                "https://provisioning.example.cn/?tenant=1",
                "provisioning.example.cn")) {
            Response refused = register(SignedIn.as("application"), url);
            assertThat(refused.statusCode()).as(url).isEqualTo(400);
            assertThat(defect(refused)).as(url).isEqualTo("provisioning-url-unfit");
        }
        assertThat(register(seller, "").statusCode()).isEqualTo(400);
        String longest = "https://provisioning.example.cn/" + "a".repeat(ProvisioningEndpointForm.LONGEST_URL - 31);
        assertThat(register(SignedIn.as("application"), longest).statusCode()).isEqualTo(400);
        assertThat(code(register(SignedIn.as("enterprise"), "https://provisioning.example.cn")))
                .isEqualTo("forbidden");
        RequestSpecification reader = given().auth().oauth2(SignedIn.narrowToken("orders:read"));
        assertThat(code(register(reader, "https://provisioning.example.cn"))).isEqualTo("scope-missing");
    }

    @Test
    void ordersOfOtherOfferingsAndOfDisabledEndpointsAreNotProvisioned() {
        Scene scene = scene();
        String address = ENDPOINTS + "/" + scene.endpoint();
        patch(
                        scene.seller().get(),
                        address,
                        "*",
                        Map.of("offeringIds", List.of(UUID.randomUUID().toString())))
                .then()
                .statusCode(200);
        try {
            assertThat(TestProvisioning.of("enterprise", scene.accepted())).isNull();
        } finally {
            patch(scene.seller().get(), address, "*", Map.of("offeringIds", List.of()))
                    .then()
                    .statusCode(200);
        }
        assertThat(TestProvisioning.of("enterprise", scene.accepted())).isNotNull();
        String placed = TestOrders.placed();
        assertThat(TestProvisioning.of("enterprise", placed)).isNull();
        assertThat(code(SignedIn.as("application").get(TestOrders.PATH + "/" + placed + "/provisioning")))
                .isEqualTo("service-order-not-found");
    }

    private static Response keyed(RequestSpecification caller, String key, String url) {
        return caller.header("Idempotency-Key", key)
                .contentType("application/json")
                .body(Map.of("url", url))
                .post(ENDPOINTS);
    }

    private static Response patch(RequestSpecification caller, String address, String tag, Map<String, Object> body) {
        return caller.header("If-Match", tag)
                .contentType("application/merge-patch+json")
                .body(body)
                .patch(address);
    }
}
