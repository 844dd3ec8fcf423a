package cn.dengyun.trade.capacity;

import static cn.dengyun.trade.capacity.TestCapacities.book;
import static cn.dengyun.trade.capacity.TestCapacities.close;
import static cn.dengyun.trade.capacity.TestCapacities.closure;
import static cn.dengyun.trade.capacity.TestCapacities.create;
import static cn.dengyun.trade.capacity.TestCapacities.form;
import static cn.dengyun.trade.capacity.TestCapacities.hour;
import static cn.dengyun.trade.capacity.TestCapacities.laboratory;
import static cn.dengyun.trade.capacity.TestCapacities.move;
import static cn.dengyun.trade.capacity.TestCapacities.patch;
import static cn.dengyun.trade.capacity.TestCapacities.publish;
import static cn.dengyun.trade.capacity.TestCapacities.published;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.files.TestDocuments;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.provider.TestSupervision;
import cn.dengyun.trade.order.TestOrders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What providers can do for others: drawn up, published, overseen, closed for some time, and found when it is free. */
@QuarkusTest
class CapacityTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

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
        return caller.get(TestCapacities.PATH + "/" + id);
    }

    private static Response calendar(RequestSpecification caller, String id, Instant from, Instant until) {
        return caller.queryParam("from", from.toString())
                .queryParam("until", until.toString())
                .get(TestCapacities.PATH + "/" + id + "/calendar");
    }

    @Test
    void aCapacityIsDrawnUpPublishedChangedAndRetired() {
        Response made = create(platform(), form());
        String id = made.path("id");

        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        assertThat(made.header("Location")).endsWith("/capacities/" + id);
        assertThat(made.<String>path("status")).isEqualTo("DRAFT");
        assertThat(made.<List<String>>path("hindrances")).containsExactly("NOT_PUBLISHED");
        assertThat(made.<List<String>>path("availableActions")).containsExactly("EDIT", "PUBLISH", "RETIRE");
        assertThat(get(given(), id).statusCode()).isEqualTo(404);

        Response out = publish(platform(), id);
        assertThat(out.statusCode()).as(out.asString()).isEqualTo(200);
        Response seen = get(given(), id);
        assertThat(seen.<Boolean>path("bookable")).as(seen.asString()).isTrue();
        assertThat(seen.<String>path("providerName")).isNotBlank();
        assertThat(seen.<List<String>>path("availableActions")).isEmpty();
        assertThat(get(given().header("If-None-Match", seen.header("ETag")), id).statusCode())
                .isEqualTo(304);

        Response dearer = patch(platform(), id, Map.of("priceFen", 30_000));
        assertThat(dearer.<Integer>path("priceFen")).isEqualTo(30_000);
        assertThat(dearer.<List<String>>path("availableActions")).containsExactly("REVISE", "RETIRE");
        assertThat(platform()
                        .header("If-Match", seen.header("ETag"))
                        .contentType("application/merge-patch+json")
                        .body(Map.of("priceFen", 1))
                        .patch(TestCapacities.PATH + "/" + id)
                        .statusCode())
                .isEqualTo(412);

        assertThat(move(platform(), TestCapacities.PATH, id, "retirements").<String>path("status"))
                .isEqualTo("RETIRED");
        assertThat(get(given(), id).statusCode()).isEqualTo(404);
        assertThat(code(publish(platform(), id))).isEqualTo("transition-not-allowed");
        assertThat(code(patch(platform(), id, Map.of("priceFen", 1)))).isEqualTo("transition-not-allowed");
        assertThat(code(move(platform(), TestCapacities.PATH, id, "retirements")))
                .isEqualTo("transition-not-allowed");
        assertThat(code(close(platform(), id, closure(hour(30), hour(31))))).isEqualTo("transition-not-allowed");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        Map<String, Object> wrong = form();
        wrong.put("capabilityCodes", List.of("C-1", "C-9", "I-1"));
        wrong.put("regionCode", "999999");
        wrong.put("minLength", 9);
        wrong.put("openingHours", List.of("Mo 08:00-18:00", "Tu 18:00-08:00"));
        wrong.put("closedDays", List.of("2030-02-30"));
        wrong.put("mark", "CMA");

        assertThat(defects(create(platform(), wrong)))
                .containsExactlyInAnyOrder(
                        "capability-contradicts-kind",
                        "unknown-code",
                        "capability-contradicts-kind",
                        "unknown-code",
                        "capacity-lengths-crossed",
                        "opening-hours-crossed",
                        "closed-day-unknown",
                        "mark-without-testing");
        Map<String, Object> half = laboratory("2018-01-01", "2030-12-31");
        half.remove("markNumber");
        assertThat(defects(create(platform(), half))).containsExactly("mark-incomplete");
        assertThat(defects(create(platform(), laboratory("2019-01-01", "2018-01-01"))))
                .containsExactly("mark-days-crossed");
        assertThat(create(platform(), form("openingHours", List.of("Monday"))).statusCode())
                .isEqualTo(400);
        assertThat(create(platform(), form("units", 51)).statusCode()).isEqualTo(400);
    }

    @Test
    void onlyWhoIsQualifiedAndNotFrozenOffersSomething() {
        TestEnterprise seller = TestEnterprise.certified("PROVIDER", "340123", "feixi");
        RequestSpecification caller = RestAssured.given().auth().oauth2(seller.token());

        assertThat(code(create(caller, form()))).isEqualTo("provider-not-found");
        String provider = TestSupervision.asProvider(seller);
        String id = create(as(seller), form()).then().statusCode(201).extract().path("id");
        publish(as(seller), id).then().statusCode(200);
        assertThat(create(SignedIn.as("enterprise"), form()).statusCode()).isEqualTo(403);

        TestSupervision.imposed(provider);
        assertThat(code(create(as(seller), form()))).isEqualTo("provider-not-qualified");
        assertThat(code(patch(as(seller), id, Map.of("priceFen", 1)))).isEqualTo("provider-not-qualified");
        assertThat(code(book(SignedIn.as("enterprise"), id, hour(48), hour(50))))
                .isIn("provider-not-qualified", "capacity-not-found");
        TestOrders.post("feixi", seller.path() + "/freezes", Map.of("reason", "核查"))
                .then()
                .statusCode(200);
        assertThat(code(create(as(seller), form()))).isEqualTo("organization-frozen");
    }

    private static RequestSpecification as(TestEnterprise organization) {
        return RestAssured.given().auth().oauth2(organization.token());
    }

    @Test
    void aLaboratoryWithoutAQualificationThatHoldsIsShownAndNotBooked() {
        String over = published(laboratory("2018-01-01", "2018-12-31"));
        Map<String, Object> bare = form("kind", "TESTING");
        bare.put("capabilityCodes", List.of("C-3"));
        String without = published(bare);
        String fit = published(
                laboratory("2018-01-01", LocalDate.now(ZONE).plusDays(10).toString()));

        assertThat(get(given(), over).<List<String>>path("hindrances")).containsExactly("MARK_NOT_IN_FORCE");
        assertThat(get(given(), without).<List<String>>path("hindrances")).containsExactly("MARK_MISSING");
        assertThat(get(given(), fit).<Boolean>path("bookable")).isTrue();
        for (String each : List.of(over, without)) {
            assertThat(code(book(SignedIn.as("enterprise"), each, hour(48), hour(50))))
                    .isEqualTo("capacity-not-bookable");
            Response calendar = calendar(given(), each, hour(0), hour(72));
            assertThat(calendar.<Boolean>path("bookable")).isFalse();
            assertThat(calendar.<List<Object>>path("free")).isEmpty();
        }
        assertThat(defects(book(SignedIn.as("enterprise"), fit, hour(24 * 12), hour(24 * 12 + 1))))
                .containsExactly("slot-beyond-mark");
        assertThat(ids("mark=CMA&kind=TESTING")).contains(fit, over).doesNotContain(without);
        assertThat(code(patch(platform(), without, Map.of("markNumber", "1")))).isEqualTo("invalid-request");
    }

    @Test
    void theAuthorityOfItsPlaceSuspendsAndReinstates() {
        String id = published();

        assertThat(move(SignedIn.as("wuhu"), TestCapacities.PATH, id, "suspensions")
                        .statusCode())
                .isEqualTo(403);
        assertThat(move(platform(), TestCapacities.PATH, id, "suspensions").statusCode())
                .isEqualTo(403);
        Response off = move(SignedIn.as("feixi"), TestCapacities.PATH, id, "suspensions");
        assertThat(off.<String>path("status")).as(off.asString()).isEqualTo("SUSPENDED");
        assertThat(off.<List<String>>path("availableActions")).containsExactly("REINSTATE");
        assertThat(get(given(), id).statusCode()).isEqualTo(404);
        assertThat(get(platform(), id).<String>path("reason")).isEqualTo("情况有变");
        assertThat(code(patch(platform(), id, Map.of("priceFen", 1)))).isEqualTo("transition-not-allowed");
        assertThat(code(move(SignedIn.as("feixi"), TestCapacities.PATH, id, "suspensions")))
                .isEqualTo("transition-not-allowed");
        assertThat(move(SignedIn.as("wuhu"), TestCapacities.PATH, id, "reinstatements")
                        .statusCode())
                .isEqualTo(404);
        assertThat(move(SignedIn.as("hefei"), TestCapacities.PATH, id, "reinstatements")
                        .<String>path("status"))
                .isEqualTo("PUBLISHED");
        assertThat(code(move(SignedIn.as("hefei"), TestCapacities.PATH, id, "reinstatements")))
                .isEqualTo("transition-not-allowed");
        assertThat(get(given(), id).<String>path("reason"))
                .as("between the provider and the authority")
                .isNull();
        assertThat(get(platform(), id).<String>path("reason")).isEqualTo("情况有变");
        assertThat(get(SignedIn.as("feixi"), id).<String>path("reason")).isEqualTo("情况有变");
    }

    @Test
    void strangersAreToldOfNoDraftAndChangeNothing() {
        String draft = TestCapacities.drawnUp();
        String known = published();

        for (String stranger : List.of("application", "enterprise", "wuhu")) {
            assertThat(get(SignedIn.as(stranger), draft).statusCode())
                    .as(stranger)
                    .isEqualTo(404);
        }
        for (String overseer : List.of("platform", "feixi", "province", "auditor")) {
            assertThat(get(SignedIn.as(overseer), draft).statusCode())
                    .as(overseer)
                    .isEqualTo(200);
        }
        RequestSpecification stranger = SignedIn.as("application");
        assertThat(publish(stranger, draft).statusCode()).isEqualTo(404);
        assertThat(code(patch(SignedIn.as("application"), known, Map.of("priceFen", 1))))
                .isEqualTo("not-yours");
        assertThat(code(move(SignedIn.as("application"), TestCapacities.PATH, known, "retirements")))
                .isEqualTo("not-yours");
        assertThat(code(close(SignedIn.as("application"), known, closure(hour(30), hour(31)))))
                .isEqualTo("not-yours");
        assertThat(SignedIn.as("application")
                        .get(TestCapacities.PATH + "/" + known + "/closures")
                        .statusCode())
                .isEqualTo(403);
        assertThat(SignedIn.as("application")
                        .get(TestCapacities.PATH + "/" + known + "/documents")
                        .statusCode())
                .isEqualTo(404);
        RequestSpecification reader = given().auth().oauth2(SignedIn.narrowToken("catalogue:read"));
        assertThat(create(reader, form()).statusCode()).isEqualTo(403);
        RequestSpecification writer = given().auth().oauth2(SignedIn.narrowToken("catalogue:write"));
        assertThat(create(writer, form()).statusCode()).isEqualTo(201);
        assertThat(platform().get(TestCapacities.PATH + "?cursor=nonsense").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aRepeatedRequestIsOneAndADryRunMakesNothing() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> form = form();

        Response first = keyed(key, form);

        assertThat(keyed(key, form).<String>path("id")).isEqualTo(first.path("id"));
        assertThat(code(keyed(key, form()))).isEqualTo("idempotency-key-reused");
        assertThat(TestOrders.post(platform(), TestCapacities.PATH + "?validateOnly=true", form)
                        .<Boolean>path("dryRun"))
                .isTrue();
    }

    private static Response keyed(String key, Map<String, Object> form) {
        return platform()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(form)
                .post(TestCapacities.PATH);
    }

    @Test
    void itIsFreeWhileItIsOpenAndNeitherBookedNorClosed() {
        ZonedDateTime day = ZonedDateTime.now(ZONE).truncatedTo(ChronoUnit.DAYS).plusDays(3);
        String weekday = List.of("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
                .get(day.getDayOfWeek().getValue() - 1);
        Map<String, Object> form = form("units", 2);
        form.put("openingHours", List.of(weekday + " 08:00-12:00", weekday + " 13:00-18:00"));
        String id = published(form);
        book(SignedIn.as("enterprise"), id, at(day, 9), at(day, 11)).then().statusCode(201);
        Map<String, Object> ofSecond = closure(at(day, 14), at(day, 15));
        ofSecond.put("unitNumber", 2);
        close(platform(), id, ofSecond).then().statusCode(201);
        close(platform(), id, closure(at(day, 17), at(day, 20))).then().statusCode(201);

        Response seen = calendar(given(), id, at(day, 0), at(day, 24));

        assertThat(seen.<String>path("zone")).isEqualTo("Asia/Shanghai");
        List<Map<String, Object>> free = seen.path("free");
        assertThat(free.stream()
                        .map(each -> hourOf(each.get("startsAt")) + "-" + hourOf(each.get("endsAt")) + " "
                                + each.get("units"))
                        .toList())
                .as(seen.asString())
                .containsExactly("8-9 1", "8-12 1", "11-12 1", "13-14 1", "13-17 1", "15-17 1");
        assertThat(seen.asString()).doesNotContain("合肥");
        assertThat(ids(free(at(day, 9), at(day, 11)))).contains(id);
        assertThat(ids(free(at(day, 12), at(day, 13)))).doesNotContain(id);
        assertThat(ids(free(at(day, 16), at(day, 18)))).doesNotContain(id);
        assertThat(ids(free(at(day, 14), at(day, 15)))).contains(id);
        book(SignedIn.as("enterprise"), id, at(day, 10), at(day, 12)).then().statusCode(201);
        assertThat(ids(free(at(day, 9), at(day, 11)))).doesNotContain(id);
        assertThat(calendar(given(), id, hour(2), hour(2)).statusCode()).isEqualTo(400);
        assertThat(calendar(given(), id, hour(0), hour(24 * 32)).statusCode()).isEqualTo(400);
        assertThat(given().get(TestCapacities.PATH + "?freeFrom=" + hour(3)).statusCode())
                .isEqualTo(400);
        assertThat(get(given(), id + "/calendar").<List<Object>>path("free")).isNotEmpty();
    }

    private static String free(Instant from, Instant until) {
        return "freeFrom=" + from + "&freeUntil=" + until;
    }

    private static Instant at(ZonedDateTime day, int hour) {
        return day.plusHours(hour).toInstant();
    }

    private static int hourOf(Object moment) {
        return Instant.parse(moment.toString()).atZone(ZONE).getHour();
    }

    private static List<String> ids(String query) {
        return given().get(TestCapacities.PATH + "?limit=200&" + query).path("data.id");
    }

    @Test
    void whatIsBookedIsNeverLeftOutside() {
        String id = published(form("units", 2));
        String slot = TestCapacities.held(SignedIn.as("enterprise"), id, 48);
        Map<String, Object> first = closure(hour(49), hour(60));
        first.put("unitNumber", 1);

        assertThat(code(close(platform(), id, closure(hour(40), hour(49))))).isEqualTo("capacity-booked");
        assertThat(code(close(platform(), id, first))).isEqualTo("capacity-booked");
        first.put("unitNumber", 2);
        Response second = close(platform(), id, first);
        assertThat(second.statusCode()).as(second.asString()).isEqualTo(201);
        assertThat(close(platform(), id, closure(hour(50), hour(52))).statusCode())
                .isEqualTo(201);
        LocalDate day = hour(48).atZone(ZONE).toLocalDate();
        assertThat(code(patch(platform(), id, Map.of("closedDays", List.of(day.toString())))))
                .isEqualTo("capacity-booked");
        assertThat(patch(platform(), id, Map.of("units", 1)).statusCode()).isEqualTo(200);
        assertThat(code(move(platform(), TestCapacities.PATH, id, "retirements")))
                .isEqualTo("capacity-booked");
        assertThat(TestCapacities.cancel(SignedIn.as("enterprise"), slot).statusCode())
                .isEqualTo(200);
        assertThat(move(platform(), TestCapacities.PATH, id, "retirements").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aLaboratoryKeepsItsMarkForWhatIsBooked() {
        LocalDate today = LocalDate.now(ZONE);
        String id = published(laboratory("2018-01-01", today.plusDays(30).toString()));
        String slot = TestCapacities.held(SignedIn.as("enterprise"), id, 240);

        Response seen = TestCapacities.get(SignedIn.as("enterprise"), slot);
        assertThat(seen.<String>path("kind")).isEqualTo("TESTING");
        assertThat(seen.<String>path("mark")).isEqualTo("CMA");
        assertThat(seen.<String>path("markNumber")).isEqualTo("181200340123");
        assertThat(code(patch(
                        platform(), id, Map.of("markUntil", today.plusDays(5).toString()))))
                .isEqualTo("capacity-booked");
        assertThat(patch(platform(), id, Map.of("markUntil", today.plusDays(20).toString()))
                        .statusCode())
                .isEqualTo(200);
        TestCapacities.set("UPDATE capacity SET mark_until = current_date + 5 WHERE id = ?", id);
        assertThat(code(TestCapacities.confirm(platform(), slot))).isEqualTo("capacity-not-bookable");
    }

    @Test
    void aLaboratoryBecomesNothingElseWhileItIsBooked() {
        String id = published(
                laboratory("2018-01-01", LocalDate.now(ZONE).plusDays(30).toString()));
        String slot = TestCapacities.held(SignedIn.as("enterprise"), id, 240);
        Map<String, Object> machine = new HashMap<>(Map.of("kind", "MANUFACTURING", "capabilityCodes", List.of("C-2")));
        for (String field : List.of("mark", "markNumber", "markFrom", "markUntil")) {
            machine.put(field, null);
        }

        assertThat(code(patch(platform(), id, machine))).isEqualTo("capacity-booked");
        assertThat(code(patch(platform(), id, Map.of("markNumber", "181200340999"))))
                .isEqualTo("capacity-booked");
        TestCapacities.set("UPDATE capacity SET mark_number = '181200340999' WHERE id = ?", id);
        assertThat(code(TestCapacities.confirm(platform(), slot))).isEqualTo("capacity-not-bookable");
        TestCapacities.cancel(SignedIn.as("enterprise"), slot).then().statusCode(200);
        assertThat(patch(platform(), id, machine).statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNextFreeCanBeBookedAsFarAsTheMarkGoes() {
        String id = published(
                laboratory("2018-01-01", LocalDate.now(ZONE).plusDays(3).toString()));
        TestCapacities.held(SignedIn.as("enterprise"), id, 48);
        close(platform(), id, closure(hour(50), hour(120))).then().statusCode(201);

        assertThat(code(book(SignedIn.as("enterprise"), id, hour(48), hour(50))))
                .isEqualTo("capacity-taken-throughout");
        List<String> ends = calendar(given(), id, hour(0), hour(240)).path("free.endsAt");
        assertThat(ends)
                .isNotEmpty()
                .allSatisfy(end -> assertThat(Instant.parse(end)).isBefore(hour(120)));
        assertThat(ids(free(hour(30), hour(32)))).contains(id);
        assertThat(ids(free(hour(200), hour(202)))).doesNotContain(id);
    }

    @Test
    void timeIsClosedAndOpenedAgain() {
        String id = published();
        Response closed = close(platform(), id, closure(hour(48), hour(50)));
        String closure = closed.path("id");

        assertThat(closed.statusCode()).as(closed.asString()).isEqualTo(201);
        assertThat(code(book(SignedIn.as("enterprise"), id, hour(49), hour(51))))
                .isEqualTo("capacity-taken");
        assertThat(platform().get(TestCapacities.PATH + "/" + id + "/closures").<List<String>>path("data.id"))
                .containsExactly(closure);
        assertThat(code(lift("application", closure))).isEqualTo("capacity-closure-not-found");
        assertThat(code(lift("platform", UUID.randomUUID().toString()))).isEqualTo("capacity-closure-not-found");
        assertThat(lift("platform", closure).<String>path("liftedAt")).isNotBlank();
        assertThat(code(lift("platform", closure))).isEqualTo("closure-lifted");
        assertThat(book(SignedIn.as("enterprise"), id, hour(49), hour(51)).statusCode())
                .isEqualTo(201);

        Map<String, Object> wrong =
                closure(hour(-5).plusSeconds(60), hour(24 * 366).plusSeconds(60));
        wrong.put("unitNumber", 2);
        assertThat(defects(close(platform(), id, wrong)))
                .containsExactlyInAnyOrder(
                        "moment-not-on-the-hour",
                        "moment-not-on-the-hour",
                        "closure-in-the-past",
                        "closure-end-unfit",
                        "unit-unknown");
        TestCapacities.set(
                "INSERT INTO capacity_closure (id, capacity_id, starts_at, ends_at, reason, created_by, created_at)"
                        + " SELECT gen_random_uuid(), id, now() + n * interval '1 day', now() + n * interval '1 day'"
                        + " + interval '1 hour', '检修', created_by, now() FROM capacity, generate_series(100, 299) n"
                        + " WHERE id = ?",
                id);
        assertThat(code(close(platform(), id, closure(hour(60), hour(61))))).isEqualTo("closures-too-many");
    }

    private static Response lift(String account, String closure) {
        return SignedIn.as(account)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(TestCapacities.CLOSURES + "/" + closure + "/liftings");
    }

    @Test
    void aProviderPutsWhatProvesTheQualificationOnIt() {
        String id = TestCapacities.drawnUp();
        String file = TestDocuments.sent(platform(), "资质证书.pdf", "application/pdf", TestDocuments.aPdf());

        Response put = TestOrders.post(
                platform(),
                TestCapacities.PATH + "/" + id + "/documents",
                TestDocuments.of(file, "QUALIFICATION", "RECORD"));

        assertThat(put.statusCode()).as(put.asString()).isEqualTo(201);
        assertThat(SignedIn.as("feixi")
                        .get(TestCapacities.PATH + "/" + id + "/documents")
                        .<List<String>>path("data.id"))
                .containsExactly(put.<String>path("id"));
        move(platform(), TestCapacities.PATH, id, "retirements").then().statusCode(200);
        assertThat(code(TestOrders.post(
                        platform(),
                        TestCapacities.PATH + "/" + id + "/documents",
                        TestDocuments.of(
                                TestDocuments.sent(platform(), "b.pdf", "application/pdf", TestDocuments.aPdf()),
                                "QUALIFICATION",
                                "RECORD"))))
                .isEqualTo("document-record-closed");
    }

    @Test
    void listsAreFilteredAndAProviderHasOnlySoMany() {
        Map<String, Object> form = form();
        String id = published(form);
        String name = form.get("name").toString();
        String other = published();

        String query = "kind=MANUFACTURING&capability=C-2&regionCode=340100&status=PUBLISHED&q="
                + name.substring(name.length() - 12) + "&providerId=01900000-0000-7000-8000-000000000001";
        assertThat(ids(query)).containsExactly(id);
        assertThat(ids(query.replace("340100", "340200"))).isEmpty();
        assertThat(ids(query.replace("C-2", "C-3"))).isEmpty();
        assertThat(ids("q=machining centre")).contains(other);

        TestEnterprise seller = TestEnterprise.certified("PROVIDER", "340123", "feixi");
        TestSupervision.asProvider(seller);
        String first =
                create(as(seller), form()).then().statusCode(201).extract().path("id");
        TestCapacities.set(
                "INSERT INTO capacity SELECT (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid()))).*"
                        + " FROM capacity c, generate_series(1, 499) WHERE id = ?",
                first);
        assertThat(code(create(as(seller), form()))).isEqualTo("capacities-too-many");
    }
}
