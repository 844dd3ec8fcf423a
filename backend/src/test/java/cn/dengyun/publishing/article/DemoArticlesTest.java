package cn.dengyun.publishing.article;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the demo shows of articles: made at the first start, and not again at the next. */
@QuarkusTest
class DemoArticlesTest {

    @Inject
    DemoArticles demo;

    @Test
    void theProvincePublishesOnce() {
        demo.makeMissing();

        List<String> policies = found(Map.of("q", DemoArticles.POLICY));
        assertThat(policies).hasSize(1);
        assertThat(given().get(TestArticles.PATH + "/" + policies.get(0) + "/clauses")
                        .<List<String>>path("clauses.anchor"))
                .containsExactly("art-1", "art-2", "art-3", "art-3-1", "art-3-2", "art-4", "art-5");
        assertThat(found(Map.of("q", DemoArticles.WITHDRAWN, "status", "WITHDRAWN")))
                .hasSize(1);
        assertThat(SignedIn.as("province")
                        .queryParams(Map.of("q", DemoArticles.IN_REVIEW, "status", "REVIEW"))
                        .get(TestArticles.PATH)
                        .<List<String>>path("data.id"))
                .hasSize(1);
    }

    @Test
    void somebodyOfACountyHasSubscribedToPolicies() {
        demo.makeMissing();

        assertThat(SignedIn.as("feixi").get(TestSubscriptions.PATH).<List<String>>path("data.kind"))
                .contains("POLICY");
    }

    private static List<String> found(Map<String, ?> query) {
        return given().queryParams(query).get(TestArticles.PATH).path("data.id");
    }
}
