package cn.dengyun.programme;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.policy.domain.RuleSet;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DemoProgrammeTest {

    private static final int UNITS = 18;

    @Inject
    RuleVersions versions;

    @Inject
    Pool pool;

    @Test
    void theDemoHasAnOpenProgrammeWithMoneyInThePoolAndInEveryUnit() {
        String path = "/api/v1/programmes/" + DemoProgramme.ID;

        given().get(path).then().statusCode(200).body("status", is("OPEN")).body("ruleVersion", is(1));
        given().get(path + "/budgets")
                .then()
                .statusCode(200)
                .body(
                        "data.findAll { it.regionCode.endsWith('00') || it.regionCode in ['340826', '341882'] }.size()",
                        is(1 + UNITS))
                .body("data.allocatedFen.collect { it as long }.sum()", greaterThanOrEqualTo(10_000_000_000L));
        given().get(path + "/conservation").then().statusCode(200).body("holds", is(true));
        given().get(path + "/rule-versions/1")
                .then()
                .statusCode(200)
                .body("rules.document.title", containsString("并不存在"));
    }

    @Test
    void rulesAreReadOnceAndThenKept() {
        RuleSet first = WorkerThread.await(versions.get(pool, DemoProgramme.ID, 1));

        assertThat(WorkerThread.await(versions.get(pool, DemoProgramme.ID, 1))).isSameAs(first);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> WorkerThread.await(versions.get(pool, DemoProgramme.ID, 99))))
                .hasMessage("rule-version-not-found");
    }
}
