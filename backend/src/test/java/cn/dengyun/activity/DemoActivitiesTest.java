package cn.dengyun.activity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.clock.ClockProducer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the demo shows of activities: made at the first start, and not again at the next. */
@QuarkusTest
class DemoActivitiesTest {

    @Inject
    DemoActivities demo;

    @Test
    void activitiesAreHeldOnce() {
        demo.makeMissing();

        assertThat(found("seated", DemoActivities.TRAINING)).containsExactly(3);
        assertThat(found("waiting", DemoActivities.VISIT)).containsExactly(1);
        assertThat(found("status", DemoActivities.CANCELLED)).containsExactly("CANCELLED");
        assertThat(found("id", DemoActivities.DRAFT)).isEmpty();
        assertThat(found("attended", DemoActivities.HELD)).containsExactly(3);
        String held = (String) found("id", DemoActivities.HELD).get(0);
        assertThat(SignedIn.as("hefei").get(TestActivities.PATH + "/" + held).<String>path("feedback.mean"))
                .isEqualTo("4.5");
        assertThat(SignedIn.as("hefei")
                        .get(TestActivities.PATH + "/" + held + "/orders")
                        .<Integer>path("pairs"))
                .isPositive();
        assertThat(SignedIn.as("enterprise")
                        .get(TestActivities.PATH + "/" + held + "/certificates")
                        .<List<String>>path("data.participant"))
                .containsExactly("王*");
        assertThat(SignedIn.as("wuhu")
                        .queryParam("q", DemoActivities.DRAFT)
                        .get(TestActivities.PATH)
                        .<List<String>>path("data.status"))
                .containsExactly("DRAFT");
        assertThat(SignedIn.as("province")
                        .queryParam(
                                "year",
                                LocalDate.now(ClockProducer.BUSINESS_ZONE).getYear())
                        .get(TestTrainingPlans.PATH)
                        .<List<String>>path("data.findAll { it.title == '" + DemoActivities.PLAN + "' }.status"))
                .containsExactlyInAnyOrder("PUBLISHED", "DRAFT");
    }

    private static List<Object> found(String member, String title) {
        return given().queryParam("q", title).get(TestActivities.PATH).path("data." + member);
    }
}
