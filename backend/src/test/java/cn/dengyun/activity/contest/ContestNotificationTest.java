package cn.dengyun.activity.contest;

import static cn.dengyun.activity.contest.TestContests.ENTRIES;
import static cn.dengyun.activity.contest.TestContests.OBJECTIONS;
import static cn.dengyun.activity.contest.TestContests.ORGANIZER;
import static cn.dengyun.activity.contest.TestContests.PATH;
import static cn.dengyun.activity.contest.TestContests.id;
import static cn.dengyun.activity.contest.TestContests.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.activity.contest.TestContests.Judged;
import cn.dengyun.events.notification.TestNotifications;
import cn.dengyun.identity.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is told of what in a contest; and strangers find it once it is announced. */
@QuarkusTest
class ContestNotificationTest {

    private static final String ACCOUNT = "01900000-0000-7000-8000-000000000";
    private static final String FEIXI = ACCOUNT + "207";
    private static final String WUHU = ACCOUNT + "208";
    private static final String ENTRANT = ACCOUNT + "209";
    private static final String PROVINCE = ACCOUNT + "201";

    private static List<String> occasions(String account, String subject) {
        return TestNotifications.about(subject, SignedIn.tokenOf(account), "zh-CN").stream()
                .map(told -> (String) told.get("occasion"))
                .toList();
    }

    private static String text(String account, String subject, String occasion, String language) {
        return TestNotifications.about(subject, SignedIn.tokenOf(account), language).stream()
                .filter(told -> occasion.equals(told.get("occasion")))
                .map(told -> (String) told.get("text"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anEntrantIsToldOfItsEntryFromTheNominationToTheTitle() {
        Judged noticed = TestContests.noticed();
        String entry = ENTRIES + "/" + noticed.entry();
        String title = given().get(PATH + "/" + noticed.contest()).path("title");

        assertThat(occasions("enterprise", entry)).containsExactly("CONTEST_ADMITTED", "CONTEST_NOMINATED");
        assertThat(text("enterprise", entry, "CONTEST_NOMINATED", "zh-CN")).contains(title, "撤回");
        assertThat(text("enterprise", entry, "CONTEST_ADMITTED", "en")).contains(title, "judges");
        TestContests.end(noticed.contest());
        id(post(ORGANIZER, PATH + "/" + noticed.contest() + "/conclusions", null), 200);
        assertThat(text("enterprise", entry, "CONTEST_TITLED", "en")).contains(title);
        assertThat(occasions("enterprise2", entry)).isEmpty();
    }

    @Test
    void aJurorIsToldOnceThatHeIsNamedAndWhenEntriesWait() {
        String contest = TestContests.announced();
        TestContests.nominated(contest);
        String subject = PATH + "/" + contest;
        TestContests.appoint(contest, List.of(FEIXI, WUHU, PROVINCE)).then().statusCode(200);
        TestContests.appoint(contest, List.of(FEIXI, WUHU, PROVINCE, ENTRANT))
                .then()
                .statusCode(200);

        assertThat(occasions("feixi", subject)).containsExactly("CONTEST_JUROR_NAMED");
        assertThat(occasions("enterprise", subject)).containsExactly("CONTEST_JUROR_NAMED");
        assertThat(occasions("hefei", subject)).isEmpty();
        TestContests.close(contest);
        id(post(ORGANIZER, subject + "/judgings", null), 200);

        assertThat(occasions("feixi", subject)).containsExactly("CONTEST_ENTRIES_WAITING", "CONTEST_JUROR_NAMED");
        assertThat(text("feixi", subject, "CONTEST_ENTRIES_WAITING", "zh-CN")).contains("有 1 个参评项");
        assertThat(text("feixi", subject, "CONTEST_ENTRIES_WAITING", "en")).contains("scores: 1.");
        // The only entry is of the own enterprise.
        assertThat(occasions("enterprise", subject)).containsExactly("CONTEST_JUROR_NAMED");
    }

    @Test
    void whoIsNamedWhileItIsJudgedLearnsOfTheEntriesAtOnce() {
        Judged judged = TestContests.judged();
        String subject = PATH + "/" + judged.contest();

        TestContests.appoint(judged.contest(), List.of(FEIXI, WUHU, PROVINCE, ACCOUNT + "20d"))
                .then()
                .statusCode(200);

        assertThat(occasions("province2", subject)).containsExactly("CONTEST_ENTRIES_WAITING", "CONTEST_JUROR_NAMED");
        assertThat(occasions("wuhu", subject)).containsExactly("CONTEST_ENTRIES_WAITING", "CONTEST_JUROR_NAMED");
    }

    @Test
    void whoObjectsIsToldWhatWasDecidedAndWhoIsStruckThatItIs() {
        Judged noticed = TestContests.noticed();
        String score = id(TestContests.object("enterprise", noticed, 2), 201);
        TestContests.decide("hefei", score, "DISMISS").then().statusCode(200);
        String whole = id(TestContests.object("enterprise", noticed, null), 201);
        TestContests.decide("hefei", whole, "UPHOLD").then().statusCode(200);

        assertThat(text("enterprise", OBJECTIONS + "/" + score, "CONTEST_OBJECTION_DISMISSED", "zh-CN"))
                .contains("不成立", "经核实");
        assertThat(text("enterprise", OBJECTIONS + "/" + whole, "CONTEST_OBJECTION_UPHELD", "en"))
                .contains("upheld", "经核实");
        assertThat(occasions("enterprise", ENTRIES + "/" + noticed.entry()))
                .containsExactly("CONTEST_STRUCK", "CONTEST_ADMITTED", "CONTEST_NOMINATED");
        assertThat(occasions("wuhu", OBJECTIONS + "/" + score)).isEmpty();
    }

    @Test
    void theSearchFindsContestsOnceTheyAreAnnounced() {
        Map<String, Object> form = TestContests.form("CONTEST");
        String title = (String) form.get("title");
        String draft = id(post(ORGANIZER, PATH, form), 201);

        assertThat(found(title, null)).isEmpty();
        id(post(ORGANIZER, PATH + "/" + draft + "/announcements", null), 200);
        assertThat(found(title, null)).containsExactly(draft);
        assertThat(found(title, "340100")).containsExactly(draft);
        assertThat(found(title, "340200")).isEmpty();
    }

    private static List<String> found(String title, String region) {
        var asked = given().queryParam("q", title).queryParam("kind", "CONTEST");
        if (region != null) {
            asked.queryParam("region", region);
        }
        return asked.get("/api/v1/search").then().statusCode(200).extract().path("sections[0].hits.id");
    }
}
