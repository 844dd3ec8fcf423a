package cn.dengyun.events.notification;

import static cn.dengyun.identity.SignedIn.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import cn.dengyun.identity.account.AccountStore;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.provider.TestSupervision;
import cn.dengyun.provider.qualification.TestQualifications;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is told in the morning what waits for him, and how often. */
@QuarkusTest
class WorkDigestTest {

    /** Later than any day on which something else is told. */
    private static final LocalDate DAY = LocalDate.of(2999, 6, 3);

    @Inject
    WorkDigest digest;

    @Inject
    AccountStore accounts;

    @Test
    void whoeverHasSomethingOverdueIsToldOnceADay() {
        String id = TestQualifications.submitted(TestQualifications.anOrganization(), "SERVICE_INSTITUTION");
        TestSupervision.set("UPDATE provider_qualification SET due_at = now() - interval '1 second' WHERE id = ?", id);
        int before = told("feixi");

        // Two nodes at once, and one of them again later.
        List<CompletableFuture<Void>> nodes = Stream.of(1, 2)
                .map(node -> CompletableFuture.runAsync(() -> tell("feixi", DAY)))
                .toList();
        nodes.forEach(CompletableFuture::join);
        tell("feixi", DAY);
        assertThat(told("feixi") - before).isEqualTo(1);
        tell("feixi", DAY.plusDays(1));
        assertThat(told("feixi") - before).isEqualTo(2);

        as("feixi")
                .get("/api/v1/notifications")
                .then()
                .body("data[0].occasion", is("WORK_DUE"))
                .body("data[0].text", containsString("待办"));
    }

    private void tell(String username, LocalDate day) {
        WorkerThread.await(accounts.byUsername(username)
                .chain(account -> digest.tell(account.orElseThrow().toActor(null), day)));
    }

    private static int told(String username) {
        return told(as(username));
    }

    private static int told(RequestSpecification request) {
        Background.settle();
        List<String> occasions = request.queryParam("limit", 200)
                .get("/api/v1/notifications")
                .then()
                .statusCode(200)
                .extract()
                .path("data.occasion");
        return (int) occasions.stream().filter("WORK_DUE"::equals).count();
    }

    @Test
    void nobodyIsToldOfNothing() {
        TestEnterprise organization = TestQualifications.anOrganization();
        String username = organization.request().get("/api/v1/me").path("username");

        tell(username, DAY);

        assertThat(told(organization.request())).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "2018-06-04T07:59:59+08:00, false",
        "2018-06-04T08:00:00+08:00, true",
        "2018-06-04T23:59:59+08:00, true",
        "2018-06-09T09:00:00+08:00, false",
        "2018-06-18T09:00:00+08:00, false",
        "2018-02-11T09:00:00+08:00, true"
    })
    void itIsTimeFromEightOClockOfAWorkingDayOn(ZonedDateTime moment, boolean isTime) {
        assertThat(digest.isTime(moment)).isEqualTo(isTime);
    }
}
