package cn.dengyun.activity.contest;

import static cn.dengyun.activity.contest.TestContests.ENTRIES;
import static cn.dengyun.activity.contest.TestContests.ORGANIZER;
import static cn.dengyun.activity.contest.TestContests.PATH;
import static cn.dengyun.activity.contest.TestContests.SCORES;
import static cn.dengyun.activity.contest.TestContests.form;
import static cn.dengyun.activity.contest.TestContests.id;
import static cn.dengyun.activity.contest.TestContests.nomination;
import static cn.dengyun.activity.contest.TestContests.patch;
import static cn.dengyun.activity.contest.TestContests.post;
import static cn.dengyun.activity.contest.TestContests.score;
import static cn.dengyun.activity.contest.TestContests.sql;
import static cn.dengyun.identity.SignedIn.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.is;

import cn.dengyun.activity.contest.TestContests.Judged;
import cn.dengyun.identity.TestAccount;
import cn.dengyun.identity.organization.TestEnterprise;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * Enterprises nominate themselves once and in time, nobody judges his own side, and anybody computes the titles again.
 */
@QuarkusTest
class ContestTest {

    private static final String ENTERPRISE = "01900000-0000-7000-8000-000000000103";

    @Inject
    DataSource database;

    private static void refused(Response answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.asString()).contains("\"" + code + "\"");
    }

    private static Response move(String account, String id, String what) {
        return post(account, PATH + "/" + id + "/" + what, null);
    }

    private static Response nominate(TestEnterprise enterprise, String id) {
        return post(enterprise.request(), PATH + "/" + id + "/entries", nomination());
    }

    private static TestEnterprise anEnterprise() {
        return TestEnterprise.certified("340123", "feixi");
    }

    private static Map<String, Object> with(Map<String, Object> form, String key, Object value) {
        form.put(key, value);
        return form;
    }

    @Test
    void anOfficeHoldsContestsOfItsOwnRegionAndNobodyElseChangesThem() {
        String id = TestContests.drafted();

        refused(as("wuhu").get(PATH + "/" + id), 404, "contest-not-found");
        refused(given().get(PATH + "/" + id), 404, "contest-not-found");
        refused(patch("province", PATH + "/" + id, "*", Map.of("titles", 3)), 403, "not-yours");
        refused(patch("hefei", PATH + "/" + id, "\"7\"", Map.of("titles", 3)), 412, "changed-meanwhile");
        assertThat(patch("hefei", PATH + "/" + id, "\"0\"", Map.of("titles", 3)).<Integer>path("titles"))
                .isEqualTo(3);
        refused(patch("hefei", PATH + "/" + id, "*", Map.of("noticeDays", 0)), 400, "invalid-request");
        refused(move("province", id, "announcements"), 403, "not-yours");
        assertThat(move("hefei", id, "announcements").<String>path("status")).isEqualTo("ANNOUNCED");
        refused(move("hefei", id, "announcements"), 409, "transition-not-allowed");
        refused(patch("hefei", PATH + "/" + id, "*", Map.of("titles", 2)), 409, "transition-not-allowed");
        assertThat(given().queryParam("region", "340100")
                        .queryParam("status", "ANNOUNCED")
                        .get(PATH)
                        .<List<String>>path("data.id"))
                .contains(id);
        assertThat(given().get(PATH + "/" + id).<Boolean>path("takesNominations"))
                .isTrue();
        refused(post("wuhu", PATH + "/" + id + "/cancellations", Map.of("explanation", "取消")), 403, "not-yours");
        assertThat(post("province", PATH + "/" + id + "/cancellations", Map.of("explanation", "报名不足"))
                        .<String>path("status"))
                .isEqualTo("CANCELLED");
        assertThat(given().get(PATH + "/" + id).<String>path("explanation")).isEqualTo("报名不足");
    }

    @Test
    void whatIsWrongWithAFormIsToldAtOnce() {
        Map<String, Object> form = form("CONTEST");
        form.put(
                "criteria",
                List.of(TestContests.criterion("EFFECT", "59.99", 100), TestContests.criterion("EFFECT", "40.00", 10)));
        form.put("nominationsUntil", form.get("nominationsFrom"));

        Response answer = post(ORGANIZER, PATH, form);

        refused(answer, 400, "contest-weights-sum");
        assertThat(answer.asString()).contains("contest-criterion-repeated").contains("contest-window-unfit");
        String late = id(
                post(
                        ORGANIZER,
                        PATH,
                        with(
                                with(form("CONTEST"), "nominationsFrom", "2018-06-01T00:00:00Z"),
                                "nominationsUntil",
                                "2018-06-02T00:00:00Z")),
                201);
        refused(move(ORGANIZER, late, "announcements"), 409, "contest-nominations-over");
    }

    @Test
    void anEnterpriseOfTheRegionNominatesItselfOnceAndInTime() {
        String id = TestContests.announced();
        refused(TestContests.nominate("enterprise2", id), 403, "contest-region-unfit");
        refused(nominate(TestEnterprise.registered("340123"), id), 409, "contest-not-certified");
        TestEnterprise frozen = anEnterprise();
        post("feixi", frozen.path() + "/freezes", Map.of("reason", "核查")).then().statusCode(200);
        refused(nominate(frozen, id), 403, "organization-frozen");
        refused(
                post("enterprise", PATH + "/" + id + "/entries", with(nomination(), "person", aPerson(true))),
                400,
                "contest-person-unfit");
        String entry = TestContests.nominated(id);

        refused(TestContests.nominate("enterprise", id), 409, "contest-nominated-before");
        refused(as("wuhu").get(ENTRIES + "/" + entry), 404, "contest-entry-not-found");
        assertThat(as("feixi").get(ENTRIES + "/" + entry).<String>path("organizationId"))
                .isEqualTo(ENTERPRISE);
        assertThat(given().get(PATH + "/" + id + "/entries").<List<String>>path("data.id"))
                .isEmpty();
        TestEnterprise late = anEnterprise();
        sql("UPDATE contest SET nominations_from = now() + interval '1 hour' WHERE id = ?::uuid", id);
        refused(nominate(late, id), 409, "contest-nominations-too-early");
        sql(
                "UPDATE contest SET nominations_from = now() - interval '1 hour', nominations_until = now() WHERE id ="
                        + " ?::uuid",
                id);
        refused(nominate(late, id), 409, "contest-nominations-over");
    }

    @Test
    void ofManyNominationsOfOneEnterpriseAtOnceOneCounts() {
        String id = TestContests.announced();
        TestEnterprise enterprise = anEnterprise();

        List<CompletableFuture<Integer>> asked = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> nominate(enterprise, id).statusCode()))
                .limit(8)
                .toList();

        assertThat(asked.stream().map(CompletableFuture::join))
                .containsOnlyOnce(201)
                .containsOnly(201, 409);
    }

    @Test
    void anEntryIsWithdrawnUntilTheJuryJudges() {
        String id = TestContests.announced();
        String first = TestContests.nominated(id);
        assertThat(as("enterprise").get(ENTRIES + "/" + first).<List<String>>path("availableActions"))
                .containsExactly("WITHDRAW");
        refused(post("enterprise2", ENTRIES + "/" + first + "/withdrawals", null), 404, "contest-entry-not-found");
        post("enterprise", ENTRIES + "/" + first + "/withdrawals", null).then().statusCode(200);
        refused(post("enterprise", ENTRIES + "/" + first + "/withdrawals", null), 409, "transition-not-allowed");
        String second = TestContests.nominated(id);
        TestContests.judged(id);

        refused(post("enterprise", ENTRIES + "/" + second + "/withdrawals", null), 409, "contest-not-open");
        refused(TestContests.nominate("enterprise", id), 409, "contest-not-open");
        assertThat(as("feixi").get(PATH + "/" + id + "/entries").<List<String>>path("data.id"))
                .contains(second);
    }

    private static Map<String, Object> aPerson(boolean consents) {
        return new HashMap<>(Map.of("name", "李明", "position", "首席信息官", "consents", consents));
    }

    @Test
    void anOfficerIsNamedWhoConsents() {
        String id = TestContests.ofOfficers();
        String path = PATH + "/" + id + "/entries";

        refused(post("enterprise", path, nomination()), 400, "contest-person-missing");
        refused(post("enterprise", path, with(nomination(), "person", aPerson(false))), 400, "contest-consent-missing");
        Response made = post("enterprise", path, with(nomination(), "person", aPerson(true)));
        assertThat(made.<String>path("personName")).isEqualTo("李明");
        refused(given().get(ENTRIES + "/" + made.path("id")), 401, "unauthenticated");
    }

    @Test
    void aJuryIsOfPeopleWhoCanJudgeAndBeginsBehindTheNominations() {
        String id = TestContests.announced();
        String twice = "01900000-0000-7000-8000-000000000207";
        refused(move(ORGANIZER, id, "judgings"), 409, "contest-nominations-open");
        refused(move("wuhu", id, "judgings"), 403, "not-yours");
        Response answer = TestContests.appoint(
                id, List.of(twice, twice, UUID.randomUUID().toString(), "01900000-0000-7000-8000-000000000204"));
        refused(answer, 400, "contest-juror-repeated");
        assertThat(answer.asString()).contains("contest-juror-unfit");
        TestContests.close(id);
        refused(move(ORGANIZER, id, "judgings"), 409, "contest-jury-missing");
        TestContests.appointJury(id);
        refused(move(ORGANIZER, id, "judgings"), 409, "contest-entries-missing");
        assertThat(as("wuhu").get(PATH + "/" + id).<List<Object>>path("jurors")).isEmpty();

        Judged judged = TestContests.judged();
        assertThat(as("wuhu").get(PATH + "/" + judged.contest()).<Integer>path("jurorNumber"))
                .isEqualTo(2);
        assertThat(as("hefei").get(PATH + "/" + judged.contest()).<List<Object>>path("jurors"))
                .hasSize(3);
        TestContests.appointJury(judged.contest());
        score("wuhu", judged.contest(), judged.entry(), "80", "8").then().statusCode(201);
        refused(
                TestContests.appoint(
                        judged.contest(),
                        List.of(twice, "01900000-0000-7000-8000-000000000208", "01900000-0000-7000-8000-000000000201")),
                409,
                "contest-scored");
    }

    @Test
    void aScoreHasAllCriteriaOnceAndChangesUntilTheNotice() {
        Judged judged = TestContests.judged();
        String id = judged.contest();
        String path = PATH + "/" + id + "/scores";
        refused(score("hefei", id, judged.entry(), "80", "8"), 403, "not-yours");
        refused(score("wuhu", id, UUID.randomUUID().toString(), "80", "8"), 400, "contest-entry-unknown");
        refused(score("wuhu", id, judged.entry(), "100.01", "8"), 400, "contest-points-unfit");
        Map<String, Object> half = new HashMap<>(score(judged.entry(), "80", "8"));
        half.put(
                "points",
                List.of(Map.of("criterion", "EFFECT", "points", "1"), Map.of("criterion", "EFFECT", "points", "2")));
        Response answer = post("wuhu", path, half);
        refused(answer, 400, "contest-points-missing");
        assertThat(answer.asString()).contains("contest-points-criterion-unfit");
        assertThat(as("wuhu")
                        .queryParam("kind", "CONTEST_SCORE")
                        .get("/api/v1/work-items")
                        .<List<String>>path("data.subject.id"))
                .contains(id);

        String given = id(score("wuhu", id, judged.entry(), "80", "8"), 201);

        refused(score("wuhu", id, judged.entry(), "90", "9"), 409, "contest-scored-before");
        assertThat(as("wuhu")
                        .queryParam("kind", "CONTEST_SCORE")
                        .get("/api/v1/work-items")
                        .<List<String>>path("data.subject.id"))
                .doesNotContain(id);
        Map<String, Object> other =
                Map.of("points", score(judged.entry(), "90", "9.5").get("points"));
        refused(patch("wuhu", SCORES + "/" + given, "\"3\"", other), 412, "changed-meanwhile");
        refused(patch("feixi", SCORES + "/" + given, "*", other), 404, "contest-score-not-found");
        refused(patch("wuhu", SCORES + "/" + given, "*", Map.of("points", List.of())), 400, "invalid-request");
        assertThat(patch("wuhu", SCORES + "/" + given, "\"0\"", other).<Integer>path("version"))
                .isEqualTo(1);
        refused(move(ORGANIZER, id, "notices"), 409, "contest-scores-missing");
        score("feixi", id, judged.entry(), "80", "8").then().statusCode(201);
        score("province", id, judged.entry(), "80", "8").then().statusCode(201);
        assertThat(as(ORGANIZER).get(path).<List<String>>path("data.id")).isEmpty();
        assertThat(as("hefei").get(ENTRIES + "/" + judged.entry()).<Integer>path("scores"))
                .isEqualTo(3);
        assertThat(as("auditor").get(path).<List<String>>path("data.id")).hasSize(3);
        assertThat(as("wuhu").get(path).<List<String>>path("data.id")).containsExactly(given);
        as("wuhu").get(SCORES + "/" + given).then().statusCode(200).body("version", is(1));
        as("feixi").get(SCORES + "/" + given).then().statusCode(404).body("code", is("contest-score-not-found"));
        assertThat(given().get(PATH + "/" + id).<List<Object>>path("sheet")).isEmpty();

        move(ORGANIZER, id, "notices").then().statusCode(200);

        refused(patch("wuhu", SCORES + "/" + given, "*", other), 409, "transition-not-allowed");
        assertThatThrownBy(() -> sql("UPDATE contest_score SET points = '[]' WHERE id = ?::uuid", given))
                .hasStackTraceContaining("scores are locked");
        assertThatThrownBy(() -> sql("DELETE FROM contest_score WHERE id = ?::uuid", given))
                .hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> sql("UPDATE contest SET sheet = '{\"rows\":[]}' WHERE id = ?::uuid", id))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nobodyJudgesHisOwnSide() {
        TestEnterprise entrant = anEnterprise();
        String id = TestContests.announced();
        String entry = id(nominate(entrant, id), 201);
        TestAccount member = TestAccount.aMember(database, "ENTERPRISE", UUID.fromString(entrant.id()), "HANDLER");
        TestEnterprise sister = anEnterprise();
        TestAccount sisters = TestAccount.aMember(database, "ENTERPRISE", UUID.fromString(sister.id()), "HANDLER");
        for (TestEnterprise each : List.of(entrant, sister)) {
            sql("UPDATE organization SET certified_controller = '" + entry + "' WHERE id = ?::uuid", each.id());
        }
        List<String> jury = List.of(
                member.id().toString(),
                sisters.id().toString(),
                "01900000-0000-7000-8000-000000000207",
                "01900000-0000-7000-8000-000000000208");
        TestContests.appoint(id, jury).then().statusCode(200);
        TestContests.close(id);
        move(ORGANIZER, id, "judgings").then().statusCode(200);
        String path = PATH + "/" + id + "/scores";

        refused(post(member.request(), path, score(entry, "90", "9")), 403, "contest-conflict-own");
        Response linked = post(sisters.request(), path, score(entry, "90", "9"));
        refused(linked, 403, "contest-conflict-linked");
        assertThat(linked.asString().replace("\"" + path + "\"", "")).doesNotContain(entry);
        assertThat(sisters.request().get(ENTRIES + "/" + entry).<String>path("conflict"))
                .isEqualTo("LINKED");
        assertThat(as(ORGANIZER).get(ENTRIES + "/" + entry).<List<String>>path("conflicts.kind"))
                .containsExactly("SAME_ORGANIZATION", "LINKED");
        Map<String, Object> says = new HashMap<>(Map.of("entryId", entry, "reason", "曾任顾问"));
        assertThat(post("wuhu", PATH + "/" + id + "/conflicts", says).<Integer>path("juror"))
                .isEqualTo(4);
        refused(post("wuhu", PATH + "/" + id + "/conflicts", says), 409, "contest-conflict-stated-before");
        refused(post("wuhu", path, score(entry, "90", "9")), 403, "contest-conflict-stated");
        score("feixi", id, entry, "90", "9").then().statusCode(201);
        says.put("accountId", "01900000-0000-7000-8000-000000000207");
        refused(post(ORGANIZER, PATH + "/" + id + "/conflicts", says), 409, "contest-scored-before");
        refused(post("wuhu", PATH + "/" + id + "/conflicts", says), 403, "not-yours");
        says.put("accountId", UUID.randomUUID().toString());
        refused(post(ORGANIZER, PATH + "/" + id + "/conflicts", says), 400, "contest-juror-unknown");
        refused(move(ORGANIZER, id, "notices"), 409, "contest-scores-missing");
    }

    @Test
    void aScoreOfWhoHasBecomeALinkDoesNotCountInTheNotice() {
        TestEnterprise entrant = anEnterprise();
        TestEnterprise firm = anEnterprise();
        TestAccount juror = TestAccount.aMember(database, "ENTERPRISE", UUID.fromString(firm.id()), "HANDLER");
        String id = TestContests.announced();
        String entry = id(nominate(entrant, id), 201);
        TestContests.appoint(
                        id,
                        List.of(
                                juror.id().toString(),
                                "01900000-0000-7000-8000-000000000207",
                                "01900000-0000-7000-8000-000000000208",
                                "01900000-0000-7000-8000-000000000201"))
                .then()
                .statusCode(200);
        TestContests.close(id);
        move(ORGANIZER, id, "judgings").then().statusCode(200);
        post(juror.request(), PATH + "/" + id + "/scores", score(entry, "100", "10"))
                .then()
                .statusCode(201);
        TestContests.JURY.forEach(
                each -> score(each, id, entry, "50", "5").then().statusCode(201));

        for (TestEnterprise each : List.of(entrant, firm)) {
            sql(
                    "UPDATE organization SET certified_legal_representative = '" + entry + "' WHERE id = ?::uuid",
                    each.id());
        }
        Response noticed = move(ORGANIZER, id, "notices");

        assertThat(noticed.<List<Integer>>path("sheet[0].scores.juror")).containsExactly(2, 3, 4);
        assertThat(noticed.<String>path("sheet[0].score")).isEqualTo("50.000000");
    }

    @Test
    void everybodyComputesTheRanksAgainAndWhoSharesTheLastTitleHasOne() {
        String id = TestContests.announced();
        List<String> entries = new ArrayList<>(List.of(TestContests.nominated(id)));
        Stream.generate(ContestTest::anEnterprise).limit(3).forEach(each -> entries.add(id(nominate(each, id), 201)));
        TestContests.judged(id);
        List<String> effects = List.of("86.50", "70", "86.50", "33.33");
        for (int i = 0; i < entries.size(); i++) {
            for (String juror : TestContests.JURY) {
                score(juror, id, entries.get(i), effects.get(i), "7").then().statusCode(201);
            }
        }
        move(ORGANIZER, id, "notices").then().statusCode(200);

        Response shown = given().get(PATH + "/" + id);

        assertThat(recomputed(shown)).isEqualTo(told(shown));
        assertThat(shown.<List<Integer>>path("sheet.rank")).containsExactlyInAnyOrder(1, 1, 3, 4);
        assertThat(shown.asString()).doesNotContain("000000000208");
        assertThat(shown.<List<Object>>path("holders")).isEmpty();
        refused(move(ORGANIZER, id, "conclusions"), 409, "contest-notice-open");
        TestContests.end(id);
        Response concluded = move("hefei", id, "conclusions");
        assertThat(concluded.<List<Integer>>path("holders.rank")).containsExactly(1, 1);
        assertThat(as("enterprise").get(ENTRIES + "/" + entries.get(0)).<String>path("status"))
                .isEqualTo("TITLED");
        assertThat(as("enterprise").get(ENTRIES + "/" + entries.get(1)).<String>path("status"))
                .isEqualTo("NOMINATED");
        refused(
                post("hefei", PATH + "/" + id + "/cancellations", Map.of("explanation", "取消")),
                409,
                "transition-not-allowed");
        assertThatThrownBy(() -> sql("UPDATE contest SET title = '另一个' WHERE id = ?::uuid", id))
                .isInstanceOf(IllegalStateException.class);
    }

    /** The ranks by entry as they are told. */
    private static Map<String, Integer> told(Response shown) {
        Map<String, Integer> ranks = new HashMap<>();
        shown.<List<Map<String, Object>>>path("sheet")
                .forEach(row -> ranks.put((String) row.get("entryId"), (Integer) row.get("rank")));
        return ranks;
    }

    /** The same from criteria and points alone. */
    @SuppressWarnings("unchecked")
    private static Map<String, Integer> recomputed(Response shown) {
        Map<String, BigDecimal> shares = new HashMap<>();
        shown.<List<Map<String, Object>>>path("criteria")
                .forEach(each -> shares.put(
                        (String) each.get("code"),
                        new BigDecimal((String) each.get("weight"))
                                .divide(BigDecimal.valueOf((Integer) each.get("maxScore")), MathContext.DECIMAL128)));
        Map<String, BigDecimal> means = new HashMap<>();
        for (Map<String, Object> row : shown.<List<Map<String, Object>>>path("sheet")) {
            List<Map<String, Object>> scores = (List<Map<String, Object>>) row.get("scores");
            BigDecimal sum = scores.stream()
                    .flatMap(score -> ((List<Map<String, String>>) score.get("points")).stream())
                    .map(each -> shares.get(each.get("criterion")).multiply(new BigDecimal(each.get("points"))))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal mean = sum.divide(BigDecimal.valueOf(scores.size()), 20, RoundingMode.HALF_UP);
            assertThat((String) row.get("score"))
                    .isEqualTo(mean.setScale(6, RoundingMode.HALF_UP).toPlainString());
            means.put((String) row.get("entryId"), mean);
        }
        Map<String, Integer> ranks = new HashMap<>();
        means.forEach((entry, mean) -> ranks.put(
                entry,
                1
                        + (int) means.values().stream()
                                .filter(other -> other.compareTo(mean) > 0)
                                .count()));
        return ranks;
    }

    @Test
    void entrantsObjectAndSomebodyElseDecides() {
        Judged noticed = TestContests.noticed();
        String id = noticed.contest();
        refused(TestContests.object("enterprise2", noticed, null), 403, "not-yours");
        refused(TestContests.object("enterprise", noticed, 4), 400, "contest-juror-unknown");
        refused(
                TestContests.object(
                        "enterprise", new Judged(id, UUID.randomUUID().toString()), null),
                400,
                "contest-entry-unknown");
        String first = id(TestContests.object("enterprise", noticed, 2), 201);
        refused(TestContests.object("enterprise", noticed, 2), 409, "contest-objected-before");
        String second = id(TestContests.object("enterprise", noticed, null), 201);
        TestContests.end(id);
        refused(TestContests.object("enterprise", noticed, 1), 409, "contest-notice-over");
        refused(move(ORGANIZER, id, "conclusions"), 409, "contest-objections-undecided");
        assertThat(as("hefei")
                        .queryParam("kind", "CONTEST_OBJECTION")
                        .get("/api/v1/work-items")
                        .<List<String>>path("data.subject.id"))
                .contains(first, second);

        as("enterprise")
                .get("/api/v1/contest-objections/" + first)
                .then()
                .statusCode(200)
                .body("status", is("PENDING"));
        refused(TestContests.decide(ORGANIZER, first, "DISMISS"), 403, "four-eyes-required");
        refused(TestContests.decide("province", first, "DISMISS"), 403, "four-eyes-required");
        refused(TestContests.decide("wuhu", first, "DISMISS"), 404, "contest-objection-not-found");
        refused(TestContests.decide("hefei", first, "UPHOLD"), 409, "contest-scores-left");
        assertThat(TestContests.decide("hefei", first, "DISMISS").<String>path("status"))
                .isEqualTo("DISMISSED");
        refused(TestContests.decide("hefei", first, "UPHOLD"), 409, "transition-not-allowed");
        assertThat(TestContests.decide("province2", second, "UPHOLD").<String>path("status"))
                .isEqualTo("UPHELD");
        Response shown = given().get(PATH + "/" + id);
        assertThat(shown.<String>path("sheet[0].strikeReason")).isEqualTo("经核实");
        assertThat(shown.<Integer>path("sheet[0].rank")).isNull();
        assertThat(as("enterprise").get(ENTRIES + "/" + noticed.entry()).<String>path("status"))
                .isEqualTo("STRUCK");
        assertThat(as("enterprise2").get(PATH + "/" + id + "/objections").<List<String>>path("data.id"))
                .isEmpty();
        assertThat(as("enterprise").get(PATH + "/" + id + "/objections").<List<String>>path("data.id"))
                .containsExactly(second, first);
        assertThat(move(ORGANIZER, id, "conclusions").<List<Object>>path("holders"))
                .isEmpty();
    }

    @Test
    void whatIsWithdrawnOrDraftIsNotShownToOthers() {
        refused(
                as("enterprise2").get(TestContests.OBJECTIONS + "/" + TestContests.objected()),
                404,
                "contest-objection-not-found");
        refused(as("hefei").get(SCORES + "/" + TestContests.scored()), 404, "contest-score-not-found");
        String id = TestContests.drafted();
        for (String below : List.of("entries", "objections", "scores")) {
            refused(as("wuhu").get(PATH + "/" + id + "/" + below), 404, "contest-not-found");
        }
        refused(
                post("province", PATH + "/" + id + "/juries", Map.of("accountIds", List.of(), "reason", "抽取")),
                400,
                "invalid-request");
    }
}
