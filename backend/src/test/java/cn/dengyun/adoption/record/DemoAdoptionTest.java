package cn.dengyun.adoption.record;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.Background;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the demo shows of adoption: made at the first start, and not again at the next. */
@QuarkusTest
class DemoAdoptionTest {

    private static final String DEEP = "91340123MA2T03005F";
    private static final String CLOUD = "91340123MA2T0311XG";
    private static final int ENTERPRISES = 12;

    @Inject
    DemoAdoption demo;

    @Test
    void aDozenEnterprisesCountForTheCountyHasLookedAndTheCityHasAccepted() {
        demo.makeMissing();
        Background.settle();

        String importId = SignedIn.as("feixi")
                .queryParam("creditCode", DEEP)
                .get(TestAdoption.RECORDS)
                .path("data[0].importId");
        assertThat(SignedIn.as("feixi")
                        .queryParam("importId", importId)
                        .get(TestAdoption.BATCHES)
                        .<List<String>>path("data.status"))
                .containsExactly("ACCEPTED");
        assertThat(SignedIn.as("feixi")
                        .queryParam("importId", importId)
                        .queryParam("limit", 200)
                        .get(TestAdoption.RECORDS)
                        .<List<String>>path("data.status"))
                .isEqualTo(Collections.nCopies(ENTERPRISES, "COUNTED"));
        assertThat(level(CLOUD)).isEqualTo("CLOUD");
        assertThat(level(DEEP)).isEqualTo("DEEP");
        Response certificate = SignedIn.as("feixi")
                .get(TestAdoption.ENTERPRISES + "/" + TestAdoption.enterprise(DEEP) + "/certificate");
        assertThat(certificate.statusCode()).as(certificate.asString()).isEqualTo(200);
        assertThat(certificate.<String>path("level")).isEqualTo("DEEP");
    }

    private static String level(String creditCode) {
        return SignedIn.as("feixi")
                .get(TestAdoption.ENTERPRISES + "/" + TestAdoption.enterprise(creditCode))
                .path("level");
    }
}
