package cn.dengyun.monitoring.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.catalogue.rest.StatementRecorder;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.monitoring.indicator.ObservationLevel;
import cn.dengyun.monitoring.indicator.RegionFigures;
import cn.dengyun.monitoring.indicator.RegionFigures.RegionFigure;
import cn.dengyun.monitoring.indicator.RegionFigures.RegionMonth;
import cn.dengyun.monitoring.indicator.TestRecount;
import cn.dengyun.monitoring.issue.TestIssues;
import cn.dengyun.monitoring.plan.TestPlans;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.web.Language;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Roles;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A dashboard has the numbers of the lists that it names, for who may see them, and says when they are others. */
@QuarkusTest
class DashboardTest {

    private static final String PATH = DashboardResource.PATH;
    private static final String PROVINCE = "340000";
    private static final String HEFEI = "340100";
    private static final String FEIXI = "340123";
    private static final Actor WUHU =
            new Actor(Ids.next(), false, Ids.next(), Set.of(Roles.AUTHORITY), Set.of(), "340200");

    /** Some of them for each slice that is asked, and for each target that is counted; the work list is its own. */
    private static final int MAX_STATEMENTS = 24;

    @Inject
    RegionFigures figures;

    @BeforeEach
    void recount() {
        TestRecount.now();
    }

    private static Response ask(String account, String region) {
        return SignedIn.as(account).get(PATH + "/" + region);
    }

    private static JsonPath read(String account, String path) {
        Response answer = SignedIn.as(account).get(path);
        assertThat(answer.statusCode()).as(path + ": " + answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private static void refused(Response answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
    }

    private static Number number(Object value) {
        return value == null ? null : ((Number) value).longValue();
    }

    @ParameterizedTest
    @CsvSource({"province,340000", "hefei,340100", "feixi,340123", "province,340100", "auditor,340123"})
    void indicatorsAreThoseOfTheirOwnLists(String account, String region) {
        try (Background background = Background.paused()) {
            JsonPath dashboard = read(account, PATH + "/" + region);
            List<Map<String, Object>> indicators = dashboard.getList("indicators");

            assertThat(indicators).hasSize(12);
            for (Map<String, Object> indicator : indicators) {
                JsonPath list = read(account, (String) indicator.get("href"));
                List<Map<String, Object>> rows =
                        list.getList("observations.findAll { it.regionCode == '" + region + "' }");
                assertThat(list.getString("countedAt")).isEqualTo(dashboard.getString("countedAt"));
                assertThat(trend(indicator.get("trend"))).as("%s", indicator).isEqualTo(trend(rows));
                Map<String, Object> last = rows.isEmpty() ? Map.of() : rows.get(rows.size() - 1);
                assertThat(indicator.get("month")).isEqualTo(last.get("month"));
                assertThat(number(indicator.get("value"))).isEqualTo(number(last.get("value")));
                assertThat(indicator.get("isProtected")).isEqualTo(last.getOrDefault("isProtected", false));
            }
        }
    }

    /** Exactly those of the list in the last month, also what lies in none of them; so counts add up. */
    @ParameterizedTest
    @CsvSource({"province,340000", "auditor,340000", "hefei,340100", "province,340100", "auditor,340100"})
    void regionsInItHaveTheValuesOfTheirList(String account, String region) {
        try (Background background = Background.paused()) {
            List<Map<String, Object>> indicators =
                    read(account, PATH + "/" + region).getList("indicators");

            for (Map<String, Object> indicator : indicators) {
                assertThat(indicator.get("month")).as("%s", indicator).isNotNull();
                JsonPath list = read(account, (String) indicator.get("childrenHref"));
                List<Map<String, Object>> rows =
                        list.getList("observations.findAll { it.month == '" + indicator.get("month") + "' }");
                List<?> children = (List<?>) indicator.get("children");
                assertThat(children).as("%s", indicator).hasSizeGreaterThan(5);
                assertThat(places(children)).isEqualTo(places(rows));
                long sum = children.stream()
                        .mapToLong(child ->
                                number(((Map<?, ?>) child).get("value")).longValue())
                        .sum();
                assertThat(number(indicator.get("value"))).as("%s", indicator).isEqualTo(sum);
            }
        }
    }

    private static List<String> places(List<?> rows) {
        return rows.stream()
                .map(row -> (Map<?, ?>) row)
                .map(row -> row.get("regionCode") + " " + row.get("regionName") + " " + row.get("value") + " "
                        + row.get("isProtected"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"feixi,340123", "province,340123", "province,340826"})
    void whatIsNotDividedHasNothingInIt(String account, String region) {
        JsonPath dashboard = read(account, PATH + "/" + region);

        assertThat(dashboard.<List<?>>getList("indicators.children"))
                .hasSize(12)
                .allSatisfy(each -> assertThat(each).isEmpty());
        assertThat(dashboard.<Object>getList("indicators.childrenHref")).containsOnlyNulls();
    }

    /** Nobody has a dashboard of what he does not oversee; what stands behind it hides the same as the list does. */
    @Test
    void amountsOfOthersAreHiddenAsInTheirList() {
        try (Background background = Background.paused()) {
            Instant at = figures.lastCounted().await().indefinitely().orElseThrow();
            List<RegionFigure> ofProvince = figures.of(
                            WUHU, PROVINCE, ObservationLevel.PROVINCE, ObservationLevel.UNIT, at, Language.ZH)
                    .await()
                    .indefinitely();

            assertThat(ofProvince).hasSize(12);
            for (RegionFigure figure : ofProvince) {
                String list = figure.path() + "/observations?level=UNIT&region=" + PROVINCE + "&asOf=" + at;
                List<RegionMonth> months = figure.months();
                String month = months.isEmpty()
                        ? "none"
                        : months.get(months.size() - 1).month().toString();
                List<Map<String, Object>> rows =
                        read("wuhu", list).getList("observations.findAll { it.month == '" + month + "' }");
                assertThat(figure.parts().stream().map(part -> part.regionCode() + " " + part.value()))
                        .as(figure.code())
                        .containsExactlyElementsOf(rows.stream()
                                .map(row -> row.get("regionCode") + " " + row.get("value"))
                                .toList());
            }
        }
    }

    private static List<String> trend(Object rows) {
        return ((List<?>) rows)
                .stream()
                        .map(row -> ((Map<?, ?>) row).get("month") + " " + ((Map<?, ?>) row).get("value"))
                        .toList();
    }

    @Test
    void ranksOfUnitsAreThoseOfThePublicPage() {
        JsonPath page = given().get("/api/v1/statistics").jsonPath();
        List<Map<String, Object>> indicators = read("hefei", PATH + "/" + HEFEI).getList("indicators");

        assertThat(indicators.stream().filter(each -> each.get("rank") != null)).hasSizeGreaterThan(5);
        for (Map<String, Object> indicator : indicators) {
            Integer expected = page.get("indicators.find { it.code == '" + indicator.get("code")
                    + "' }?.units?.find { it.regionCode == '340100' }?.rank");
            if (!"FEN".equals(indicator.get("unit")) && expected != null) {
                assertThat(indicator.get("rank")).as("%s", indicator).isEqualTo(expected);
            } else if ("FEN".equals(indicator.get("unit"))) {
                assertThat(indicator.get("rank")).isNull();
            }
        }
    }

    @Test
    void aCountyIsRankedWhereItSeesThoseBesideIt() {
        Map<String, Integer> ofCounty = ranks("feixi");
        Map<String, Integer> ofCity = ranks("hefei");

        assertThat(ofCounty.get("CLOUD_ENTERPRISES"))
                .isEqualTo(ofCity.get("CLOUD_ENTERPRISES"))
                .isNotNull();
        assertThat(ofCounty.get("VOUCHER_APPLICATIONS")).isNull();
        assertThat(ofCity.get("VOUCHER_APPLICATIONS")).isNotNull();
        assertThat(read("province", PATH + "/" + PROVINCE).<Object>getList("indicators.rank"))
                .containsOnlyNulls();
    }

    private static Map<String, Integer> ranks(String account) {
        Map<String, Integer> ranks = new HashMap<>();
        read(account, PATH + "/" + FEIXI)
                .<Map<String, Object>>getList("indicators")
                .forEach(each -> ranks.put((String) each.get("code"), (Integer) each.get("rank")));
        return ranks;
    }

    @ParameterizedTest
    @CsvSource({"province,340000", "hefei,340100", "feixi,340123", "auditor,340000"})
    void thePlanIsAsFarAsItsProgressSays(String account, String region) {
        try (Background background = Background.paused()) {
            JsonPath dashboard = read(account, PATH + "/" + region);
            JsonPath progress = read(account, dashboard.getString("plan.progressHref"));
            List<Map<String, Object>> targets = dashboard.getList("plan.targets");

            assertThat(dashboard.getInt("plan.year"))
                    .isEqualTo(TestPlans.today().getYear());
            assertThat(targets).isNotEmpty();
            for (Map<String, Object> target : targets) {
                String of = "indicators.find { it.indicator == '" + target.get("indicator") + "' }.";
                Map<String, Object> row = progress.get(
                        of + (PROVINCE.equals(region) ? "whole" : "parts.find { it.regionCode == '" + region + "' }"));
                assertThat(target.get("progress")).isEqualTo(row);
                Map<String, Object> indicator =
                        dashboard.get("indicators.find { it.code == '" + target.get("indicator") + "' }");
                if (indicator != null) {
                    assertThat(indicator.get("target")).isEqualTo(row.get("target"));
                    assertThat(indicator.get("completion")).isEqualTo(row.get("completion"));
                }
            }
            assertThat(dashboard.<Object>getList("plan.warnings"))
                    .isEqualTo(read(account, dashboard.getString("plan.warningsHref"))
                            .getList("data"));
        }
    }

    @ParameterizedTest
    @CsvSource({"province,340000", "hefei,340100", "feixi,340123"})
    void whatWaitsIsTheWorkListOfWhoeverIsOfTheOffice(String account, String region) {
        TestIssues.raised("feixi");
        try (Background background = Background.paused()) {
            JsonPath dashboard = read(account, PATH + "/" + region);
            JsonPath summary = read(account, "/api/v1/work-items/summary");

            assertThat(dashboard.getBoolean("work.isOwn")).isTrue();
            for (String count : List.of("open", "dueSoon", "overdue")) {
                assertThat(dashboard.getLong("work." + count)).isEqualTo(summary.getLong("total." + count));
                assertThat(dashboard.<Object>getList("work.kinds." + count))
                        .isEqualTo(summary.getList("kinds.count." + count));
            }
            assertThat(dashboard.<Object>getList("work.kinds.kind")).isEqualTo(summary.getList("kinds.kind"));
            assertThat(dashboard.<Object>getList("work.kinds.title")).isEqualTo(summary.getList("kinds.title"));
        }
    }

    @Test
    void whatWaitsElsewhereIsThatOfTheOfficeAndHasNoList() {
        TestIssues.raised("feixi");
        try (Background background = Background.paused()) {
            JsonPath own = read("hefei", PATH + "/" + HEFEI);
            JsonPath fromAbove = read("province", PATH + "/" + HEFEI);

            assertThat(fromAbove.getBoolean("work.isOwn")).isFalse();
            assertThat(fromAbove.getString("work.href")).isNull();
            assertThat(fromAbove.<Object>getList("work.kinds.href")).containsOnlyNulls();
            String issues = "work.kinds.find { it.kind == 'COORDINATION_ISSUE_ANSWER' }.open";
            assertThat(fromAbove.getLong(issues)).isEqualTo(own.getLong(issues)).isPositive();
            assertThat(read("auditor", PATH + "/" + HEFEI).getLong(issues)).isEqualTo(own.getLong(issues));
        }
    }

    @Test
    void issuesAreThoseOfTheSummaryThatAreOpen() {
        TestIssues.answered();
        try (Background background = Background.paused()) {
            JsonPath counts = read("hefei", PATH + "/" + HEFEI);
            JsonPath summary = read("hefei", "/api/v1/issues/summary?regionCode=" + HEFEI);

            String open = ".findAll { it.status in ['RAISED', 'ESCALATED', 'ANSWERED'] }";
            assertThat(counts.<Object>getList("issues.counts.statuses")).isEqualTo(summary.getList("statuses" + open));
            assertThat(counts.getLong("issues.counts.total"))
                    .isEqualTo(summary.getLong("statuses" + open + ".count.sum()"))
                    .isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({"province,340000", "hefei,340100", "feixi,340123", "auditor,340100", "auditor,340826"})
    void everyAddressIsThereForWhoeverIsTold(String account, String region) {
        Response answer = ask(account, region);
        List<String> found = hrefs(answer.jsonPath().get("$"));

        assertThat(found).hasSizeGreaterThan(36);
        found.stream().distinct().forEach(href -> read(account, href));
    }

    private static List<String> hrefs(Object node) {
        if (node instanceof List<?> list) {
            return list.stream().flatMap(each -> hrefs(each).stream()).toList();
        }
        if (!(node instanceof Map<?, ?> members)) {
            return List.of();
        }
        return members.entrySet().stream()
                .flatMap(member -> ((String) member.getKey()).matches("href|.*Href") && member.getValue() != null
                        ? Stream.of((String) member.getValue())
                        : hrefs(member.getValue()).stream())
                .toList();
    }

    @Test
    void itNamesTheRegionAndThoseInItInTheLanguageAskedFor() {
        JsonPath province = read("province", PATH + "/" + PROVINCE);
        JsonPath english = SignedIn.as("hefei")
                .header("Accept-Language", "en")
                .get(PATH + "/" + HEFEI)
                .jsonPath();

        assertThat(province.<String>getList("children.regionCode")).isEqualTo(TestPlans.UNITS);
        assertThat(province.getString("level")).isEqualTo("PROVINCE");
        assertThat(english.getString("region.regionName")).isEqualTo("Hefei");
        assertThat(english.<String>getList("children.regionCode")).contains(FEIXI);
        JsonPath county = read("province", PATH + "/340826");
        assertThat(county.getString("level")).isEqualTo("UNIT");
        assertThat(county.<Object>getList("children")).isEmpty();
    }

    @Test
    void onlyTheOfficesFromTheRegionUpwardsAndAuditorsAreTold() {
        refused(given().get(PATH + "/" + HEFEI), 401, "unauthenticated");
        for (String account : List.of("enterprise", "platform", "finance", "sysadmin")) {
            refused(ask(account, HEFEI), 403, "forbidden");
        }
        refused(ask("wuhu", HEFEI), 403, "not-yours");
        refused(ask("feixi", HEFEI), 403, "not-yours");
        refused(ask("hefei", PROVINCE), 403, "not-yours");
        assertThat(ask("hefei", FEIXI).statusCode()).isEqualTo(200);
        refused(ask("province", "349999"), 404, "region-not-found");
        refused(ask("province", "000000"), 404, "region-not-found");
        refused(ask("province", "34010"), 400, "invalid-request");
        refused(SignedIn.as("province").accept("text/csv").get(PATH + "/" + HEFEI), 406, "not-acceptable");
    }

    @Test
    void anAnswerHoldsUntilSomethingOfItIsAnother() {
        try (Background background = Background.paused()) {
            String first = ask("hefei", HEFEI).header("ETag");
            assertThat(status("hefei", first)).isEqualTo(304);
            assertThat(ask("hefei", HEFEI).header("ETag")).isEqualTo(first);
            assertThat(status("auditor", first)).isEqualTo(200);

            TestIssues.raised("feixi");
            String second = ask("hefei", HEFEI).header("ETag");
            assertThat(second).isNotEqualTo(first);
            assertThat(status("hefei", second)).isEqualTo(304);

            TestRecount.now();
            assertThat(status("hefei", second)).isEqualTo(200);
        }
    }

    private static int status(String account, String tag) {
        return SignedIn.as(account)
                .header("If-None-Match", tag)
                .get(PATH + "/" + HEFEI)
                .statusCode();
    }

    @Test
    void whatItCostsDoesNotGrowWithTheRegions() {
        try (Background background = Background.paused()) {
            List.of(PROVINCE, HEFEI, FEIXI).forEach(region -> ask("province", region));

            List<String> ofProvince = statements("province", PROVINCE);
            List<String> ofCity = statements("province", HEFEI);
            List<String> ofCounty = statements("province", FEIXI);

            assertThat(withoutWork(ofProvince)).hasSizeLessThan(MAX_STATEMENTS);
            assertThat(withoutWork(ofCity)).hasSameSizeAs(withoutWork(ofProvince));
            // What the city has published of its share is one more.
            assertThat(withoutWork(ofCounty)).hasSize(withoutWork(ofProvince).size() + 1);
            assertThat(statements("auditor", "340200")).hasSameSizeAs(statements("auditor", HEFEI));
        }
    }

    private static List<String> statements(String account, String region) {
        String token = SignedIn.tokenOf(account);
        StatementRecorder.forget();
        given().auth().oauth2(token).get(PATH + "/" + region).then().statusCode(200);
        return StatementRecorder.statements();
    }

    private static List<String> withoutWork(List<String> statements) {
        return statements.stream()
                .filter(each -> !each.contains("work_") && !each.contains("enable_sort"))
                .toList();
    }

    @Test
    void aMonthIsOneOfTheLastTwelve() {
        List<String> months = read("hefei", PATH + "/" + HEFEI).getList("indicators[0].trend.month");

        assertThat(months)
                .isNotEmpty()
                .isSorted()
                .last()
                .isEqualTo(YearMonth.from(TestPlans.today()).toString());
    }
}
