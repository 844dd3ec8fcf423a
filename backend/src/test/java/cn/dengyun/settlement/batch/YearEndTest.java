package cn.dengyun.settlement.batch;

import static cn.dengyun.identity.SignedIn.as;
import static cn.dengyun.settlement.batch.TestSettlement.paid;
import static cn.dengyun.settlement.batch.TestSettlement.results;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import cn.dengyun.ledger.domain.AccountKind;
import cn.dengyun.ledger.domain.ConservationStatement;
import cn.dengyun.ledger.domain.MoneyFlow;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.settlement.batch.TestSettlement.Scene;
import cn.dengyun.settlement.batch.domain.YearEnd;
import cn.dengyun.settlement.claim.TestClaims;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is owed at the end of a year is carried over to the fen, and paid in the next one. */
@QuarkusTest
class YearEndTest {

    private static final int YEAR = LocalDate.now(ClockProducer.BUSINESS_ZONE).getYear();

    @Inject
    TestSettlement settlement;

    @Inject
    Pool pool;

    @Test
    void whatIsOwedIsCarriedOverAndPaidInTheNextYear() {
        Scene scene = settlement.with(settlement.aPayee(), 3);
        UUID programme = scene.programme().programmeId();
        String batch = settlement.instructed(scene);
        List<Map.Entry<String, Long>> lines = settlement.lines(batch);
        results("finance", batch, paid(lines.get(0))).statusCode(200);
        Background.settle();
        TestClaims.set(
                "UPDATE ledger_position SET numbered_at = numbered_at - interval '1 year' WHERE programme_id = ?",
                programme);
        int left = (int) (scene.sum() - lines.get(0).getValue());
        String closed = yearEnd(programme, YEAR - 1)
                .body("isOver", is(true))
                .body("openingFen", is(0))
                .body("capturedFen", is((int) scene.sum()))
                .body("paidFen", is(lines.get(0).getValue().intValue()))
                .body("carriedOverFen", is(left))
                .body("account.inPaymentFen", is(left))
                .body("tied", is(true))
                .extract()
                .asString();
        yearEnd(programme, YEAR)
                .body("isOver", is(false))
                .body("openingFen", is(left))
                .body("capturedFen", is(0))
                .body("carriedOverFen", is(left));

        whileSomethingIsPending(programme, () -> yearEnd(programme, YEAR - 1).body("isOver", is(false)));
        results("finance2", batch, paid(lines.get(1)) + paid(lines.get(2))).statusCode(200);
        Background.settle();

        assertThat(settlement.standing(scene)).containsOnly(Map.entry("PAID", 3L));
        yearEnd(programme, YEAR)
                .body("openingFen", is(left))
                .body("paidFen", is(left))
                .body("carriedOverFen", is(0))
                .body("tied", is(true));
        assertThat(yearEnd(programme, YEAR - 1).extract().asString())
                .as("a year that is over never changes")
                .isEqualTo(closed);
        assertThat(as("finance")
                        .get(path(programme))
                        .then()
                        .statusCode(200)
                        .extract()
                        .<Integer>path("year"))
                .isEqualTo(YEAR - 1);
    }

    /** As if something of the last year had not got its position yet. */
    private void whileSomethingIsPending(UUID programme, Runnable look) {
        SqlConnection sequencer = WorkerThread.await(pool.getConnection());
        Transaction kept = WorkerThread.await(sequencer.begin());
        WorkerThread.await(sequencer
                .query("SELECT id FROM ledger_sequencer WHERE id = 1 FOR UPDATE")
                .execute());
        TestClaims.set(
                "INSERT INTO ledger_pending (transfer_id, occurred_at) SELECT id, occurred_at - interval '1 year'"
                        + " FROM ledger_transfer WHERE programme_id = ? LIMIT 1",
                programme);
        try {
            look.run();
        } finally {
            TestClaims.set(
                    "DELETE FROM ledger_pending WHERE transfer_id IN (SELECT id FROM ledger_transfer WHERE programme_id"
                            + " = ?)",
                    programme);
            WorkerThread.await(kept.rollback());
            WorkerThread.await(sequencer.close());
        }
    }

    @Test
    void itIsForThoseWhoSeeToPublicMoney() {
        String path = path(UUID.fromString(TestSettlement.aProgramme()));

        given().get(path).then().statusCode(401);
        as("enterprise").get(path).then().statusCode(403);
        as("auditor").get(path).then().statusCode(200);
        as("finance").get(path(UUID.randomUUID())).then().statusCode(404);
        as("finance").queryParam("year", 1900).get(path).then().statusCode(400);
    }

    /** Also where money comes back, or is given back, and whatever else moves. */
    @Test
    void everyFlowOfWhatIsOwedCountsOnceAndNoOtherDoes() {
        UUID programme = UUID.randomUUID();
        ConservationStatement opening =
                new ConservationStatement(programme, 4, null, Map.of(AccountKind.PROVIDER_PAYABLE, 100L));
        ConservationStatement closing = new ConservationStatement(
                programme,
                9,
                null,
                Map.of(
                        AccountKind.TREASURY, -1_000L,
                        AccountKind.BUDGET_AVAILABLE, 910L,
                        AccountKind.PROVIDER_PAYABLE, 60L,
                        AccountKind.IN_PAYMENT, 30L));

        YearEnd found = YearEnd.of(
                2018,
                true,
                opening,
                closing,
                List.of(
                        new MoneyFlow(AccountKind.TREASURY, AccountKind.BUDGET_AVAILABLE, 900),
                        new MoneyFlow(AccountKind.VOUCHER_HELD, AccountKind.PROVIDER_PAYABLE, 50),
                        new MoneyFlow(AccountKind.PROVIDER_PAYABLE, AccountKind.IN_PAYMENT, 70),
                        new MoneyFlow(AccountKind.IN_PAYMENT, AccountKind.PAID, 40),
                        new MoneyFlow(AccountKind.PAID, AccountKind.PROVIDER_PAYABLE, 5),
                        new MoneyFlow(AccountKind.PROVIDER_PAYABLE, AccountKind.VOUCHER_AVAILABLE, 25)));

        assertThat(found.openingFen()).isEqualTo(100);
        assertThat(found.capturedFen()).isEqualTo(50);
        assertThat(found.paidFen()).isEqualTo(35);
        assertThat(found.givenBackFen()).isEqualTo(25);
        assertThat(found.carriedOverFen()).isEqualTo(90);
        assertThat(found.isTied()).isTrue();
    }

    private static String path(UUID programme) {
        return "/api/v1/programmes/" + programme + "/account/year-end";
    }

    private static ValidatableResponse yearEnd(UUID programme, int year) {
        return as("finance")
                .queryParam("year", year)
                .get(path(programme))
                .then()
                .statusCode(200)
                .body("year", is(year));
    }
}
