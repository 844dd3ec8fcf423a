package cn.dengyun.assessment.level;

import static cn.dengyun.assessment.level.TestPreRatings.PATH;
import static cn.dengyun.assessment.level.TestPreRatings.RUNS;
import static cn.dengyun.assessment.level.TestPreRatings.ask;
import static cn.dengyun.identity.SignedIn.as;
import static cn.dengyun.identity.organization.TestEnterprise.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.assessment.standard.TestStandards;
import cn.dengyun.files.TestDocuments;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.database.OwnerDatabase;
import cn.dengyun.platform.job.Background;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The province has all enterprises rated beforehand; what comes of it is each one's own and its authorities'. */
@QuarkusTest
class PreRatingTest {

    private static final int ENTERPRISES = Integer.getInteger("assessment.enterprises", 2_500);

    @Test
    void asManyAsThereAreAreRatedAsOneIs() throws SQLException {
        TestStandards.published(byFigures());
        try {
            change(ORGANIZATIONS, ENTERPRISES);
            change(RECORDS, ENTERPRISES);
            TestEnterprise single = TestEnterprise.certified("340123", "feixi");
            refused(single, "0");
            long start = System.nanoTime();

            String run = TestPreRatings.run();

            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf("%d enterprises rated beforehand, %.0f a second%n", ENTERPRISES, ENTERPRISES / seconds);
            as("hefei").get(RUNS + "/" + run).then().statusCode(200).body("state", is("SUCCEEDED"));
            assertThat(wrong(run)).isZero();
            assertThat(rated(run)).isEqualTo(ENTERPRISES);
            // What has five kinds of services lacks the gate of L4, which it has the score of.
            String five = one(5);
            as("hefei")
                    .get(PATH + "/" + five)
                    .then()
                    .statusCode(200)
                    .body("hasAnswers", is(false))
                    .body("score", is("85.50"))
                    .body("level", is("L3"))
                    .body("nextLevel", is("L4"))
                    .body("missingPoints", is("0.00"))
                    .body("missingGates.indicator", contains("A"));
            single.request()
                    .get(PATH + "/" + single.id())
                    .then()
                    .body("hasAnswers", is(false))
                    .body("score", is("0.00"))
                    .body("missingPoints", is("20.00"));
        } finally {
            change("DELETE FROM adoption_record WHERE provider_code = ?", "PRE-RATING-TEST");
            change("DELETE FROM pre_rating WHERE credit_code LIKE ?", "9977%");
            change("DELETE FROM organization WHERE credit_code LIKE ?", "9977%");
            TestStandards.published();
        }
    }

    /** Nothing is submitted that reaches no level: that one is rated as the others. */
    private static void refused(TestEnterprise enterprise, String kinds) {
        String id = post(
                        enterprise.request(),
                        TestAssessments.PATH,
                        Map.of(
                                "answers",
                                List.of(
                                        Map.of("indicator", "K", "value", kinds),
                                        Map.of("indicator", "A", "value", "NO"))))
                .statusCode(201)
                .extract()
                .path("id");
        TestAssessments.submit(
                        enterprise.request(),
                        id,
                        true,
                        TestAssessments.document(enterprise::request, id, TestDocuments.aPdf()))
                .statusCode(409)
                .body("code", is("assessment-not-rated"));
    }

    @Test
    void figuresCountWhateverWasAnsweredAndAnswersWhereThereAreNone() {
        TestStandards.published();
        TestEnterprise answered = TestEnterprise.certified("340123", "feixi");
        TestAssessments.submitted(answered, Map.of());
        TestEnterprise silent = TestEnterprise.certified("340123", "feixi");

        TestPreRatings.run();

        // 61.225 of its own answers, without the points of kinds of services and adoption, of which nothing is known.
        answered.request()
                .get(PATH + "/" + answered.id())
                .then()
                .statusCode(200)
                .body("hasAnswers", is(true))
                .body("score", is("51.97"))
                .body("level", is("L2"))
                .body("nextLevel", is("L3"))
                .body("missingPoints", is("8.03"))
                .body("missingGates", is(List.of()));
        silent.request()
                .get(PATH + "/" + silent.id())
                .then()
                .body("hasAnswers", is(false))
                .body("level", is("UNRATED"))
                .body("nextLevel", is("L1"));
        as("hefei")
                .queryParam("level", "L2")
                .queryParam("region", "340123")
                .get(PATH)
                .then()
                .body("data.id", hasItem(answered.id()))
                .body("data.level", everyItem(is("L2")));
    }

    @Test
    void aRatingIsItsEnterprisesAndItsAuthoritiesAlone() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        TestEnterprise other = TestEnterprise.certified("340123", "feixi");
        enterprise.request().get(PATH + "/" + enterprise.id()).then().statusCode(404);

        String run = TestPreRatings.run();

        String path = PATH + "/" + enterprise.id();
        enterprise.request().get(path).then().statusCode(200).body("regionCode", is("340123"));
        enterprise.request().get(PATH).then().body("data.id", contains(enterprise.id()));
        for (String account : List.of("feixi", "hefei", "province", "auditor")) {
            as(account).get(path).then().statusCode(200);
        }
        other.request().get(path).then().statusCode(404).body("code", is("pre-rating-not-found"));
        as("wuhu").get(path).then().statusCode(404).body("code", is("pre-rating-not-found"));
        as("wuhu").get(PATH).then().statusCode(200).body("data.id", not(hasItem(enterprise.id())));
        given().get(path).then().statusCode(401);
        SignedIn.asPlatformClient().get(path).then().statusCode(403);
        enterprise.request().get(RUNS + "/" + run).then().statusCode(403);
        as("wuhu").get(RUNS).then().statusCode(200).body("data.id", hasItem(run));
        as("wuhu").get(RUNS + "/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void onlyTheProvinceAsksForARunAndOneAtATime() {
        Background.finishJobs();
        ask("hefei").statusCode(403).body("code", is("not-yours"));
        ask("feixi").statusCode(403);
        ask("auditor").statusCode(403);
        ask("enterprise").statusCode(403);
        try (Background paused = Background.paused()) {
            List<Integer> answers = Stream.of("province", "province2", "province")
                    .map(account -> CompletableFuture.supplyAsync(
                            () -> ask(account).extract().statusCode()))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(answers).containsExactlyInAnyOrder(202, 409, 409);
            ask("province").statusCode(409).body("code", is("pre-rating-running"));
            as("province").get(RUNS).then().body("data[0].state", is("QUEUED")).body("data[0].finishedAt", nullValue());
        }

        TestPreRatings.run();
    }

    /** A standard by what the platform knows alone: kinds of services, and adoption as the gate of L4. */
    private static JsonObject byFigures() {
        JsonArray bands = new JsonArray();
        String[] points = {"25", "45", "70", "80", "95"};
        for (int i = 0; i < points.length; i++) {
            bands.add(new JsonObject().put("from", "" + (i + 1)).put("points", points[i]));
        }
        JsonObject kinds = indicator("K", "90.00", "NUMBER", "SERVICE_KINDS").put("bands", bands);
        JsonObject adopted = indicator("A", "10.00", "YES_NO", "ADOPTED");
        JsonObject form = TestStandards.form()
                .put(
                        "dimensions",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("code", "P")
                                        .put("nameZh", "平台数据")
                                        .put("nameEn", "Figures")
                                        .put("weight", "100.00")
                                        .put(
                                                "indicators",
                                                new JsonArray().add(kinds).add(adopted))))
                .put(
                        "gates",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("level", "L4")
                                        .put("indicator", "A")
                                        .put("value", "YES")));
        return new JsonObject(form.encode());
    }

    private static JsonObject indicator(String code, String weight, String answer, String figure) {
        return new JsonObject()
                .put("code", code)
                .put("nameZh", code)
                .put("nameEn", code)
                .put("weight", weight)
                .put("answer", answer)
                .put("figure", figure);
    }

    private static final String ORGANIZATIONS = """
            INSERT INTO organization (id, credit_code, kind, name_zh, region_code, created_at, updated_at, certification_id,
                certified_at, certified_name_zh, certified_region_code, certified_industry_code, certified_size, certified_tags)
            SELECT gen_random_uuid(), '9977' || lpad(i::text, 14, '0'), 'ENTERPRISE', '预评企业' || i, '340123', now(), now(),
                gen_random_uuid(), now(), '预评企业' || i, '340123', '34', 'SMALL', '{}'
            FROM generate_series(1, ?) AS i
            """;

    /** So many kinds of services as the remainder by six is. */
    private static final String RECORDS = """
            INSERT INTO adoption_record (id, version, source, credit_code, enterprise_name, region_code, provider_id,
                provider_organization_id, provider_name, provider_code, reference, order_id, category_code, signed_on,
                starts_on, content_hash, status, objection_until, counted_at, created_at, updated_at)
            SELECT gen_random_uuid(), 0, 'ORDER', '9977' || lpad(i::text, 14, '0'), '预评企业' || i, '340123',
                '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002', '预评', 'PRE-RATING-TEST',
                k::text, gen_random_uuid(), 'KIND-' || k, '2018-09-01', '2018-09-01', 'x', 'COUNTED', now(), now(), now(), now()
            FROM generate_series(1, ?) AS i CROSS JOIN generate_series(1, 5) AS k WHERE k <= i % 6
            """;

    /** How many have not what their kinds of services make, without adoption. */
    private static long wrong(String run) throws SQLException {
        return number("""
                SELECT count(*) FROM pre_rating WHERE credit_code LIKE '9977%' AND run_id = ? AND (level, score) <> (
                    CASE right(credit_code, 14)::bigint % 6 WHEN 0 THEN 'UNRATED' WHEN 1 THEN 'L1' WHEN 2 THEN 'L2'
                        ELSE 'L3' END,
                    CASE right(credit_code, 14)::bigint % 6 WHEN 0 THEN 0 WHEN 1 THEN 22.5 WHEN 2 THEN 40.5
                        WHEN 3 THEN 63 WHEN 4 THEN 72 ELSE 85.5 END)
                """, run);
    }

    private static long rated(String run) throws SQLException {
        return number("SELECT count(*) FROM pre_rating WHERE credit_code LIKE '9977%' AND run_id = ?", run);
    }

    /** The id of one that has so many kinds. */
    private static String one(int kinds) throws SQLException {
        try (Connection owner = OwnerDatabase.connect();
                PreparedStatement statement =
                        owner.prepareStatement("SELECT id FROM pre_rating WHERE credit_code = ?")) {
            statement.setString(1, "9977" + String.format("%014d", kinds));
            ResultSet found = statement.executeQuery();
            found.next();
            return found.getString(1);
        }
    }

    private static long number(String sql, String run) throws SQLException {
        try (Connection owner = OwnerDatabase.connect();
                PreparedStatement statement = owner.prepareStatement(sql)) {
            statement.setObject(1, UUID.fromString(run));
            ResultSet found = statement.executeQuery();
            found.next();
            return found.getLong(1);
        }
    }

    private static void change(String sql, Object value) throws SQLException {
        try (Connection owner = OwnerDatabase.connect();
                PreparedStatement statement = owner.prepareStatement(sql)) {
            statement.setObject(1, value);
            statement.executeUpdate();
        }
    }
}
