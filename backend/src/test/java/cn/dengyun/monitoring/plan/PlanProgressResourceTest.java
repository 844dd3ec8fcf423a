package cn.dengyun.monitoring.plan;

import static cn.dengyun.monitoring.plan.TestPlans.PATH;
import static cn.dengyun.monitoring.plan.TestPlans.published;
import static cn.dengyun.monitoring.plan.TestPlans.publishedBy;
import static cn.dengyun.monitoring.plan.TestPlans.toFile;
import static cn.dengyun.monitoring.plan.TestPlans.year;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.monitoring.plan.domain.PlanIndicator;
import cn.dengyun.platform.monitoring.PlanFigures;
import cn.dengyun.platform.monitoring.PlanFigures.DayFigure;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How far plans are follows what slices count, and parts and rest sum up to the whole. */
@QuarkusTest
class PlanProgressResourceTest {

    private static final String REGISTERED = "indicators.find { it.indicator == 'REGISTERED_ENTERPRISES' }.";

    @Inject
    Instance<PlanFigures> figures;

    private static JsonPath progress(String plan, Map<String, ?> query) {
        return given().queryParams(query)
                .get(PATH + "/" + plan + "/progress")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static long number(JsonPath found, String path) {
        return found.<Number>get(path).longValue();
    }

    private static long sum(JsonPath found) {
        List<Number> parts = found.get(REGISTERED + "parts.actual");
        return parts.stream().mapToLong(Number::longValue).sum() + number(found, REGISTERED + "rest.actual");
    }

    @Test
    void whatIsRegisteredCountsWhereItIs() {
        int year = year();
        String plan = published(year);
        publishedBy("hefei", "province", toFile(year, "340100"));
        JsonPath before = progress(plan, Map.of("unit", "340100"));

        TestEnterprise.registered("340123");

        JsonPath after = progress(plan, Map.of("unit", "340100"));
        String feixi = REGISTERED + "parts.find { it.regionCode == '340123' }.actual";
        assertThat(number(after, feixi)).isEqualTo(number(before, feixi) + 1);
        assertThat(number(after, REGISTERED + "whole.actual"))
                .isEqualTo(number(before, REGISTERED + "whole.actual") + 1)
                .isEqualTo(sum(after));
        JsonPath province = progress(plan, Map.of());
        assertThat(number(province, REGISTERED + "whole.actual")).isEqualTo(sum(province));
        assertThat(number(province, REGISTERED + "parts.find { it.regionCode == '340100' }.actual"))
                .isEqualTo(number(after, REGISTERED + "whole.actual"));
        assertThat(province.<List<String>>get(REGISTERED + "parts.regionCode")).hasSize(18);
        assertThat(province.<String>get("on")).isEqualTo(TestPlans.today().toString());
    }

    @Test
    void whatNobodyCountsIsSaidAndNobodyKnowsOfDaysToCome() {
        String plan = published(year());

        JsonPath found = progress(plan, Map.of("indicator", "CLOUD_ENTERPRISES", "on", "2100-01-01"));

        assertThat(found.<List<String>>get("indicators.indicator")).containsExactly("CLOUD_ENTERPRISES");
        boolean isCounted = figures.stream().anyMatch(each -> each.indicator().equals("CLOUD_ENTERPRISES"));
        assertThat(found.<Boolean>get("indicators[0].isCounted")).isEqualTo(isCounted);
        assertThat(found.<Object>get("indicators[0].whole.actual") != null).isEqualTo(isCounted);
        assertThat(number(found, "indicators[0].whole.target")).isEqualTo(TestPlans.CLOUD);
        assertThat(found.<String>get("on")).isEqualTo(TestPlans.today().toString());
    }

    @Test
    void whatIsAskedForWronglyIsRefused() {
        String plan = published(year());

        assertThat(given().queryParam("unit", "340123")
                        .get(PATH + "/" + plan + "/progress")
                        .<List<String>>path("errors.code"))
                .containsExactly("plan-region-unfit");
        assertThat(given().queryParam("on", "0001-01-01")
                        .get(PATH + "/" + plan + "/progress")
                        .statusCode())
                .isEqualTo(400);
        assertThat(given().get(PATH + "/" + UUID.randomUUID() + "/progress").statusCode())
                .isEqualTo(404);
    }

    @Test
    void eachIndicatorIsCountedOnceAndUnderAKnownName() {
        List<String> counted = figures.stream().map(PlanFigures::indicator).toList();

        assertThat(counted)
                .doesNotHaveDuplicates()
                .contains(
                        "REGISTERED_ENTERPRISES",
                        "VOUCHERS_ISSUED",
                        "VOUCHERS_USED",
                        "ORDERS_ACCEPTED",
                        "PILOT_ENTERPRISES")
                .allMatch(indicator -> Arrays.stream(PlanIndicator.values())
                        .anyMatch(known -> known.name().equals(indicator)));
    }

    @Test
    void whatIsAddedDayByDaySumsUpToWhatIsAddedAtOnce() {
        LocalDate first = LocalDate.of(2018, 1, 1);
        LocalDate middle = TestPlans.today().minusDays(10);
        for (PlanFigures each : figures) {
            assertThat(sum(each, first, middle) + sum(each, middle.plusDays(1), TestPlans.today()))
                    .as(each.indicator())
                    .isEqualTo(sum(each, first, TestPlans.today()));
        }
    }

    private static long sum(PlanFigures counter, LocalDate first, LocalDate last) {
        return counter.added(first, last).await().indefinitely().stream()
                .mapToLong(DayFigure::added)
                .sum();
    }
}
