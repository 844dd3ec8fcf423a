package cn.dengyun.monitoring.pilot;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the demo shows of pilots: made at the first start, and not again at the next. */
@QuarkusTest
class DemoPilotsTest {

    @Inject
    DemoPilots demo;

    @Test
    void onePilotHasStartedAndEverybodyKnowsOfIt() {
        demo.makeMissing();

        List<String> found = given().queryParam("regionCode", "340207")
                .queryParam("limit", 200)
                .get("/api/v1/pilots")
                .path("data.findAll { it.creditCode == '" + DemoPilots.ENTERPRISE + "' }.status");
        assertThat(found).containsExactly("RUNNING");
    }
}
