package cn.dengyun.monitoring.indicator;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.monitoring.plan.PlanRegions;
import cn.dengyun.monitoring.plan.TestPlans;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.monitoring.IndicatorFigures;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Statistics equal a recount, sum up, stay as they were answered, and tell nobody what is not for him. */
@QuarkusTest
class IndicatorTest {

    private static final String PATH = IndicatorResource.PATH;
    private static final String FEIXI = "340123";
    private static final String HEFEI = "340100";
    private static final String HIDDEN = "340600";

    /** Before anything that the platform has, so that nothing else is counted in it. */
    private static final String LONG_AGO = "2001-01";

    private static final int RECOUNTS = 20;

    /** Of a question and an instant; ten thousand on demand. */
    private static final int PAIRS = Integer.getInteger("statistics.pairs", 500);

    @Inject
    IndicatorRecount recount;

    @Inject
    IndicatorRounds rounds;

    @Inject
    Instance<IndicatorFigures> figures;

    @Inject
    PlanRegions regions;

    @Inject
    DataSource database;

    private void count() {
        recount.count().await().indefinitely();
    }

    private static Response observations(RequestSpecification caller, String code, Map<String, ?> query) {
        return caller.queryParams(query).get(PATH + "/" + code + "/observations");
    }

    private static Response answered(RequestSpecification caller, String code, Map<String, ?> query) {
        Response answer = observations(caller, code, query);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer;
    }

    private static String month() {
        return YearMonth.from(TestPlans.today()).toString();
    }

    private static Map<String, Object> thisMonth(ObservationLevel level) {
        return Map.of("fromMonth", month(), "toMonth", month(), "level", level);
    }

    private static long sum(Response answer) {
        return answer.<List<Number>>path("observations.value").stream()
                .mapToLong(Number::longValue)
                .sum();
    }

    private static Number valueOf(Response answer, String region) {
        return answer.path("observations.find { it.regionCode == '" + region + "' }.value");
    }

    private static void refused(Response answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.asString()).contains("\"" + code + "\"");
    }

    @Test
    void whatIsCountedIsWhatIsDefined() {
        List<String> defined = SignedIn.as("province").get(PATH).path("indicators.code");

        assertThat(figures.stream().map(IndicatorFigures::indicator)).containsExactlyInAnyOrderElementsOf(defined);
        assertThat(defined).hasSize(12).startsWith("CLOUD_ENTERPRISES", "DEEP_ENTERPRISES");
    }

    @Test
    void theyAreGivenAsJsonAlone() {
        for (String path : List.of(PATH, "/api/v1/statistics")) {
            refused(given().accept("text/x-none").get(path), 406, "not-acceptable");
        }
    }

    @Test
    void countiesSumUpToUnitsAndUnitsToTheProvince() {
        count();

        for (IndicatorFigures each : figures) {
            Response units = answered(SignedIn.as("province"), each.indicator(), thisMonth(ObservationLevel.UNIT));
            long province =
                    sum(answered(SignedIn.as("province"), each.indicator(), thisMonth(ObservationLevel.PROVINCE)));

            assertThat(units.<List<String>>path("observations.regionCode")).containsExactlyElementsOf(TestPlans.UNITS);
            assertThat(sum(units)).as(each.indicator()).isEqualTo(province);
            assertThat(sum(answered(SignedIn.as("province"), each.indicator(), thisMonth(ObservationLevel.COUNTY))))
                    .as(each.indicator())
                    .isEqualTo(province);
            Map<String, Object> ofHefei = new HashMap<>(thisMonth(ObservationLevel.COUNTY));
            ofHefei.put("region", HEFEI);
            assertThat(sum(answered(SignedIn.as("province"), each.indicator(), ofHefei)))
                    .as(each.indicator())
                    .isEqualTo(valueOf(units, HEFEI).longValue());
        }
    }

    @Test
    void enterprisesOnTheCloudAreThoseOfTheOtherCounts() {
        Background.settle();
        count();
        Response counts = given().get("/api/v1/adoption-counts");
        Response cloud = answered(given(), "CLOUD_ENTERPRISES", thisMonth(ObservationLevel.UNIT));
        Response deep = answered(given(), "DEEP_ENTERPRISES", thisMonth(ObservationLevel.UNIT));

        assertThat(cloud.<List<Integer>>path("observations.value")).isEqualTo(counts.path("places.adopted"));
        assertThat(deep.<List<Integer>>path("observations.value")).isEqualTo(counts.path("places.deep"));
    }

    @Test
    void aRecountOfTheRowsComesToTheSame() throws SQLException {
        Background.settle();
        count();

        for (IndicatorFigures each : figures) {
            Response answer = answered(
                    SignedIn.as("province"),
                    each.indicator(),
                    Map.of("fromMonth", YearMonth.parse(month()).minusMonths(23).toString(), "level", "PROVINCE"));
            Map<String, Long> counted = recounted(each, Instant.parse(answer.path("countedAt")));
            List<Map<String, Object>> rows = answer.path("observations");

            assertThat(rows).isNotEmpty();
            rows.forEach(row -> assertThat(((Number) row.get("value")).longValue())
                    .as("%s %s", each.indicator(), row)
                    .isEqualTo(counted.getOrDefault((String) row.get("month"), 0L)));
        }
    }

    /** By month, of what is in one of the units. */
    private Map<String, Long> recounted(IndicatorFigures of, Instant now) throws SQLException {
        String sql = "SELECT region_code, to_char(month, 'YYYY-MM') AS month, value FROM ("
                + of.rows().replace("$1", "'" + now + "'::timestamptz") + ") f";
        Map<String, Long> months = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                if (regions.unitOf(rows.getString("region_code")) != null) {
                    months.merge(rows.getString("month"), rows.getLong("value"), Long::sum);
                }
            }
        }
        return months;
    }

    @Test
    void whatWasAnsweredIsAnsweredForEver() {
        count();
        Map<String, Object> query =
                Map.of("fromMonth", month(), "toMonth", month(), "level", "COUNTY", "region", FEIXI);
        Response before = answered(given(), "REGISTERED_ENTERPRISES", query);
        TestEnterprise.registered(FEIXI);
        assertThat(answered(given(), "REGISTERED_ENTERPRISES", query).asString())
                .isEqualTo(before.asString());

        count();

        Response after = answered(given(), "REGISTERED_ENTERPRISES", query);
        assertThat(valueOf(after, FEIXI).longValue())
                .isEqualTo(valueOf(before, FEIXI).longValue() + 1);
        Map<String, Object> then = new HashMap<>(query);
        then.put("asOf", before.path("countedAt"));
        assertThat(answered(given(), "REGISTERED_ENTERPRISES", then).asString()).isEqualTo(before.asString());
        then.put("asOf", "2001-01-01T00:00:00Z");
        assertThat(answered(given(), "REGISTERED_ENTERPRISES", then).<List<?>>path("observations"))
                .isEmpty();
    }

    private record Question(boolean isOfAnAuthority, String indicator, Map<String, ?> query) {

        /** As of now where that is null. */
        String answer(Instant asOf) {
            Map<String, Object> asked = new HashMap<>(query);
            if (asOf != null) {
                asked.put("asOf", asOf.toString());
            }
            return answered(isOfAnAuthority ? SignedIn.as("province") : given(), indicator, asked)
                    .asString();
        }
    }

    @Test
    void anyPastInstantIsAnsweredAsItWasThen() {
        List<Question> questions = List.of(
                new Question(false, "REGISTERED_ENTERPRISES", Map.of()),
                new Question(false, "REGISTERED_ENTERPRISES", Map.of("level", "COUNTY", "region", FEIXI)),
                new Question(true, "REGISTERED_ENTERPRISES", thisMonth(ObservationLevel.PROVINCE)),
                new Question(false, "OFFERINGS_LISTED", thisMonth(ObservationLevel.UNIT)),
                new Question(true, "VOUCHER_APPLICATIONS", Map.of()),
                new Question(false, "VOUCHERS_ISSUED_FEN", Map.of("level", "PROVINCE")));
        Random random = new Random(20_180_701);
        TreeMap<Instant, List<String>> then = new TreeMap<>();
        try (Background background = Background.paused()) {
            for (int i = 0; i < RECOUNTS; i++) {
                TestEnterprise.registered(random.nextBoolean() ? FEIXI : HIDDEN);
                count();
                Instant counted =
                        Instant.parse(answered(given(), "ORDERS", Map.of()).path("countedAt"));
                then.put(
                        counted,
                        questions.stream().map(each -> each.answer(null)).toList());
            }
            long micros = ChronoUnit.MICROS.between(then.firstKey(), then.lastKey());
            assertThat(then.values().stream().map(each -> each.get(0)).distinct())
                    .hasSize(RECOUNTS);
            for (int i = 0; i < PAIRS; i++) {
                // The moments of the recounts themselves too, and those next to them.
                Instant asOf = i % 2 == 0
                        ? then.firstKey().plus(random.nextLong(micros + 1), ChronoUnit.MICROS)
                        : List.copyOf(then.keySet())
                                .get(random.nextInt(1, RECOUNTS))
                                .plus(random.nextInt(-1, 2), ChronoUnit.MICROS);
                int question = random.nextInt(questions.size());
                assertThat(questions.get(question).answer(asOf))
                        .as("%s as of %s", questions.get(question), asOf)
                        .isEqualTo(then.floorEntry(asOf).getValue().get(question));
            }
        }
    }

    @Test
    void aRecountThatFindsNothingElseKeepsNothing() throws SQLException {
        Background.settle();
        count();
        long before = rows();

        count();

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void whoeverCountsAtOnceKeepsNothingTwice() throws SQLException {
        TestEnterprise.registered(FEIXI);

        Uni.join().all(recount.count(), recount.count()).andFailFast().await().indefinitely();

        assertThat(number("""
                SELECT count(*) FROM (SELECT (value, contributors, largest)::text AS found,
                    lag((value, contributors, largest)::text) OVER (PARTITION BY indicator, level, month, region_code
                        ORDER BY observed_at) AS before FROM indicator_observation) o WHERE found = before
                """)).isZero();
    }

    @Test
    void noMonthIsPassedOverWhereTimeIsMovedOn() {
        assertThat(rounds.nextAfter(Instant.parse("2018-10-05T00:00:00Z"))
                        .await()
                        .indefinitely())
                .contains(Instant.parse("2018-10-31T15:59:00Z"));
        assertThat(rounds.nextAfter(Instant.parse("2018-10-31T15:59:00Z"))
                        .await()
                        .indefinitely())
                .contains(Instant.parse("2018-11-30T15:59:00Z"));
    }

    private long rows() throws SQLException {
        return number("SELECT count(*) FROM indicator_observation");
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet found = statement.executeQuery()) {
            found.next();
            return found.getLong(1);
        }
    }

    @Test
    void itIsCountedOnceADay() {
        count();
        Response before = given().get(StatisticsResource.PATH);
        Background.settle();
        recount.countIfDue().await().indefinitely();

        assertThat(given().get(StatisticsResource.PATH).<String>path("countedAt"))
                .isEqualTo(before.path("countedAt"));
    }

    @Test
    void strangersKnowOfPublicIndicatorsAlone() {
        assertThat(given().get(PATH).<List<String>>path("indicators.code"))
                .contains("ORDERS")
                .doesNotContain("VOUCHER_APPLICATIONS", "SECURITY_INCIDENTS");
        assertThat(given().get(PATH + "/ORDERS").<String>path("visibility")).isEqualTo("PUBLIC");
        for (RequestSpecification caller : List.of(given(), SignedIn.as("enterprise"), SignedIn.as("platform"))) {
            refused(caller.get(PATH + "/VOUCHER_APPLICATIONS"), 404, "indicator-not-found");
        }
        refused(observations(given(), "SECURITY_INCIDENTS", Map.of()), 404, "indicator-not-found");
        refused(observations(given(), "NOTHING", Map.of()), 404, "indicator-not-found");
        assertThat(SignedIn.as("finance").get(PATH + "/VOUCHER_APPLICATIONS").statusCode())
                .isEqualTo(200);
    }

    @Test
    void authoritiesSeeCountiesOfTheirOwnRegionAlone() {
        count();
        Map<String, Object> counties = thisMonth(ObservationLevel.COUNTY);

        assertThat(answered(SignedIn.as("feixi"), "VOUCHER_APPLICATIONS", counties)
                        .<List<String>>path("observations.regionCode"))
                .containsExactly(FEIXI);
        assertThat(answered(SignedIn.as("wuhu"), "VOUCHER_APPLICATIONS", counties)
                        .<List<String>>path("observations.regionCode"))
                .contains("340200", "340207")
                .allMatch(code -> code.startsWith("3402"));
        assertThat(answered(SignedIn.as("province"), "VOUCHER_APPLICATIONS", counties)
                        .<List<String>>path("observations.regionCode"))
                .contains(FEIXI, "340207", "340826", "341882");
        assertThat(answered(SignedIn.as("feixi"), "VOUCHER_APPLICATIONS", thisMonth(ObservationLevel.UNIT))
                        .<List<String>>path("observations.regionCode"))
                .hasSize(18);
    }

    @Test
    void amountsOfAMonthThatIsNotOverAreForAuthorities() {
        count();
        Map<String, Object> units = thisMonth(ObservationLevel.UNIT);

        assertThat(answered(given(), "VOUCHERS_ISSUED_FEN", units).<List<?>>path("observations"))
                .isEmpty();
        assertThat(answered(SignedIn.as("hefei"), "VOUCHERS_ISSUED_FEN", units)
                        .<List<String>>path("observations.regionCode"))
                .containsExactly(HEFEI);
        assertThat(answered(SignedIn.as("auditor"), "VOUCHERS_ISSUED_FEN", units)
                        .<List<String>>path("observations.regionCode"))
                .hasSize(18);
    }

    @Test
    void anAmountOfFewIsHiddenFromOthersTogetherWithOneMore() throws SQLException {
        count();
        observed(ObservationLevel.PROVINCE, "340000", 1_000, 10, 300);
        observed(ObservationLevel.UNIT, HEFEI, 500, 4, 200);
        observed(ObservationLevel.UNIT, "340200", 100, 1, 100);
        observed(ObservationLevel.UNIT, HIDDEN, 400, 5, 100);
        Map<String, Object> query = Map.of("fromMonth", LONG_AGO, "toMonth", LONG_AGO);

        Response everybody = answered(given(), "VOUCHERS_PAID_FEN", query);
        Response hefei = answered(SignedIn.as("hefei"), "VOUCHERS_PAID_FEN", query);
        Response wuhu = answered(SignedIn.as("wuhu"), "VOUCHERS_PAID_FEN", query);

        assertThat(valueOf(everybody, HEFEI)).isEqualTo(500);
        assertThat(valueOf(everybody, "340200")).isNull();
        assertThat(valueOf(everybody, HIDDEN)).isNull();
        assertThat(everybody.<List<String>>path("observations.findAll { it.isProtected }.regionCode"))
                .containsExactly("340200", HIDDEN);
        assertThat(valueOf(everybody, "340300")).isEqualTo(0);
        assertThat(valueOf(hefei, "340200")).isNull();
        assertThat(valueOf(wuhu, "340200")).isEqualTo(100);
        assertThat(valueOf(wuhu, HIDDEN)).isNull();
        assertThat(valueOf(answered(SignedIn.as("province"), "VOUCHERS_PAID_FEN", query), HIDDEN))
                .isEqualTo(400);
    }

    /** As if a recount before the first one had found that; the next one finds that it is gone. */
    private void observed(ObservationLevel level, String region, long value, int contributors, long largest)
            throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO indicator_observation (indicator, level, month, region_code, observed_at, value,"
                                + " contributors, largest) VALUES ('VOUCHERS_PAID_FEN', ?, ?::date, ?, ?, ?, ?, ?)")) {
            insert.setString(1, level.name());
            insert.setString(2, LONG_AGO + "-01");
            insert.setString(3, region);
            insert.setObject(4, OffsetDateTime.of(2001, 2, 1, 0, 0, 0, 0, ZoneOffset.UTC));
            insert.setLong(5, value);
            insert.setInt(6, contributors);
            insert.setLong(7, largest);
            insert.executeUpdate();
        }
    }

    @Test
    void whatCannotBeAnsweredIsRefused() {
        refused(
                observations(given(), "ORDERS", Map.of("fromMonth", "2018-10", "toMonth", "2018-09")),
                400,
                "observation-months-unfit");
        refused(
                observations(given(), "ORDERS", Map.of("fromMonth", "2017-01", "toMonth", "2019-01")),
                400,
                "observation-months-unfit");
        answered(given(), "ORDERS", Map.of("fromMonth", "2017-01", "toMonth", "2018-12"));
        refused(
                observations(given(), "ORDERS", Map.of("asOf", "2099-01-01T00:00:00Z")),
                400,
                "observation-moment-ahead");
        refused(observations(given(), "ORDERS", Map.of("region", "990000")), 404, "region-not-found");
        assertThat(observations(given(), "ORDERS", Map.of("fromMonth", "2018-13"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(observations(given(), "ORDERS", Map.of("level", "CITY")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void whoHasAnAnswerIsToldThatItHolds() {
        count();
        for (String path : List.of(PATH, PATH + "/ORDERS", PATH + "/ORDERS/observations", StatisticsResource.PATH)) {
            Response first = given().get(path);

            assertThat(given().header("If-None-Match", first.header("ETag"))
                            .get(path)
                            .statusCode())
                    .as(path)
                    .isEqualTo(304);
            assertThat(given().header("Accept-Language", "en")
                            .header("If-None-Match", first.header("ETag"))
                            .get(path)
                            .statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    @Test
    void thePublicPageHasUnitsRanksAndTheProvince() {
        count();
        Response page = given().get(StatisticsResource.PATH);
        List<Map<String, Object>> indicators = page.path("indicators");

        assertThat(indicators).hasSize(10);
        assertThat(page.<String>path("countedAt")).isNotNull();
        for (Map<String, Object> indicator : indicators) {
            if (!"COUNT".equals(indicator.get("unit"))) {
                continue;
            }
            List<Map<String, Object>> units = units(indicator);
            assertThat(units).hasSize(18);
            assertThat(units.stream().mapToLong(unit -> number(unit, "value")).sum())
                    .isEqualTo(number(indicator, "value"));
            units.forEach(unit -> assertThat(number(unit, "rank"))
                    .isEqualTo(1
                            + units.stream()
                                    .filter(other -> number(other, "value") > number(unit, "value"))
                                    .count()));
            assertThat(indicator.get("month")).isEqualTo(month());
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> units(Map<String, Object> indicator) {
        return (List<Map<String, Object>>) indicator.get("units");
    }

    private static long number(Map<String, Object> of, String field) {
        return ((Number) of.get(field)).longValue();
    }
}
