package cn.dengyun.catalogue;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is offered under another key has the past of what it came in the place of, and everybody sees that. */
@QuarkusTest
class RelistedPriceTest {

    @Inject
    OfferingPrices prices;

    private TestProvider provider;

    @BeforeEach
    void aProvider() {
        provider = TestProvider.aProvider();
    }

    @Test
    void thePublicHistoryTellsOfWhatSubsidiesAreCounted() {
        listed("old", "云主机甲", 1_000);
        provider.delete("old", "*").then().statusCode(204);
        String id = listed("new", "云主机甲", 2_000);

        assertThat(baseline(id)).isEqualTo(1_000);
        assertThat(baseline(listed("other", "云主机乙", 2_000))).isEqualTo(2_000);
    }

    @Test
    void whatAnAuthorityHidesCannotBeHadForAsLittle() {
        String hidden = listed("hidden", "云主机丙", 1_000);
        String id = listed("new", "云主机丙", 2_000);
        assertThat(baseline(id)).as("it can be had").isEqualTo(2_000);

        SignedIn.as("province")
                .contentType("application/json")
                .body("{\"reason\": \"资料与实际不符\"}")
                .post("/api/v1/offerings/" + hidden + "/suspensions")
                .then()
                .statusCode(200);

        assertThat(baseline(id)).isEqualTo(1_000);
    }

    private String listed(String key, String name, long monthFen) {
        return provider.put(key, """
                        {"kind": "IAAS", "name": "%s", "voucherEligible": true, "plans": [{"code": "std", "name": "包月",
                         "model": "SUBSCRIPTION", "period": "MONTH", "amountFen": %d, "taxRate": "0"}]}
                        """.formatted(name, monthFen))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static int baseline(String offering) {
        List<Integer> found = given().get("/api/v1/offerings/" + offering + "/price-history")
                .then()
                .statusCode(200)
                .extract()
                .path("baselines.baselineFen");
        return found.get(0);
    }
}
