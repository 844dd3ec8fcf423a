package cn.dengyun.sheet;

import static cn.dengyun.activity.TestActivities.PATH;
import static cn.dengyun.activity.TestActivities.aPhone;
import static cn.dengyun.activity.TestActivities.at;
import static cn.dengyun.activity.TestActivities.drafted;
import static cn.dengyun.activity.TestActivities.end;
import static cn.dengyun.activity.TestActivities.patch;
import static cn.dengyun.activity.TestActivities.post;
import static cn.dengyun.activity.TestActivities.published;
import static cn.dengyun.activity.TestActivities.register;
import static cn.dengyun.sheet.TestSheetImports.CSV;
import static cn.dengyun.sheet.TestSheetImports.IMPORTS;
import static cn.dengyun.sheet.TestSheetImports.XLSX;
import static cn.dengyun.sheet.TestSheetImports.counts;
import static cn.dengyun.sheet.TestSheetImports.export;
import static cn.dengyun.sheet.TestSheetImports.exported;
import static cn.dengyun.sheet.TestSheetImports.file;
import static cn.dengyun.sheet.TestSheetImports.outcomes;
import static cn.dengyun.sheet.TestSheetImports.send;
import static cn.dengyun.sheet.TestSheetImports.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.sheet.TestSheets;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who was there, by the list that an organiser has ticked off: the same as what devices at the door say. */
@QuarkusTest
class AttendanceSheetTest {

    private static final String HEADER = "报名号,姓名,手机号,是否到场,签到时间,撤销原因";
    private static final DateTimeFormatter IN_BEIJING =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    @Inject
    DataSource database;

    private String token;
    private String activity;

    @BeforeEach
    void anActivityOfHefei() {
        token = SignedIn.tokenOf("hefei");
        activity = published("hefei");
    }

    private Map<String, String> list() {
        return Map.of("kind", "ATTENDANCE", "targetId", activity);
    }

    private static byte[] table(String... rows) {
        return (HEADER + "\n" + String.join("\n", rows)).getBytes(StandardCharsets.UTF_8);
    }

    private void begin() {
        at(database, activity, "starts_at = now() - interval '30 minutes'");
    }

    private List<String> outcomesOf(String... rows) {
        return outcomes(token, sent(token, CSV, table(rows), list()));
    }

    /** The moment at which the person of a registration came; null before. */
    private static String moment(Response registered) {
        return SignedIn.as("hefei")
                .get("/api/v1/activity-registrations/" + registered.path("id"))
                .then()
                .statusCode(200)
                .extract()
                .path("checkedInAt");
    }

    /** How many entries of the trail say that a person has done something to a registration. */
    private long noted(String action, Response registered) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement count = connection.prepareStatement("SELECT count(*) FROM audit_entry"
                        + " WHERE action = ? AND actor_kind = 'PERSON' AND subject LIKE '%' || ?")) {
            count.setString(1, action);
            count.setString(2, registered.<String>path("id"));
            try (ResultSet found = count.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    @Test
    void whoIsTickedOffHasComeAndSoOnce() throws SQLException {
        String phone = aPhone();
        Response first = register("enterprise", activity, aPhone());
        Response second = register("enterprise2", activity, phone);
        Response third = register("enterprise", activity, aPhone());
        Response fourth = register("enterprise2", activity, aPhone());
        begin();
        Instant came = Instant.now().minusSeconds(600);
        byte[] file = TestSheets.workbook(
                List.of("签到名单"),
                List.of("报名号", "姓名", "手机号", "是否到场", "签到时间"),
                List.of(1, "张三", "", "是"),
                List.of("", "", Long.parseLong(phone), "√", IN_BEIJING.format(came)),
                List.of(third.path("checkInCode"), "", "", "yes"),
                List.of(4, "", "", "否"));

        String one = sent(token, XLSX, file, list());
        String again = sent(token, XLSX, file, list());
        String back = sent(token, XLSX, file(token, one), list());

        assertThat(counts(token, one)).containsExactly(0, 3, 1, 0);
        assertThat(counts(token, again)).containsExactly(0, 0, 4, 0);
        assertThat(counts(token, back)).containsExactly(0, 0, 4, 0);
        String begun = SignedIn.as("hefei").get(PATH + "/" + activity).path("startsAt");
        assertThat(Instant.parse(moment(first))).isEqualTo(Instant.parse(begun));
        assertThat(Instant.parse(moment(second)).getEpochSecond()).isEqualTo(came.getEpochSecond());
        assertThat(moment(third)).isNotNull();
        assertThat(moment(fourth)).isNull();
        assertThat(noted("registration.checked-in", first)).isEqualTo(1);
    }

    @Test
    void aDryRunChecksNobodyIn() {
        Response registered = register("enterprise", activity, aPhone());
        begin();

        String id = sent(
                token,
                CSV,
                table("1,,,是,,"),
                Map.of("kind", "ATTENDANCE", "targetId", activity, "validateOnly", "true"));

        assertThat(counts(token, id)).containsExactly(0, 1, 0, 0);
        assertThat(moment(registered)).isNull();
    }

    @Test
    void aCheckInIsTakenBackWithTheReasonAndTheOldListDoesNotBringItBack() throws SQLException {
        Response registered = register("enterprise", activity, aPhone());
        begin();

        assertThat(outcomesOf("1,,,是,,")).containsExactly("2 UPDATED");
        assertThat(outcomesOf("1,,,否,,")).containsExactly("2 REFUSED /explanation required");
        assertThat(outcomesOf("1,,,否,,本人未到场")).containsExactly("2 UPDATED");
        assertThat(outcomesOf("1,,,否,,本人未到场")).containsExactly("2 UNCHANGED");
        assertThat(outcomesOf("1,,,是,,")).containsExactly("2 REFUSED /checkedInAt activity-check-in-revoked");
        assertThat(moment(registered)).isNull();
        assertThat(noted("registration.check-in-revoked", registered)).isEqualTo(1);
    }

    @Test
    void theEarliestMomentCountsAsAtTheDoor() {
        Response registered = register("enterprise", activity, aPhone());
        begin();
        Instant now = Instant.now();
        String early = IN_BEIJING.format(now.minusSeconds(1_200));
        String late = IN_BEIJING.format(now.minusSeconds(600));

        assertThat(outcomesOf("1,,,是," + late + ",")).containsExactly("2 UPDATED");
        assertThat(outcomesOf("1,,,是," + early + ",")).containsExactly("2 UPDATED");
        assertThat(outcomesOf("1,,,是," + late + ",")).containsExactly("2 UNCHANGED");
        assertThat(Instant.parse(moment(registered)).getEpochSecond()).isEqualTo(now.getEpochSecond() - 1_200);
    }

    @Test
    void whatIsWrongWithARowHarmsNoOther() {
        patch("hefei", activity, Map.of("capacity", 2)).then().statusCode(200);
        String firstPhone = aPhone();
        String secondPhone = aPhone();
        register("enterprise", activity, firstPhone).then().statusCode(201);
        Response second = register("enterprise2", activity, secondPhone);
        register("enterprise", activity, aPhone()).then().statusCode(201);
        String withdrawn = register("enterprise2", activity, aPhone()).path("id");
        post("enterprise2", "/api/v1/activity-registrations/" + withdrawn + "/withdrawals", null)
                .then()
                .statusCode(200);
        begin();

        assertThat(outcomesOf(
                        ",,,是,,",
                        "99,,,是,,",
                        "甲,,,是,,",
                        "1,李四,,是,,",
                        "2,,13900000000,是,,",
                        ",,12345,是,,",
                        "50,,,是,下午,",
                        "3,,,是,,",
                        "4,,,是,,",
                        ",," + secondPhone + ",是,2001-01-01 09:00,",
                        ",," + firstPhone + ",也许,,",
                        "2,,,是,,",
                        ",,13900000001,是,,",
                        "60,,,,,"))
                .containsExactly(
                        "2 REFUSED /number required",
                        "3 REFUSED /number activity-person-not-registered",
                        "4 REFUSED /number activity-check-in-code-unfit",
                        "5 REFUSED /name activity-registration-differs",
                        "6 REFUSED /phone activity-registration-differs",
                        "7 REFUSED /phone activity-phone-unreadable",
                        "8 REFUSED /checkedInAt activity-time-unreadable",
                        "9 REFUSED /attended activity-person-waiting",
                        "10 REFUSED /attended activity-person-withdrawn",
                        "11 REFUSED /checkedInAt activity-check-in-too-early",
                        "12 REFUSED /attended sheet-yes-no-invalid",
                        "13 REFUSED  sheet-row-repeated",
                        "14 REFUSED /phone activity-person-not-registered",
                        "15 REFUSED /attended required");
        String soon = IN_BEIJING.format(Instant.now().plusSeconds(7_200));
        String code = second.path("checkInCode");
        assertThat(outcomesOf(
                        "1,,,是," + soon + ",",
                        code.replaceFirst("^2-", "3-") + ",,,是,,",
                        code + ",,,是,,",
                        ",," + secondPhone + ",是,,",
                        "4,,,否,,"))
                .containsExactly(
                        "2 REFUSED /checkedInAt activity-check-in-in-future",
                        "3 REFUSED /number activity-check-in-code-unfit",
                        "4 UPDATED",
                        "5 REFUSED  sheet-row-repeated",
                        "6 UNCHANGED");
    }

    @Test
    void onceTheOutcomeIsToldNobodyIsCheckedInAndSomebodyCanBeTakenBack() {
        register("enterprise", activity, aPhone()).then().statusCode(201);
        register("enterprise2", activity, aPhone()).then().statusCode(201);
        begin();
        assertThat(outcomesOf("1,,,是,,")).containsExactly("2 UPDATED");
        end(database, activity);
        post("hefei", PATH + "/" + activity + "/outcomes", Map.of("summary", "顺利举办"))
                .then()
                .statusCode(200);

        assertThat(outcomesOf("1,,,是,,", "2,,,是,,")).containsExactly("2 UNCHANGED", "3 REFUSED  activity-not-open");
        assertThat(outcomesOf("1,,,否,,签到码由他人出示")).containsExactly("2 UPDATED");
        assertThat(SignedIn.as("hefei").get(PATH + "/" + activity).<Integer>path("attended"))
                .isZero();
    }

    @Test
    void theListChangesNothingWhenItIsSentAndIsMaskedForOthers() {
        register("enterprise", activity, "13911112222").then().statusCode(201);
        register("enterprise2", activity, "13933334444").then().statusCode(201);
        begin();
        sent(token, CSV, table("2,,,是,,"), list());

        for (String format : List.of("XLSX", "CSV_UTF_8", "CSV_GB18030")) {
            byte[] all = exported(token, "ATTENDANCE", activity, format);
            String id = sent(token, format.equals("XLSX") ? XLSX : CSV, all, list());

            assertThat(counts(token, id)).as(format).containsExactly(0, 0, 2, 0);
        }
        List<List<String>> own = TestSheets.seen(exported(token, "ATTENDANCE", activity, "XLSX"));
        assertThat(own.get(1)).contains("1", "张三", "13911112222", "已有名额", "否");
        assertThat(own.get(2)).contains("2", "13933334444", "是");
        byte[] masked = exported(SignedIn.tokenOf("province"), "ATTENDANCE", activity, "XLSX");
        assertThat(TestSheets.seen(masked).get(1)).contains("张*", "*******2222").doesNotContain("张三", "13911112222");
        assertThat(TestSheets.seen(exported(SignedIn.tokenOf("auditor"), "ATTENDANCE", activity, "XLSX"))
                        .get(2))
                .contains("*******4444");
        assertThat(TestSheets.seen(exported(SignedIn.tokenOf("wuhu"), "ATTENDANCE", activity, "XLSX")))
                .hasSize(1);
        assertThat(counts(token, sent(token, XLSX, masked, list()))).containsExactly(0, 0, 2, 0);
    }

    @Test
    void nobodyButTheOrganiserSendsAListAndReadsIt() {
        register("enterprise", activity, aPhone()).then().statusCode(201);
        begin();
        byte[] file = table("1,,,是,,");
        String draft = drafted("hefei");

        for (String account : List.of("wuhu", "province", "platform")) {
            send(SignedIn.tokenOf(account), CSV, file, list())
                    .then()
                    .statusCode(403)
                    .body("code", is("not-yours"));
        }
        for (String account : List.of("enterprise", "sysadmin")) {
            send(SignedIn.tokenOf(account), CSV, file, list())
                    .then()
                    .statusCode(403)
                    .body("code", is("forbidden"));
        }
        SignedIn.asPlatformClient()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(CSV)
                .queryParams(list())
                .body(file)
                .post(IMPORTS)
                .then()
                .statusCode(403);
        send(SignedIn.tokenOf("wuhu"), CSV, file, Map.of("kind", "ATTENDANCE", "targetId", draft))
                .then()
                .statusCode(404)
                .body("code", is("activity-not-found"));
        export(SignedIn.tokenOf("wuhu"), "ATTENDANCE", draft, "XLSX")
                .then()
                .statusCode(404)
                .body("code", is("activity-not-found"));
        String id = sent(token, CSV, file, list());
        SignedIn.as("auditor")
                .get(IMPORTS + "/" + id)
                .then()
                .statusCode(200)
                .body("counts.updated", is(1))
                .body("availableActions", empty());
        for (String rows : List.of("/results", "/file")) {
            SignedIn.as("auditor")
                    .get(IMPORTS + "/" + id + rows)
                    .then()
                    .statusCode(403)
                    .body("code", is("not-yours"));
            SignedIn.as("wuhu").get(IMPORTS + "/" + id + rows).then().statusCode(404);
        }
    }
}
