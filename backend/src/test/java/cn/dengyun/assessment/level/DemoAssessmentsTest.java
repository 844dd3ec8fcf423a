package cn.dengyun.assessment.level;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the demo shows of assessments: made at the first start, and not again at the next. */
@QuarkusTest
class DemoAssessmentsTest {

    /** By the region of the enterprises; that with an account begins others in tests. */
    private static final Map<String, String> STATES = Map.of(
            "340200", "SUBMITTED",
            "340300", "PUBLIC_NOTICE",
            "340400", "RETURNED",
            "340500", "CONFIRMED",
            "340700", "DOWNGRADED",
            "340800", "REJECTED",
            "341000", "DRAFT");

    @Inject
    DemoAssessments demo;

    @Test
    void enterprisesStandInDifferentPlaces() {
        demo.makeMissing();

        STATES.forEach((region, status) -> {
            List<String> found = SignedIn.as("auditor")
                    .queryParam("region", region)
                    .queryParam("limit", 200)
                    .get(TestAssessments.PATH)
                    .path("data.findAll { it.enterpriseName.contains('示范') }.status");
            assertThat(found).as(region).containsExactly(status);
        });
    }
}
