package cn.dengyun.activity;

import static cn.dengyun.activity.TestActivities.PATH;
import static cn.dengyun.activity.TestActivities.at;
import static cn.dengyun.activity.TestActivities.drafted;
import static cn.dengyun.activity.TestActivities.end;
import static cn.dengyun.activity.TestActivities.form;
import static cn.dengyun.activity.TestActivities.patch;
import static cn.dengyun.activity.TestActivities.post;
import static cn.dengyun.activity.TestActivities.published;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.ParseWarning;
import cn.dengyun.identity.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Calendars read activities again and again, and have each once. */
@QuarkusTest
class ActivityCalendarTest {

    private static final String FEED = "/api/v1/feeds/activities.ics";

    @Inject
    DataSource database;

    private static Response read(String id) {
        return given().get(PATH + "/" + id + ".ics");
    }

    /** The only event of a calendar that has no more lines than an honest reader sees. */
    private static VEvent event(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        List<VEvent> events = events(answer);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private static List<VEvent> events(Response answer) {
        String text = text(answer);
        assertThat(text.lines())
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
        List<List<ParseWarning>> warnings = new ArrayList<>();
        ICalendar calendar = Biweekly.parse(text).warnings(warnings).first();
        assertThat(warnings).allSatisfy(each -> assertThat(each).isEmpty());
        return calendar.getEvents();
    }

    private static String text(Response answer) {
        return new String(answer.asByteArray(), StandardCharsets.UTF_8);
    }

    private static List<String> uids(Response answer) {
        return events(answer).stream().map(event -> event.getUid().getValue()).toList();
    }

    private static String uid(String id) {
        return id + "@activities.dengyun";
    }

    @Test
    void whateverIsChangedItIsTheSameEventWithAHigherSequence() {
        String id = published("hefei");
        VEvent first = event(read(id));
        List<Integer> sequences = new ArrayList<>(List.of(first.getSequence().getValue()));
        Instant later = first.getDateStart().getValue().toInstant().plusSeconds(3_600);

        for (Map<String, ?> change : List.of(
                Map.of(
                        "startsAt",
                        later.toString(),
                        "endsAt",
                        later.plusSeconds(60).toString()),
                Map.of("venue", "二楼会议室"),
                Map.of("title", "登云培训（改期）"),
                Map.of("capacity", 7))) {
            patch("hefei", id, change).then().statusCode(200);
            sequences.add(event(read(id)).getSequence().getValue());
        }
        VEvent moved = event(read(id));
        post("hefei", PATH + "/" + id + "/cancellations", Map.of("explanation", "场地检修"))
                .then()
                .statusCode(200);
        VEvent cancelled = event(read(id));
        sequences.add(cancelled.getSequence().getValue());

        assertThat(sequences).isSorted().doesNotHaveDuplicates();
        assertThat(List.of(first, moved, cancelled))
                .allSatisfy(event -> assertThat(event.getUid().getValue()).isEqualTo(uid(id)));
        assertThat(moved.getDateStart().getValue().toInstant()).isEqualTo(later);
        assertThat(moved.getDateEnd().getValue().toInstant()).isEqualTo(later.plusSeconds(60));
        assertThat(moved.getLocation().getValue()).isEqualTo("二楼会议室");
        assertThat(moved.getSummary().getValue()).isEqualTo("登云培训（改期）");
        assertThat(moved.getStatus().isConfirmed()).isTrue();
        assertThat(moved.getUrl().getValue()).endsWith(PATH + "/" + id);
        assertThat(moved.getOrganizer().getCommonName()).contains("合肥");
        assertThat(cancelled.getStatus().isCancelled()).isTrue();
        assertThat(cancelled.getDescription().getValue()).startsWith("场地检修");
        assertThat(uids(given().queryParam("region", "340100").get(FEED))).containsOnlyOnce(uid(id));
    }

    @Test
    void whatPeopleWroteIsTextWhateverStandsInIt() {
        Map<String, Object> says = form();
        String title = "讲座\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:伪造; a,b\\n \"x\" ^n \u2028UID:1";
        says.put("title", title);
        says.put("venue", "一楼\r\nATTACH:https://evil.example");
        says.put("onlineUrl", "https://meeting.example.org/a;b,c");
        says.put("description", "第一行\r\nEND:VCALENDAR\nBEGIN:VALARM\r" + "𠮷😀".repeat(200));
        String id = published("hefei", says);

        Response answer = read(id);
        VEvent event = event(answer);

        assertThat(event.getSummary().getValue())
                .isEqualTo("讲座 END:VEVENT BEGIN:VEVENT SUMMARY:伪造; a,b\\n \"x\" ^n  UID:1");
        assertThat(event.getLocation().getValue())
                .isEqualTo("一楼 ATTACH:https://evil.example https://meeting.example.org/a;b,c");
        assertThat(event.getDescription().getValue())
                .isEqualTo("第一行\nEND:VCALENDAR\nBEGIN:VALARM\n" + "𠮷😀".repeat(200));
        assertThat(event.getAttachments()).isEmpty();
        assertThat(event.getAlarms()).isEmpty();
        assertThat(text(answer).lines().filter(line -> line.startsWith("BEGIN:")))
                .hasSize(2);
        assertThat(text(answer).replace("\r\n", "")).doesNotContain("\n", "\r", "\u2028");
    }

    @Test
    void whoKnowsItAlreadyIsNotToldAgain() {
        String id = published("hefei");
        Response first = read(id);
        String tag = first.header("ETag");

        assertThat(first.contentType()).startsWith("text/calendar");
        assertThat(given().header("If-None-Match", tag)
                        .get(PATH + "/" + id + ".ics")
                        .statusCode())
                .isEqualTo(304);
        patch("hefei", id, Map.of("title", "另一场培训")).then().statusCode(200);
        assertThat(given().header("If-None-Match", tag)
                        .get(PATH + "/" + id + ".ics")
                        .statusCode())
                .isEqualTo(200);
        String feed = given().get(FEED).header("ETag");
        assertThat(given().header("If-None-Match", feed).get(FEED).statusCode()).isEqualTo(304);
        assertThat(given().get(FEED).header("Cache-Control")).isEqualTo("private, no-cache");
    }

    @Test
    void aDraftIsInNoCalendarAndWhatIsLongOverIsInNoFeed() {
        String draft = drafted("hefei");
        String recent = published("hefei");
        String old = published("hefei");
        String wuhu = published("wuhu");
        end(database, recent);
        at(
                database,
                old,
                "starts_at = now() - interval '33 days', ends_at = now() - interval '32 days',"
                        + " registration_opens_at = now() - interval '50 days',"
                        + " registration_closes_at = now() - interval '40 days'");

        List<String> shown = uids(given().queryParam("region", "340100").get(FEED));

        assertThat(read(draft).statusCode()).isEqualTo(404);
        assertThat(SignedIn.as("hefei").get(PATH + "/" + draft + ".ics").statusCode())
                .isEqualTo(200);
        assertThat(read(old).statusCode()).isEqualTo(200);
        assertThat(shown).contains(uid(recent)).doesNotContain(uid(draft), uid(old), uid(wuhu));
        assertThat(uids(given().get(FEED))).contains(uid(wuhu));
        assertThat(given().queryParam("region", "x").get(FEED).statusCode()).isEqualTo(400);
        assertThat(given().get(PATH + "/none.ics").statusCode()).isIn(400, 404);
        assertThat(given().get(PATH + "/" + wuhu).contentType()).startsWith("application/json");
    }
}
