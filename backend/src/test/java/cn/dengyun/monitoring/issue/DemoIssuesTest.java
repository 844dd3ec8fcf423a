package cn.dengyun.monitoring.issue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the demo shows of issues: made at the first start, and not again at the next. */
@QuarkusTest
class DemoIssuesTest {

    @Inject
    DemoIssues demo;

    @Test
    void aCountyAsksItsCityOnce() {
        demo.makeMissing();

        assertThat(SignedIn.as("hefei")
                        .queryParam("q", DemoIssues.TITLE)
                        .get("/api/v1/issues")
                        .<List<String>>path("data.regionCode"))
                .containsExactly("340123");
    }
}
