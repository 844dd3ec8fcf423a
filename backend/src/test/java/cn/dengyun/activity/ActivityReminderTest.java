package cn.dengyun.activity;

import static cn.dengyun.activity.TestActivities.PATH;
import static cn.dengyun.activity.TestActivities.aPhone;
import static cn.dengyun.activity.TestActivities.at;
import static cn.dengyun.activity.TestActivities.drafted;
import static cn.dengyun.activity.TestActivities.end;
import static cn.dengyun.activity.TestActivities.patch;
import static cn.dengyun.activity.TestActivities.post;
import static cn.dengyun.activity.TestActivities.published;
import static cn.dengyun.activity.TestActivities.register;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.events.notification.TestNotifications;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.WorkerThread;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Enterprises are told what becomes of an activity that they come to, and organisers what there is to do. */
@QuarkusTest
class ActivityReminderTest {

    private static final String REGISTRATIONS = "/api/v1/activity-registrations/";

    @Inject
    DataSource database;

    @Inject
    ActivityReminders reminders;

    private static List<Object> toldTo(String account, String registration) {
        return TestNotifications.about(REGISTRATIONS + registration, SignedIn.tokenOf(account), "zh-CN").stream()
                .map(told -> told.get("occasion"))
                .toList();
    }

    /** Lets an activity begin so soon, and its registrations have been there for two days. */
    private void begins(String id, String in) throws SQLException {
        at(
                database,
                id,
                "starts_at = now() + interval '" + in + "', ends_at = now() + interval '" + in
                        + "' + interval '1 hour'," + " registration_closes_at = now()");
        seatedSince(id, "2 days");
    }

    private void seatedSince(String id, String ago) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("UPDATE activity_registration SET seated_at ="
                        + " now() - interval '" + ago + "' WHERE activity_id = ?::uuid AND status = 'SEATED'")) {
            statement.setString(1, id);
            statement.executeUpdate();
        }
    }

    private void remind() {
        WorkerThread.await(reminders.round());
    }

    @Test
    void whoHasASeatIsRemindedOnceADayBefore() throws SQLException {
        String id = published("hefei");
        patch("hefei", id, Map.of("capacity", 2)).then().statusCode(200);
        String seated = register("enterprise", id, aPhone()).path("id");
        String withdrawn = register("enterprise", id, aPhone()).path("id");
        post("enterprise", REGISTRATIONS + withdrawn + "/withdrawals", null)
                .then()
                .statusCode(200);
        register("enterprise2", id, aPhone()).then().statusCode(201);
        String waiting = register("enterprise2", id, aPhone()).path("id");

        begins(id, "25 hours");
        remind();
        assertThat(toldTo("enterprise", seated)).isEmpty();
        assertThat(WorkerThread.await(reminders.nextAfter(Instant.now())).orElseThrow())
                .isBefore(Instant.now().plusSeconds(3_700));
        begins(id, "23 hours");
        remind();
        remind();

        assertThat(toldTo("enterprise", seated)).containsExactly("ACTIVITY_REMINDED");
        assertThat(toldTo("enterprise", withdrawn)).doesNotContain("ACTIVITY_REMINDED");
        assertThat(toldTo("enterprise2", waiting)).isEmpty();
        assertThat(TestNotifications.about(REGISTRATIONS + seated, SignedIn.tokenOf("enterprise"), "en")
                        .get(0)
                        .get("text")
                        .toString())
                .contains("begins at", "报告厅")
                .doesNotContain("{", "[", "null");
    }

    @Test
    void whoWasSeatedOnTheLastDayAndWhatIsCancelledIsNotReminded() throws SQLException {
        String late = published("hefei");
        String registered = register("enterprise", late, aPhone()).path("id");
        begins(late, "20 hours");
        seatedSince(late, "1 hour");
        String cancelled = published("hefei");
        String told = register("enterprise", cancelled, aPhone()).path("id");
        begins(cancelled, "20 hours");
        post("hefei", PATH + "/" + cancelled + "/cancellations", Map.of("explanation", "场地检修"))
                .then()
                .statusCode(200);

        remind();

        assertThat(toldTo("enterprise", registered)).isEmpty();
        assertThat(toldTo("enterprise", told)).containsExactly("ACTIVITY_CANCELLED");
    }

    @Test
    void aSeatAndAnotherPlaceAreTold() {
        String id = published("hefei");
        patch("hefei", id, Map.of("capacity", 1)).then().statusCode(200);
        String first = register("enterprise", id, aPhone()).path("id");
        String second = register("enterprise2", id, aPhone()).path("id");
        post("enterprise", REGISTRATIONS + first + "/withdrawals", null).then().statusCode(200);
        patch("hefei", id, Map.of("venue", "二楼会议室")).then().statusCode(200);
        patch("hefei", id, Map.of("title", "登云培训（改名）")).then().statusCode(200);

        assertThat(toldTo("enterprise2", second)).containsExactly("ACTIVITY_MOVED", "ACTIVITY_SEATED");
        assertThat(toldTo("enterprise", first)).isEmpty();
    }

    private static List<String> waitsFor(String account, String kind) {
        return SignedIn.as(account)
                .queryParams(Map.of("kind", kind, "limit", 200))
                .get("/api/v1/work-items")
                .path("data.subject.id");
    }

    @Test
    void whatIsOverAndWhatBeginsSoonWaitsForItsOrganiser() {
        String over = published("hefei");
        String draft = drafted("hefei");
        String later = drafted("hefei");
        assertThat(waitsFor("hefei", "ACTIVITY_OUTCOME")).doesNotContain(over);

        end(database, over);
        at(
                database,
                draft,
                "starts_at = now() + interval '2 days', ends_at = now() + interval '3 days',"
                        + " registration_closes_at = now() + interval '1 day'");

        assertThat(waitsFor("hefei", "ACTIVITY_OUTCOME")).contains(over);
        assertThat(waitsFor("hefei", "ACTIVITY_PUBLICATION")).contains(draft).doesNotContain(later);
        assertThat(waitsFor("wuhu", "ACTIVITY_OUTCOME")).doesNotContain(over);
        assertThat(waitsFor("province", "ACTIVITY_OUTCOME")).doesNotContain(over);
        post("hefei", PATH + "/" + over + "/outcomes", Map.of("summary", "顺利举办"))
                .then()
                .statusCode(200);
        post("hefei", PATH + "/" + draft + "/publications", null).then().statusCode(200);
        assertThat(waitsFor("hefei", "ACTIVITY_OUTCOME")).doesNotContain(over);
        assertThat(waitsFor("hefei", "ACTIVITY_PUBLICATION")).doesNotContain(draft);
    }

    @Test
    void aProvidersActivityWaitsForThatProvider() {
        String id = published("platform");

        end(database, id);

        assertThat(waitsFor("platform", "ACTIVITY_OUTCOME")).contains(id);
        assertThat(waitsFor("application", "ACTIVITY_OUTCOME")).doesNotContain(id);
        assertThat(waitsFor("hefei", "ACTIVITY_OUTCOME")).doesNotContain(id);
    }
}
