package cn.dengyun.trade.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the demo shows of capacities: made at the first start, and not again at the next. */
@QuarkusTest
class DemoCapacitiesTest {

    @Inject
    DemoCapacities demo;

    /** Whatever other tests have done to its providers since. */
    @Test
    void capacitiesAreOfferedBookedAndClosedForADay() {
        demo.makeMissing();
        demo.makeMissing();

        String machines = one("platform", DemoCapacities.TESTING);
        String centre = one("platform", DemoCapacities.MANUFACTURING);
        String team = one("application", DemoCapacities.DESIGN);
        assertThat(slots(machines)).hasSize(2);
        assertThat(slots(centre)).containsExactly("CANCELLED");
        assertThat(slots(team)).isEmpty();
        assertThat(SignedIn.as("platform")
                        .get(TestCapacities.PATH + "/" + centre + "/closures")
                        .<List<String>>path("data.id"))
                .hasSize(1);
    }

    /** The id of the only one of that name, as its provider sees it. */
    private static String one(String provider, String name) {
        List<String> ids = SignedIn.as(provider)
                .queryParam("q", name)
                .queryParam("status", "PUBLISHED")
                .get(TestCapacities.PATH + "?limit=200")
                .path("data.findAll { it.name == '" + name + "' }.id");
        assertThat(ids).as(name).hasSize(1);
        return ids.get(0);
    }

    private static List<String> slots(String capacity) {
        return SignedIn.as("enterprise")
                .get(TestCapacities.SLOTS + "?capacityId=" + capacity)
                .path("data.status");
    }
}
