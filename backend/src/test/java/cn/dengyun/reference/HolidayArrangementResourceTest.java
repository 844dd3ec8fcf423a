package cn.dengyun.reference;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import cn.dengyun.identity.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Made-up holidays of years to come: official ones are for an administrator to put on record. */
@QuarkusTest
class HolidayArrangementResourceTest {

    private static final String PATH = "/api/v1/holiday-arrangements";
    /** Noon of a Monday in Anhui. */
    private static final Instant MONDAY = Instant.parse("2040-03-05T04:00:00Z");

    @Inject
    WorkingCalendar calendar;

    @Test
    void deadlinesFromNowOnAreCountedByTheNewestOfTheYear() {
        assertThat(calendar.after(MONDAY, 2)).isEqualTo(Instant.parse("2040-03-07T16:00:00Z"));

        record(form(2040, List.of("2040-03-07", "2040-03-06", "2040-03-07"), List.of("2040-03-10")))
                .statusCode(201)
                .header("Location", endsWith(PATH + "/2040"))
                .body("daysOff", contains("2040-03-06", "2040-03-07"))
                .body("makeUpDays", contains("2040-03-10"));
        assertThat(calendar.after(MONDAY, 2)).isEqualTo(Instant.parse("2040-03-09T16:00:00Z"));
        assertThat(calendar.after(MONDAY, 3)).isEqualTo(Instant.parse("2040-03-10T16:00:00Z"));

        record(form(2040, List.of("2040-03-06"), List.of())).statusCode(201);
        assertThat(calendar.after(MONDAY, 2)).isEqualTo(Instant.parse("2040-03-08T16:00:00Z"));
        given().get(PATH + "/2040")
                .then()
                .statusCode(200)
                .body("daysOff", contains("2040-03-06"))
                .body("document", is("测试通知"));
    }

    @Test
    void aYearIsReadByEverybodyOnceItIsOnRecord() {
        given().get(PATH + "/2041").then().statusCode(404).body("code", is("holiday-arrangement-not-found"));

        String tag = record(form(2041, List.of("2040-12-31", "2041-01-01"), List.of("2041-01-05")))
                .statusCode(201)
                .extract()
                .header("ETag");

        given().get(PATH + "/2041").then().statusCode(200).header("ETag", is(tag));
        given().header("If-None-Match", tag).get(PATH + "/2041").then().statusCode(304);
        given().get(PATH + "/soon").then().statusCode(404);
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        record(form(2042, List.of("2041-11-30", "2042-03-08"), List.of("2042-03-08", "2042-03-10", "2043-01-03")))
                .statusCode(400)
                .body(
                        "errors.pointer",
                        containsInAnyOrder("/daysOff/0", "/makeUpDays/0", "/makeUpDays/1", "/makeUpDays/2"))
                .body(
                        "errors.code",
                        containsInAnyOrder(
                                "holiday-day-outside-year",
                                "holiday-day-outside-year",
                                "holiday-day-twice",
                                "holiday-make-up-no-weekend"));
        record(form(2017, List.of(), List.of())).statusCode(400);
        given().get(PATH + "/2042").then().statusCode(404);
    }

    @Test
    void theSameRequestAgainIsAnsweredAlike() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> form = form(2043, List.of("2043-01-01"), List.of());

        String body = record("sysadmin", key, form).statusCode(201).extract().asString();

        record("sysadmin", key, form)
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .body(is(body));
        record("sysadmin", key, form(2043, List.of(), List.of())).statusCode(422);
        record("province", UUID.randomUUID().toString(), form).statusCode(403);
    }

    private static ValidatableResponse record(Map<String, Object> form) {
        return record("sysadmin", UUID.randomUUID().toString(), form);
    }

    private static ValidatableResponse record(String account, String key, Map<String, Object> form) {
        return SignedIn.as(account)
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(form)
                .post(PATH)
                .then();
    }

    private static Map<String, Object> form(int year, List<String> daysOff, List<String> makeUpDays) {
        return Map.of("year", year, "daysOff", daysOff, "makeUpDays", makeUpDays, "document", "测试通知");
    }
}
