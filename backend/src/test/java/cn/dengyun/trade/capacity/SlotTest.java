package cn.dengyun.trade.capacity;

import static cn.dengyun.trade.capacity.TestCapacities.book;
import static cn.dengyun.trade.capacity.TestCapacities.cancel;
import static cn.dengyun.trade.capacity.TestCapacities.confirm;
import static cn.dengyun.trade.capacity.TestCapacities.form;
import static cn.dengyun.trade.capacity.TestCapacities.held;
import static cn.dengyun.trade.capacity.TestCapacities.hour;
import static cn.dengyun.trade.capacity.TestCapacities.published;
import static cn.dengyun.trade.capacity.TestCapacities.say;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.provider.TestSupervision;
import cn.dengyun.trade.order.TestOrders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Slots of capacities: booked once whoever asks at once, answered, cancelled, rendered or not. */
@QuarkusTest
class SlotTest {

    private static final int CLIENTS = 64;

    private static TestEnterprise buyer;

    @Inject
    SlotRounds rounds;

    @Inject
    Pool pool;

    /** Certified, and shared by all tests: each books a capacity of its own. */
    private static RequestSpecification enterprise() {
        if (buyer == null) {
            buyer = TestEnterprise.certified("340123", "feixi");
        }
        return as(buyer);
    }

    private static RequestSpecification as(TestEnterprise organization) {
        return RestAssured.given().auth().oauth2(organization.token());
    }

    private static RequestSpecification platform() {
        return SignedIn.as("platform");
    }

    private static String code(Response answer) {
        return answer.path("code");
    }

    private static List<String> defects(Response answer) {
        return answer.path("errors.code");
    }

    private static Response get(RequestSpecification caller, String id) {
        return TestCapacities.get(caller, id);
    }

    private static String status(String id) {
        return get(SignedIn.as("province"), id).path("status");
    }

    private static String end(String id) {
        return get(SignedIn.as("province"), id).path("endedBy");
    }

    private static Response move(RequestSpecification caller, String id, String what) {
        return TestCapacities.move(caller, TestCapacities.SLOTS, id, what);
    }

    @Test
    void ofManyClientsThatBookOneMachineAtOnceAsManySucceedAsFit() {
        String machine = published();
        List<TestEnterprise> buyers = IntStream.range(0, 4)
                .mapToObj(i -> TestEnterprise.certified("340123", "feixi"))
                .toList();
        int fit = 8;
        List<Supplier<Response>> calls = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            RequestSpecification caller = as(buyers.get(i % buyers.size()));
            Instant start = hour(48L + i / buyers.size() % fit);
            calls.add(() -> book(caller, machine, start, start.plus(Duration.ofHours(1))));
        }

        List<Response> answers = together(calls);

        assertThat(answers).filteredOn(each -> each.statusCode() == 201).hasSize(fit);
        assertThat(answers)
                .filteredOn(each -> each.statusCode() != 201)
                .allSatisfy(each -> assertThat(code(each)).as(each.asString()).isEqualTo("capacity-taken"));
        assertThat(number(
                        "SELECT count(*) FROM capacity_slot a JOIN capacity_slot b ON a.capacity_id = b.capacity_id"
                                + " AND a.unit_number = b.unit_number AND a.id < b.id"
                                + " AND tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)"
                                + " WHERE a.capacity_id = $1",
                        UUID.fromString(machine)))
                .isZero();
        assertThat(number(
                        "SELECT count(*) FROM capacity_slot WHERE capacity_id = $1 AND status = 'HELD'",
                        UUID.fromString(machine)))
                .isEqualTo(fit);
    }

    @Test
    void equalUnitsAreTakenFromTheLowestOnUntilNoneIsLeft() {
        String machines = published(form("units", 3));
        List<Supplier<Response>> calls = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            RequestSpecification caller = enterprise();
            calls.add(() -> book(caller, machines, hour(48), hour(50)));
        }

        List<Response> answers = together(calls);

        assertThat(answers.stream()
                        .filter(each -> each.statusCode() == 201)
                        .map(each -> each.<Integer>path("unitNumber")))
                .containsExactlyInAnyOrder(1, 2, 3);
        assertThat(answers)
                .filteredOn(each -> each.statusCode() != 201)
                .allSatisfy(each -> assertThat(code(each)).as(each.asString()).isEqualTo("capacity-taken"));
    }

    @Test
    void aSlotIsBookedConfirmedAndRendered() {
        Response booked = TestOrders.post(
                enterprise(),
                TestCapacities.SLOTS,
                with(TestCapacities.wanted(published(), hour(48), hour(52)), "note", "12 件试样"));
        String id = booked.path("id");

        assertThat(booked.statusCode()).as(booked.asString()).isEqualTo(201);
        assertThat(booked.<String>path("status")).isEqualTo("HELD");
        assertThat(booked.<Integer>path("length")).isEqualTo(4);
        assertThat(booked.<Integer>path("priceFen")).isEqualTo(4 * TestCapacities.PRICE);
        assertThat(Instant.parse(booked.path("freeUntil"))).isEqualTo(hour(48 - TestCapacities.LEAD_HOURS));
        assertThat(Instant.parse(booked.path("dueAt"))).isBeforeOrEqualTo(hour(48));
        assertThat(booked.<List<String>>path("availableActions")).containsExactly("CANCEL");
        assertThat(get(platform(), id).<List<String>>path("availableActions")).containsExactly("CONFIRM", "DECLINE");

        Response confirmed = confirm(platform(), id);
        assertThat(confirmed.<String>path("status")).as(confirmed.asString()).isEqualTo("CONFIRMED");
        assertThat(code(confirm(platform(), id))).isEqualTo("transition-not-allowed");
        assertThat(code(move(platform(), id, "declines"))).isEqualTo("transition-not-allowed");
        assertThat(code(say(enterprise(), id, "completions"))).isEqualTo("slot-not-over");
        assertThat(code(move(platform(), id, "no-shows"))).isEqualTo("slot-not-over");
        TestCapacities.end(id);
        assertThat(code(cancel(enterprise(), id))).isEqualTo("slot-over");
        Response seen = get(enterprise(), id);
        assertThat(seen.<List<String>>path("availableActions")).containsExactly("COMPLETE");
        assertThat(get(enterprise().header("If-None-Match", seen.header("ETag")), id)
                        .statusCode())
                .isEqualTo(304);
        assertThat(end(id)).isNull();
        assertThat(say(enterprise(), id, "completions").<String>path("status")).isEqualTo("COMPLETED");
        assertThat(end(id)).isEqualTo("COMPLETED");
        assertThat(code(move(platform(), id, "no-shows"))).isEqualTo("transition-not-allowed");
        assertThat(number("SELECT count(*) FROM audit_entry WHERE subject LIKE '%' || $1", id))
                .isEqualTo(3);
    }

    private static Map<String, Object> with(Map<String, Object> wanted, String field, Object value) {
        wanted.put(field, value);
        return wanted;
    }

    @Test
    void whoDoesNotComeIsReportedAndWhatIsDeclinedIsFreeAgain() {
        String machine = published();
        String missed = held(enterprise(), machine, 48);
        confirm(platform(), missed).then().statusCode(200);
        TestCapacities.end(missed);

        assertThat(move(platform(), missed, "no-shows").<String>path("status")).isEqualTo("NO_SHOW");
        assertThat(end(missed)).isEqualTo("NO_SHOW");
        String declined = held(enterprise(), machine, 48);
        assertThat(code(book(enterprise(), machine, hour(48), hour(50)))).isEqualTo("capacity-taken");
        assertThat(move(platform(), declined, "declines").<String>path("status"))
                .isEqualTo("DECLINED");
        assertThat(end(declined)).isEqualTo("DECLINED");
        assertThat(book(enterprise(), machine, hour(48), hour(50)).statusCode()).isEqualTo(201);
    }

    @Test
    void whoComesTooLateIsToldWhenItIsNextFree() {
        Map<String, Object> form = form();
        form.put("maxLength", 720);
        String machine = published(form);
        held(enterprise(), machine, 48);
        held(enterprise(), machine, 51);

        Response taken = book(enterprise().header("Accept-Language", "en"), machine, hour(49), hour(51));

        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(code(taken)).isEqualTo("capacity-taken");
        assertThat(taken.<String>path("detail"))
                .as(taken.asString())
                .contains(hour(53).toString(), hour(55).toString());
        assertThat(book(enterprise(), machine, hour(53), hour(55)).statusCode()).isEqualTo(201);
        // Of the longest possible there is no second within a year when each month has an hour that is closed.
        TestCapacities.set(
                "INSERT INTO capacity_closure (id, capacity_id, starts_at, ends_at, reason, created_by, created_at)"
                        + " SELECT gen_random_uuid(), id, date_trunc('hour', now()) + n * interval '20 days',"
                        + " date_trunc('hour', now()) + n * interval '20 days' + interval '1 hour', '检修', created_by,"
                        + " now() FROM capacity, generate_series(1, 19) n WHERE id = ?",
                machine);
        assertThat(code(book(enterprise(), machine, hour(72), hour(72 + 720)))).isEqualTo("capacity-taken-throughout");
    }

    @Test
    void allThatIsWrongWithATimeIsSaid() {
        String machine = published();

        assertThat(defects(book(
                        enterprise(),
                        machine,
                        hour(2).plusSeconds(60),
                        hour(24 * 366).plusSeconds(60))))
                .containsExactlyInAnyOrder(
                        "moment-not-on-the-hour", "moment-not-on-the-hour", "slot-too-soon", "slot-too-far");
        assertThat(defects(book(enterprise(), machine, hour(48), hour(57)))).containsExactly("slot-length-unfit");
        assertThat(defects(book(enterprise(), machine, hour(48), hour(48)))).containsExactly("slot-length-unfit");
        assertThat(code(book(enterprise(), UUID.randomUUID().toString(), hour(48), hour(49))))
                .isEqualTo("capacity-not-found");
        assertThat(code(book(enterprise(), TestCapacities.drawnUp(), hour(48), hour(49))))
                .isEqualTo("capacity-not-found");
    }

    @Test
    void whatIsBookedByTheDayBeginsAtMidnight() {
        Map<String, Object> form = form("bookedBy", "DAY");
        form.put("kind", "DESIGN");
        form.put("capabilityCodes", List.of("C-1"));
        String team = published(form);
        Instant midnight = BookingUnit.DAY.up(hour(48));

        Response booked = book(enterprise(), team, midnight, midnight.plus(Duration.ofDays(3)));

        assertThat(booked.statusCode()).as(booked.asString()).isEqualTo(201);
        assertThat(booked.<Integer>path("length")).isEqualTo(3);
        assertThat(defects(book(enterprise(), team, midnight.plusSeconds(3_600), midnight.plus(Duration.ofDays(4)))))
                .containsExactly("moment-not-at-midnight");
    }

    @Test
    void theEnterpriseCancelsForFreeAndLaterWithConsent() {
        String machine = published();
        String early = held(enterprise(), machine, 48);
        confirm(platform(), early).then().statusCode(200);
        assertThat(cancel(enterprise(), early).<String>path("status")).isEqualTo("CANCELLED");
        assertThat(code(cancel(enterprise(), early))).isEqualTo("transition-not-allowed");
        assertThat(end(early)).isEqualTo("CANCELLED");

        String late = held(enterprise(), machine, 48);
        confirm(platform(), late).then().statusCode(200);
        assertThat(code(say(platform(), late, "cancellation-consents"))).isEqualTo("transition-not-allowed");
        assertThat(code(move(platform(), late, "cancellation-refusals"))).isEqualTo("transition-not-allowed");
        TestCapacities.late(late);
        Response asked = cancel(enterprise(), late);
        assertThat(asked.<String>path("status")).as(asked.asString()).isEqualTo("CANCELLATION_ASKED");
        assertThat(code(book(enterprise(), machine, hour(48), hour(49)))).isEqualTo("capacity-taken");
        assertThat(move(platform(), late, "cancellation-refusals").<String>path("status"))
                .isEqualTo("CONFIRMED");
        cancel(enterprise(), late).then().statusCode(200);
        assertThat(say(platform(), late, "cancellation-consents").<String>path("status"))
                .isEqualTo("CANCELLED");

        assertThat(end(late)).isEqualTo("CONSENTED");
        String off = held(enterprise(), machine, 48);
        assertThat(code(cancel(platform(), off))).isEqualTo("transition-not-allowed");
        confirm(platform(), off).then().statusCode(200);
        Response called = cancel(platform(), off);
        assertThat(called.<String>path("status")).isEqualTo("CANCELLED");
        assertThat(called.<String>path("reason")).isEqualTo("情况有变");
        assertThat(called.<String>path("endedBy")).isEqualTo("CALLED_OFF");
    }

    @Test
    void theClockExpiresWhatNobodyAnsweredAndOthersBookItBeforeThatIsCarriedOut() {
        String machine = published();
        String held = held(enterprise(), machine, 48);
        TestCapacities.overdue(held);

        assertThat(status(held)).isEqualTo("EXPIRED");
        assertThat(end(held)).isEqualTo("EXPIRED");
        assertThat(code(confirm(platform(), held))).isEqualTo("transition-not-allowed");
        assertThat(ids("status=EXPIRED&capacityId=" + machine)).containsExactly(held);
        String next = held(enterprise(), machine, 48);
        assertThat(get(enterprise(), held).<Integer>path("version")).isEqualTo(1);

        TestCapacities.overdue(next);
        WorkerThread.await(rounds.round());
        assertThat(number("SELECT count(*) FROM capacity_slot WHERE id = $1 AND status = 'EXPIRED'", uuid(next)))
                .isOne();

        String asked = held(enterprise(), machine, 60);
        confirm(platform(), asked).then().statusCode(200);
        TestCapacities.late(asked);
        cancel(enterprise(), asked).then().statusCode(200);
        TestCapacities.end(asked);
        WorkerThread.await(rounds.round());
        assertThat(number("SELECT count(*) FROM capacity_slot WHERE id = $1 AND status = 'CONFIRMED'", uuid(asked)))
                .isOne();
        TestCapacities.overdue(asked);
        assertThat(status(asked)).isEqualTo("COMPLETED");
        assertThat(end(asked)).isEqualTo("CLOSED");
        WorkerThread.await(rounds.round());
        assertThat(number("SELECT count(*) FROM capacity_slot WHERE id = $1 AND status = 'COMPLETED'", uuid(asked)))
                .isOne();
    }

    private static UUID uuid(String id) {
        return UUID.fromString(id);
    }

    private static List<String> ids(String query) {
        return platform().get(TestCapacities.SLOTS + "?" + query).path("data.id");
    }

    @Test
    void aSlotForAnOrderIsFreedWhenThatEnds() {
        String machine = published();
        String order = TestOrders.begun();
        RequestSpecification buyer = SignedIn.as("enterprise");
        Map<String, Object> wanted = with(TestCapacities.wanted(machine, hour(48), hour(50)), "orderId", order);

        assertThat(defects(TestOrders.post(enterprise(), TestCapacities.SLOTS, wanted)))
                .as("of another enterprise")
                .containsExactly("slot-order-unfit");
        Response booked = TestOrders.post(buyer, TestCapacities.SLOTS, wanted);
        String id = booked.path("id");
        assertThat(booked.statusCode()).as(booked.asString()).isEqualTo(201);
        assertThat(booked.<String>path("orderId")).isEqualTo(order);
        confirm(platform(), id).then().statusCode(200);
        assertThat(ids("orderId=" + order)).containsExactly(id);

        TestOrders.agree(platform(), TestOrders.proposed("enterprise", order))
                .then()
                .statusCode(200);

        assertThat(status(id)).isEqualTo("CANCELLED");
        assertThat(end(id)).isEqualTo("ORDER_ENDED");
        wanted.put("startsAt", hour(60).toString());
        wanted.put("endsAt", hour(62).toString());
        assertThat(defects(TestOrders.post(SignedIn.as("enterprise"), TestCapacities.SLOTS, wanted)))
                .containsExactly("slot-order-unfit");
        assertThat(defects(TestOrders.post(
                        SignedIn.as("enterprise"),
                        TestCapacities.SLOTS,
                        with(wanted, "orderId", UUID.randomUUID().toString()))))
                .containsExactly("slot-order-unfit");
    }

    @Test
    void aSanctionAndAFreezeFreeWhatIsNotOver() {
        TestEnterprise seller = TestEnterprise.certified("PROVIDER", "340123", "feixi");
        String provider = TestSupervision.asProvider(seller);
        String machine = TestCapacities.drawnUp(as(seller), form());
        TestCapacities.publish(as(seller), machine).then().statusCode(200);
        String waits = held(enterprise(), machine, 48);
        String confirmed = held(enterprise(), machine, 52);
        confirm(as(seller), confirmed).then().statusCode(200);
        TestEnterprise frozen = TestEnterprise.certified("340123", "feixi");
        String ofFrozen = held(as(frozen), published(), 48);

        TestSupervision.imposed(provider);
        TestOrders.post("feixi", frozen.path() + "/freezes", Map.of("reason", "核查"))
                .then()
                .statusCode(200);

        assertThat(status(waits)).isEqualTo("DECLINED");
        assertThat(status(confirmed)).isEqualTo("CANCELLED");
        assertThat(status(ofFrozen)).isEqualTo("DECLINED");
        assertThat(List.of(end(waits), end(confirmed), end(ofFrozen))).containsOnly("PARTY_BARRED");
        assertThat(code(book(as(frozen), published(), hour(48), hour(50)))).isEqualTo("organization-frozen");
    }

    @Test
    void whatIsSuspendedIsNotConfirmedAndWhatIsConfirmedStays() {
        String machine = published();
        String stays = held(enterprise(), machine, 48);
        confirm(platform(), stays).then().statusCode(200);
        String waits = held(enterprise(), machine, 52);
        TestCapacities.move(SignedIn.as("feixi"), TestCapacities.PATH, machine, "suspensions")
                .then()
                .statusCode(200);

        assertThat(code(confirm(platform(), waits))).isEqualTo("capacity-not-bookable");
        assertThat(code(book(enterprise(), machine, hour(60), hour(61)))).isEqualTo("capacity-not-found");
        assertThat(status(stays)).isEqualTo("CONFIRMED");
    }

    @Test
    void onlyTheSidesActAndStrangersAreToldOfNothing() {
        String id = held(enterprise(), published(), 48);

        for (String stranger : List.of("enterprise", "application", "wuhu")) {
            assertThat(get(SignedIn.as(stranger), id).statusCode()).as(stranger).isEqualTo(404);
        }
        for (String known : List.of("platform", "feixi", "hefei", "auditor")) {
            assertThat(get(SignedIn.as(known), id).statusCode()).as(known).isEqualTo(200);
        }
        assertThat(confirm(SignedIn.as("application"), id).statusCode()).isEqualTo(404);
        assertThat(move(SignedIn.as("application"), id, "declines").statusCode())
                .isEqualTo(404);
        assertThat(cancel(SignedIn.as("enterprise2"), id).statusCode()).isEqualTo(404);
        assertThat(say(SignedIn.as("enterprise2"), id, "completions").statusCode())
                .isEqualTo(404);
        assertThat(confirm(SignedIn.as("feixi"), id).statusCode()).isEqualTo(403);
        assertThat(given().get(TestCapacities.SLOTS).statusCode()).isEqualTo(401);
        assertThat(book(platform(), published(), hour(48), hour(49)).statusCode())
                .isEqualTo(403);
        TestEnterprise unknown = TestEnterprise.registered("340123");
        assertThat(code(book(as(unknown), published(), hour(48), hour(49)))).isEqualTo("enterprise-not-certified");
        RequestSpecification reader = given().auth().oauth2(SignedIn.narrowToken("orders:read"));
        assertThat(get(reader, id).statusCode()).isEqualTo(200);
        assertThat(confirm(given().auth().oauth2(SignedIn.narrowToken("orders:read")), id)
                        .statusCode())
                .isEqualTo(403);
        assertThat(confirm(given().auth().oauth2(SignedIn.narrowToken("orders:write")), id)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anEnterpriseHasOnlySoManyAndAKeyStandsForOne() {
        TestEnterprise eager = TestEnterprise.certified("340123", "feixi");
        String machine = published(form("units", 50));
        String key = UUID.randomUUID().toString();
        Map<String, Object> wanted = TestCapacities.wanted(machine, hour(48), hour(49));
        Response first = keyed(as(eager), key, wanted);
        assertThat(keyed(as(eager), key, wanted).<String>path("id")).isEqualTo(first.path("id"));
        assertThat(code(keyed(as(eager), key, with(wanted, "note", "另一项")))).isEqualTo("idempotency-key-reused");
        assertThat(TestOrders.post(as(eager), TestCapacities.SLOTS + "?validateOnly=true", wanted)
                        .<Boolean>path("dryRun"))
                .isTrue();

        TestCapacities.set(
                "INSERT INTO capacity_slot SELECT (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(),"
                        + " 'number', gen_random_uuid()::text, 'unit_number', 50, 'starts_at', s.starts_at + n * interval"
                        + " '1 hour', 'ends_at', s.ends_at + n * interval '1 hour'))).* FROM capacity_slot s,"
                        + " generate_series(1, 99) n WHERE id = ?",
                first.path("id"));
        assertThat(code(book(as(eager), machine, hour(48), hour(49)))).isEqualTo("capacity-slots-too-many");
        Background.settle();
    }

    @Test
    void whatIsOverTakesNoPlaceWithAProvider() {
        TestEnterprise seller = TestEnterprise.certified("PROVIDER", "340123", "feixi");
        TestSupervision.asProvider(seller);
        String machines = TestCapacities.drawnUp(as(seller), form("units", 50));
        TestCapacities.publish(as(seller), machines).then().statusCode(200);
        String one = held(enterprise(), machines, 48);
        confirm(as(seller), one).then().statusCode(200);

        copy(one, "-(n / 50 + 30)");
        assertThat(book(enterprise(), machines, hour(60), hour(62)).statusCode())
                .as("2000 are over and wait for a word")
                .isEqualTo(201);
        copy(one, "(n / 50 + 10)");
        assertThat(code(book(enterprise(), machines, hour(60), hour(62)))).isEqualTo("provider-slots-too-many");
    }

    /** Two thousand like one of two hours, of other enterprises, so many times two hours later. */
    private static void copy(String slot, String times) {
        TestCapacities.set(
                "INSERT INTO capacity_slot SELECT (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(),"
                        + " 'number', gen_random_uuid()::text, 'organization_id', gen_random_uuid(), 'unit_number',"
                        + " 1 + n % 50, 'starts_at', s.starts_at + by, 'ends_at', s.ends_at + by, 'free_until',"
                        + " s.free_until + by))).* FROM capacity_slot s, generate_series(0, 1999) n,"
                        + " LATERAL (SELECT " + times + " * interval '2 hours' AS by) moved WHERE id = ?",
                slot);
    }

    private static Response keyed(RequestSpecification caller, String key, Map<String, Object> wanted) {
        return caller.header("Idempotency-Key", key)
                .contentType("application/json")
                .body(wanted)
                .post(TestCapacities.SLOTS);
    }

    @Test
    void theDatabaseItselfRefusesAnOverlap() {
        String id = held(enterprise(), published(), 48);

        assertThat(broken(
                        "INSERT INTO capacity_slot SELECT (jsonb_populate_record(s, jsonb_build_object('id',"
                                + " gen_random_uuid(), 'number', gen_random_uuid()::text))).* FROM capacity_slot s WHERE id = ?",
                        id))
                .contains("capacity_slot_no_overlap");
    }

    private static String broken(String sql, String id) {
        try {
            TestCapacities.set(sql, id);
            return "";
        } catch (IllegalStateException e) {
            return e.getCause().getMessage();
        }
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
