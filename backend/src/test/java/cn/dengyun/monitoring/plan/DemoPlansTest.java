package cn.dengyun.monitoring.plan;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the demo shows of plans: made at the first start, and not again at the next. */
@QuarkusTest
class DemoPlansTest {

    private static final int UNITS = 18;

    @Inject
    DemoPlans demo;

    @Test
    void aYearIsPlannedSharedAndFiled() {
        demo.makeMissing();

        List<String> plans = SignedIn.as("province")
                .queryParams(Map.of("status", "PUBLISHED", "limit", 200))
                .get(TestPlans.PATH)
                .path("data.findAll { it.title.endsWith('（演示）') }.id");
        assertThat(plans).hasSize(1);
        List<Map<String, Object>> targets =
                TestPlans.get(TestPlans.PATH + "/" + plans.get(0) + "/targets").path("targets");
        assertThat(targets)
                .hasSize(4)
                .allSatisfy(target -> assertThat(amounts(target))
                        .hasSize(UNITS)
                        .allSatisfy(amount -> assertThat(amount).isPositive())
                        .satisfies(all -> assertThat(sum(all)).isEqualTo(number(target.get("amount")))));
        assertThat(regions(plans.get(0), "PUBLISHED")).containsExactly("340100");
        assertThat(regions(plans.get(0), "SUBMITTED")).containsExactly("340123");
    }

    private static List<Long> amounts(Map<String, Object> target) {
        List<?> shares = (List<?>) target.get("shares");
        return shares.stream()
                .map(share -> number(((Map<?, ?>) share).get("amount")))
                .toList();
    }

    private static long sum(List<? extends Long> amounts) {
        return amounts.stream().mapToLong(Long::longValue).sum();
    }

    private static long number(Object amount) {
        return ((Number) amount).longValue();
    }

    private static List<String> regions(String plan, String status) {
        return SignedIn.as("province")
                .queryParams(Map.of("planId", plan, "status", status, "limit", 200))
                .get(TestPlans.FILED)
                .path("data.regionCode");
    }
}
