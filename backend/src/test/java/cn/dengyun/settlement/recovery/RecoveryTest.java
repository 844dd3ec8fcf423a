package cn.dengyun.settlement.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.database.OwnerDatabase;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.programme.OpenRecoveries;
import cn.dengyun.settlement.batch.TestSettlement;
import cn.dengyun.settlement.claim.TestClaims;
import cn.dengyun.settlement.recovery.TestRecoveries.Paid;
import cn.dengyun.trade.dispute.TestDisputes;
import cn.dengyun.trade.order.MonthOffering;
import cn.dengyun.trade.order.TestOrders;
import cn.dengyun.voucher.TestVoucherChecker;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Money that was paid and that a decision lowers: demanded, received, paid in instalments and given up. */
@QuarkusTest
class RecoveryTest {

    /** What vouchers pay of a month. */
    private static final long SHARE = TestClaims.SHARE;

    private static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");

    @Inject
    RecoveryRounds rounds;

    @Inject
    OpenRecoveries open;

    @Inject
    Pool pool;

    @Test
    void whatADecisionLowersIsAskedBackFromWhoWasPaidAndTiesToTheLedger() {
        Paid paid = TestRecoveries.paid();
        String dispute = paid.disputed(1);
        String recovery = TestRecoveries.of(dispute);

        Response shown = TestRecoveries.get("platform", recovery);
        assertThat(shown.statusCode()).as(shown.asString()).isEqualTo(200);
        assertThat(shown.<String>path("status")).isEqualTo("DEMANDED");
        assertThat(shown.<Integer>path("amountFen")).isEqualTo((int) SHARE);
        assertThat(shown.<String>path("ground")).isEqualTo("UNJUST_ENRICHMENT");
        assertThat(shown.<String>path("orderId")).isEqualTo(paid.order());
        assertThat(Instant.parse(shown.path("dueAt"))).isAfter(Instant.now());
        assertThat(shown.<List<String>>path("availableActions")).containsExactly("PROPOSE_PLAN");
        assertThat(SignedIn.as("enterprise")
                        .get(TestDisputes.PATH + "/" + dispute)
                        .<String>path("status"))
                .isEqualTo("CLOSED");
        assertLedger(paid, SHARE, SHARE, 0);
        assertThat(unsettled(paid)).isEqualTo(1);

        assertThat(TestRecoveries.get("hefei", recovery).statusCode()).isEqualTo(200);
        assertThat(TestRecoveries.get("auditor", recovery).statusCode()).isEqualTo(200);
        assertThat(TestRecoveries.get("wuhu", recovery).statusCode()).isEqualTo(404);
        assertThat(TestRecoveries.get("application", recovery).statusCode()).isEqualTo(404);
        assertThat(TestRecoveries.get("enterprise", recovery).statusCode()).isEqualTo(404);
        assertThat(waiting("platform", "RECOVERY_PAYMENT")).contains(TestRecoveries.PATH + "/" + recovery);
    }

    @Test
    void whatTheBankHadNotAnsweredAboutIsAskedBackOnceItHasPaid() {
        Paid paid = TestRecoveries.instructed();
        String dispute = paid.disputed(1);
        assertThat(SignedIn.as("hefei").get(TestDisputes.PATH + "/" + dispute).<String>path("hindrance"))
                .isEqualTo("IN_PAYMENT");
        assertThat(code(TestDisputes.recover(SignedIn.as("hefei"), dispute))).isEqualTo("refund-in-payment");
        TestSettlement.pay(paid.batch());

        Response closed = TestDisputes.recover(SignedIn.as("hefei"), dispute);

        assertThat(closed.<String>path("status")).as(closed.asString()).isEqualTo("CLOSED");
        assertThat(TestRecoveries.get("platform", TestRecoveries.of(dispute)).<Integer>path("openFen"))
                .isEqualTo((int) SHARE);
        assertLedger(paid, SHARE, SHARE, 0);
    }

    @Test
    void whatComesInIsRecordedOnceUntilAllOfItIsThere() {
        Paid paid = TestRecoveries.paid();
        String recovery = paid.lowered(1);
        String serial = TestRecoveries.aSerial();

        assertThat(code(TestRecoveries.receive("finance", recovery, serial, SHARE + 1)))
                .isEqualTo("recovery-receipt-exceeds");
        Response future = TestRecoveries.receive(
                "finance", recovery, serial, 1_000, LocalDate.now(ANHUI).plusDays(1));
        assertThat(future.statusCode()).isEqualTo(400);
        assertThat(future.<List<String>>path("errors.code")).containsExactly("in-the-future");
        assertThat(TestRecoveries.receive("province", recovery, serial, 1_000).statusCode())
                .isEqualTo(403);
        Response received = TestRecoveries.receive("finance", recovery, serial, 1_000);
        assertThat(received.<Integer>path("receivedFen"))
                .as(received.asString())
                .isEqualTo(1_000);
        Response again = TestRecoveries.receive("finance2", recovery, serial, 1_000);
        assertThat(again.statusCode()).as("the same slip").isEqualTo(200);
        assertThat(again.<Integer>path("receivedFen")).isEqualTo(1_000);
        assertThat(code(TestRecoveries.receive("finance", recovery, serial, 900)))
                .isEqualTo("recovery-receipt-differs");
        assertLedger(paid, SHARE, SHARE - 1_000, 1_000);

        Response all = TestRecoveries.receive("finance", recovery, TestRecoveries.aSerial(), SHARE - 1_000);

        assertThat(all.<String>path("status")).as(all.asString()).isEqualTo("RECOVERED");
        assertThat(all.<String>path("dueAt")).isNull();
        assertThat(all.<List<String>>path("availableActions")).containsExactly("REVERSE_RECEIPT");
        assertThat(code(TestRecoveries.receive("finance", recovery, TestRecoveries.aSerial(), 1)))
                .isEqualTo("transition-not-allowed");
        assertLedger(paid, SHARE, 0, SHARE);
        assertThat(unsettled(paid)).isZero();
        assertThat(moves("platform", recovery)).containsExactly("RECEIVE", "RECEIVE", "DEMAND");
    }

    @Test
    void aKeyRecordsOneReceiptAndNoOther() {
        String recovery = TestRecoveries.demanded();
        String key = UUID.randomUUID().toString();
        Map<String, Object> slip =
                Map.of("serial", TestRecoveries.aSerial(), "amountFen", 1_000, "receivedOn", "2018-10-08");

        Response first = keyed(key, recovery, slip);
        Response same = keyed(key, recovery, slip);
        Response other = keyed(
                key,
                recovery,
                Map.of("serial", TestRecoveries.aSerial(), "amountFen", 1_000, "receivedOn", "2018-10-08"));

        assertThat(first.statusCode()).as(first.asString()).isEqualTo(200);
        assertThat(same.asString()).isEqualTo(first.asString());
        assertThat(same.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(TestRecoveries.get("finance", recovery).<Integer>path("receivedFen"))
                .isEqualTo(1_000);
    }

    @Test
    void receiptsAtOnceNeverComeToMoreThanIsOpen() {
        Paid paid = TestRecoveries.paid();
        String recovery = paid.lowered(1);

        List<CompletableFuture<Integer>> both = Stream.of("finance", "finance2", "finance")
                .map(account -> CompletableFuture.supplyAsync(
                        () -> TestRecoveries.receive(account, recovery, TestRecoveries.aSerial(), 3_000)
                                .statusCode()))
                .toList();

        assertThat(both.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(200, 409, 409);
        assertLedger(paid, SHARE, SHARE - 3_000, 3_000);
    }

    @Test
    void whatIsLoweredAgainIsAskedBackButForWhatWasBefore() throws Exception {
        Paid paid = TestRecoveries.paid();
        String first = paid.lowered(1);

        String second = paid.lowered(0);

        assertThat(second).isNotEqualTo(first);
        assertThat(TestRecoveries.get("finance", second).<Integer>path("amountFen"))
                .isEqualTo((int) SHARE);
        assertLedger(paid, 0, 2 * SHARE, 0);
        TestVoucherChecker.agrees(paid.programme());
        Response delivery = SignedIn.as("enterprise").get("/api/v1/order-deliveries/" + paid.delivery());
        assertThat(delivery.<Integer>path("askedBackFen"))
                .as(delivery.asString())
                .isEqualTo((int) (2 * SHARE));
        assertThat(delivery.<Integer>path("capturedFen")).isZero();
        assertThat(SignedIn.as("platform")
                        .get(TestRecoveries.PATH + "?status=DEMANDED&overdue=false&regionCode=340100&orderId="
                                + paid.order() + "&programmeId=" + paid.programme())
                        .<List<String>>path("data.id"))
                .containsExactly(second, first);
        assertThat(SignedIn.as("application")
                        .get(TestRecoveries.PATH + "?orderId=" + paid.order())
                        .<List<String>>path("data.id"))
                .isEmpty();
    }

    @Test
    void whatIsAskedBackAlreadyIsNotTakenFromAnotherDelivery() {
        Paid paid = TestRecoveries.paid(3);
        paid.lowered(1);
        String another = TestOrders.delivered(paid.order(), 1);
        TestOrders.acceptDelivery(another).then().statusCode(200);

        String again = paid.disputed(1);

        assertThat(SignedIn.as("enterprise")
                        .get(TestDisputes.PATH + "/" + again)
                        .<String>path("status"))
                .isEqualTo("CLOSED");
        assertThat(refunded(another)).isZero();
        assertThat(SignedIn.as("finance")
                        .get(TestRecoveries.PATH + "?disputeId=" + again)
                        .<List<String>>path("data.id"))
                .isEmpty();
    }

    /**
     * Of two deliveries, the older one here and the younger one paid, the younger comes to nothing and then the older.
     */
    @Test
    void whatWasTakenBackHereInsteadOfWhatWasPaidIsNotForgottenWithAnotherDelivery() throws Exception {
        Paid paid = TestRecoveries.paid(3);
        String another = TestOrders.delivered(paid.order(), 1);
        TestOrders.acceptDelivery(another).then().statusCode(200);

        String first = paid.lowered(0);
        assertThat(refunded(another)).as("what was here").isEqualTo(SHARE);
        assertThat(TestRecoveries.get("finance", first).<Integer>path("amountFen"))
                .isEqualTo((int) SHARE);
        String second = TestRecoveries.of(
                TestDisputes.lowered(paid.order(), another, TestDisputes.line(MonthOffering.MONTH, 0, 0)));

        assertThat(TestRecoveries.get("finance", second).<Integer>path("amountFen"))
                .as("nothing is due, and one month was paid that is not asked back yet")
                .isEqualTo((int) SHARE);
        assertLedger(paid, 0, 2 * SHARE, 0);
        TestVoucherChecker.agrees(paid.programme());
    }

    /** Neither a lower price nor a decision about another delivery takes again what is asked back. */
    @Test
    void whatIsAskedBackIsTakenByNothingElse() {
        Paid paid = TestRecoveries.paid(3);
        paid.lowered(1);
        String another = TestOrders.delivered(paid.order(), 1);
        TestOrders.acceptDelivery(another).then().statusCode(200);

        TestDisputes.lowered(paid.order(), another, TestDisputes.line(MonthOffering.MONTH, 1, MonthOffering.PRICE / 2));

        assertThat(refunded(another)).isEqualTo(SHARE / 2);
        assertLedger(paid, SHARE, SHARE, 0);
    }

    /** Two decisions about one delivery, each of which lowers another plan of it. */
    @Test
    void whatEachDecisionLowersOfAPlanIsAskedBack() {
        Paid paid = TestRecoveries.paidOfTwoPlans();

        String month = TestRecoveries.of(
                TestDisputes.lowered(paid.order(), paid.delivery(), TestDisputes.line(MonthOffering.MONTH, 0, 0)));
        String pieces = TestRecoveries.of(
                TestDisputes.lowered(paid.order(), paid.delivery(), TestDisputes.line(MonthOffering.PIECE, 1, 5_000)));

        assertThat(TestRecoveries.get("finance", month).<Integer>path("amountFen"))
                .isEqualTo((int) SHARE);
        assertThat(TestRecoveries.get("finance", pieces).<Integer>path("amountFen"))
                .isEqualTo((int) SHARE / 2);
        assertLedger(paid, SHARE / 2, SHARE + SHARE / 2, 0);
        Response delivery = SignedIn.as("enterprise").get(TestOrders.DELIVERIES + "/" + paid.delivery());
        assertThat(delivery.<Integer>path("netFen")).as(delivery.asString()).isEqualTo(5_000);
        assertThat(delivery.<Integer>path("capturedFen")).isEqualTo((int) SHARE / 2);
    }

    /** Half the price: 50 is due of each month, 40 was asked back, so only what is paid beyond that is taken. */
    @Test
    void aLowerPriceDoesNotTakeWhatIsAskedBack() {
        Paid paid = TestRecoveries.paid(5);
        paid.lowered(1);
        String another = TestOrders.delivered(paid.order(), 1);
        TestOrders.acceptDelivery(another).then().statusCode(200);
        String cheaper = TestOrders.propose(
                        SignedIn.as("enterprise"),
                        paid.order(),
                        Map.of(
                                "kind",
                                "PRICE_CUT",
                                "prices",
                                List.of(Map.of(
                                        "planCode", MonthOffering.MONTH, "netFen", 5 * MonthOffering.PRICE / 2))))
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        Response agreed = TestOrders.agree(SignedIn.as("platform"), cheaper);

        assertThat(agreed.statusCode()).as(agreed.asString()).isEqualTo(200);
        assertThat(refunded(another))
                .as("two months are due at half their price: one of the two that were paid stands for both")
                .isEqualTo(SHARE);
        assertLedger(paid, SHARE, SHARE, 0);
    }

    /**
     * Whoever books what the bank says holds lines and then claims: a decision that waits for the lines has no claim.
     */
    @Test
    void aDecisionHoldsPaymentsBeforeItsClaims() throws Exception {
        Paid paid = TestRecoveries.paid();
        try (Connection bank = OwnerDatabase.connect()) {
            bank.setAutoCommit(false);
            run(bank, "SELECT 1 FROM settlement_line WHERE batch_id = ? FOR UPDATE", UUID.fromString(paid.batch()));
            CompletableFuture<String> decision = CompletableFuture.supplyAsync(() -> paid.disputed(1));
            boolean isWaiting = false;
            Instant end = Instant.now().plusSeconds(20);
            while (!isWaiting && Instant.now().isBefore(end) && !decision.isDone()) {
                isWaiting = run(
                        bank,
                        "SELECT 1 FROM pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid"
                                + " AND ?::uuid IS NOT NULL",
                        UUID.randomUUID());
            }
            assertThat(isWaiting).as("the decision waits for the payments").isTrue();

            run(
                    bank,
                    "SELECT 1 FROM settlement_claim WHERE order_id = ? FOR UPDATE NOWAIT",
                    UUID.fromString(paid.order()));

            bank.rollback();
            TestRecoveries.of(decision.join());
        }
        assertLedger(paid, SHARE, SHARE, 0);
    }

    private static boolean run(Connection bank, String sql, UUID id) throws SQLException {
        try (PreparedStatement statement = bank.prepareStatement(sql)) {
            statement.setObject(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    @Test
    void aDecisionAndTheBankAtOnceKeepNeitherWaiting() {
        Paid paid = TestRecoveries.instructed();
        CompletableFuture<Void> bank = CompletableFuture.runAsync(() -> TestSettlement.pay(paid.batch()));
        CompletableFuture<String> decision = CompletableFuture.supplyAsync(() -> paid.disputed(1));

        bank.join();
        String dispute = decision.join();

        if ("RECOVERY"
                .equals(SignedIn.as("hefei")
                        .get(TestDisputes.PATH + "/" + dispute)
                        .<String>path("status"))) {
            TestDisputes.recover(SignedIn.as("hefei"), dispute).then().statusCode(200);
        }
        assertLedger(paid, SHARE, SHARE, 0);
    }

    @Test
    void whatTheBankSaysCameBackWaitsForFinanceAndMovesNoMoney() {
        Paid paid = TestRecoveries.paid();
        String recovery = paid.lowered(1);
        String claim = TestRecoveries.get("finance", recovery).path("settlementClaimId");

        TestSettlement.cameBack(paid.batch()).statusCode(200).body("refused[0].outcome", is("CONFLICT"));

        assertLedger(paid, SHARE, SHARE, 0);
        assertThat(waiting("finance", "SETTLEMENT_FAILURE")).contains("/api/v1/settlement-claims/" + claim);
        String reference = TestClaims.text(
                "SELECT contradiction FROM settlement_line WHERE batch_id = ?", UUID.fromString(paid.batch()));
        TestRecoveries.receive("finance", recovery, reference.toLowerCase(Locale.ROOT), SHARE)
                .then()
                .statusCode(200);
        assertThat(waiting("finance", "SETTLEMENT_FAILURE")).doesNotContain("/api/v1/settlement-claims/" + claim);
        assertLedger(paid, SHARE, 0, SHARE);
    }

    @Test
    void oneTransferPaysTwoRecoveriesUpToWhatItComesTo() {
        String first = TestRecoveries.demanded();
        String second = TestRecoveries.demanded();
        String serial = TestRecoveries.aSerial();

        TestRecoveries.share("finance", first, serial, 3_000, 5_000).then().statusCode(200);
        assertThat(code(TestRecoveries.share("finance", second, serial, 2_001, 5_000)))
                .as("so much is not left of it")
                .isEqualTo("recovery-receipt-differs");
        assertThat(code(TestRecoveries.receive("finance", second, serial, 2_000)))
                .as("it came to more")
                .isEqualTo("recovery-receipt-differs");
        assertThat(code(TestRecoveries.share("finance", second, TestRecoveries.aSerial(), 2, 1)))
                .isEqualTo("recovery-receipt-differs");
        TestRecoveries.share("finance", second, serial.toLowerCase(Locale.ROOT), 2_000, 5_000)
                .then()
                .statusCode(200);
        Response again = TestRecoveries.share("finance2", second, serial, 2_000, 5_000);
        assertThat(again.<Integer>path("receivedFen")).as("the same slip").isEqualTo(2_000);
        assertThat(code(TestRecoveries.share("finance", second, serial, 1, 5_000)))
                .isEqualTo("recovery-receipt-differs");
    }

    @Test
    void aReceiptThatWasRecordedWronglyIsUndoneByAnother() throws Exception {
        Paid paid = TestRecoveries.paid();
        String recovery = paid.lowered(1);
        String serial = TestRecoveries.aSerial();
        TestRecoveries.receive("finance", recovery, serial, SHARE).then().statusCode(200);
        String receipt = SignedIn.as("finance")
                .get(TestRecoveries.PATH + "/" + recovery + "/steps")
                .path("data[0].id");

        assertThat(code(TestRecoveries.reverse("finance", recovery, receipt))).isEqualTo("four-eyes-required");
        assertThat(code(TestRecoveries.reverse("finance2", recovery, recovery))).isEqualTo("recovery-receipt-unknown");
        assertThat(TestRecoveries.reverse("platform", recovery, receipt).statusCode())
                .isEqualTo(403);
        Response undone = TestRecoveries.reverse("finance2", recovery, receipt);

        assertThat(undone.<String>path("status")).as(undone.asString()).isEqualTo("DEMANDED");
        assertThat(undone.<Integer>path("openFen")).isEqualTo((int) SHARE);
        assertThat(Instant.parse(undone.path("dueAt"))).isAfter(Instant.now());
        assertThat(code(TestRecoveries.reverse("finance2", recovery, receipt))).isEqualTo("recovery-receipt-reversed");
        assertLedger(paid, SHARE, SHARE, 0);
        assertThat(moves("platform", recovery)).containsExactly("REVERSE_RECEIPT", "RECEIVE", "DEMAND");
        TestRecoveries.receive("finance", recovery, serial, 100).then().statusCode(200);
        assertLedger(paid, SHARE, SHARE - 100, 100);
        TestVoucherChecker.agrees(paid.programme());
    }

    @Test
    void nobodyProposesInstalmentsForEver() {
        String recovery = TestRecoveries.demanded();
        var plan = List.of(TestRecoveries.part(30, SHARE));
        TestRecoveries.plan(SignedIn.as("platform"), recovery, plan).then().statusCode(200);
        String since = TestRecoveries.get("finance", recovery).path("planProposedAt");
        assertThat(code(TestRecoveries.plan(SignedIn.as("finance"), recovery, plan)))
                .isEqualTo("recovery-plan-proposed");
        for (int i = 2; i <= 20; i++) {
            TestRecoveries.plan(SignedIn.as("platform"), recovery, plan).then().statusCode(200);
        }

        assertThat(code(TestRecoveries.plan(SignedIn.as("platform"), recovery, plan)))
                .isEqualTo("recovery-plans-too-many");
        assertThat(TestRecoveries.get("finance", recovery).<String>path("planProposedAt"))
                .as("finance has waited since the first")
                .isEqualTo(since);
        TestRecoveries.because("finance", recovery, "plan-rejections").then().statusCode(200);
        TestRecoveries.plan(SignedIn.as("finance"), recovery, plan).then().statusCode(200);
    }

    @Test
    void whatIsAskedBackOfAnAccountedProgrammeIsToldApart() {
        Paid paid = TestRecoveries.paid();
        TestClaims.set("UPDATE programme SET status = 'ACCOUNTED' WHERE id = ?", paid.programme());

        String recovery = paid.lowered(1);

        assertThat(TestRecoveries.get("finance", recovery).<Boolean>path("afterAccount"))
                .isTrue();
        assertThat(SignedIn.as("finance")
                        .get(TestRecoveries.PATH + "?afterAccount=true&programmeId=" + paid.programme())
                        .<List<String>>path("data.id"))
                .containsExactly(recovery);
        assertThat(SignedIn.as("finance")
                        .get(TestRecoveries.PATH + "?afterAccount=false&programmeId=" + paid.programme())
                        .<List<String>>path("data.id"))
                .isEmpty();
    }

    private static long refunded(String delivery) {
        return Long.parseLong(TestClaims.text(
                "SELECT coalesce(sum(f.amount_fen), 0) FROM refund f JOIN redemption r ON r.id = f.redemption_id"
                        + " JOIN reservation h ON h.id = r.reservation_id WHERE h.delivery_id = ?",
                UUID.fromString(delivery)));
    }

    @Test
    void whatCannotBeHadIsGivenUpByTwo() throws Exception {
        Paid paid = TestRecoveries.paid();
        String recovery = paid.lowered(1);
        TestRecoveries.receive("finance", recovery, TestRecoveries.aSerial(), 1_500)
                .then()
                .statusCode(200);

        assertThat(code(TestRecoveries.because("finance", recovery, "write-off-approvals")))
                .isEqualTo("recovery-write-off-missing");
        assertThat(code(TestRecoveries.because("finance", recovery, "write-off-rejections")))
                .isEqualTo("recovery-write-off-missing");
        assertThat(TestRecoveries.because("platform", recovery, "write-off-proposals")
                        .statusCode())
                .isEqualTo(403);
        String before = TestRecoveries.get("finance2", recovery).header("ETag");
        TestRecoveries.because("finance", recovery, "write-off-proposals")
                .then()
                .statusCode(200);
        assertThat(code(TestRecoveries.because("finance2", recovery, "write-off-proposals")))
                .isEqualTo("recovery-write-off-proposed");
        assertThat(TestRecoveries.get("platform", recovery).<String>path("writeOffReason"))
                .as("who owes it is told what becomes of it")
                .isNull();
        assertThat(moves("platform", recovery)).containsExactly("RECEIVE", "DEMAND");
        assertThat(moves("finance2", recovery)).containsExactly("PROPOSE_WRITE_OFF", "RECEIVE", "DEMAND");
        assertThat(waiting("finance2", "RECOVERY_WRITE_OFF")).contains(TestRecoveries.PATH + "/" + recovery);
        assertThat(waiting("finance", "RECOVERY_WRITE_OFF")).doesNotContain(TestRecoveries.PATH + "/" + recovery);
        assertThat(code(TestRecoveries.because("finance", recovery, "write-off-approvals")))
                .isEqualTo("four-eyes-required");
        assertThat(TestRecoveries.because(
                                SignedIn.as("finance2").header("If-Match", before), recovery, "write-off-approvals")
                        .statusCode())
                .isEqualTo(412);
        TestRecoveries.because("finance2", recovery, "write-off-rejections")
                .then()
                .statusCode(200);
        TestRecoveries.because("finance", recovery, "write-off-proposals")
                .then()
                .statusCode(200);
        Response given = TestRecoveries.because("finance2", recovery, "write-off-approvals");

        assertThat(given.<String>path("status")).as(given.asString()).isEqualTo("WRITTEN_OFF");
        assertThat(given.<Integer>path("receivedFen")).isEqualTo(1_500);
        assertThat(given.<Integer>path("writtenOffFen")).isEqualTo((int) SHARE - 1_500);
        assertThat(given.<Integer>path("openFen")).isZero();
        assertThat(code(TestRecoveries.because("finance", recovery, "write-off-proposals")))
                .isEqualTo("transition-not-allowed");
        assertLedger(paid, 2 * SHARE - 1_500, 0, 1_500);
        assertThat(unsettled(paid)).isZero();
        TestVoucherChecker.agrees(paid.programme());
    }

    @Test
    void whoOwesItPaysByAndByWhatFinanceAgreesTo() {
        String recovery = TestRecoveries.demanded();
        var bad = List.of(TestRecoveries.part(0, 1_000), TestRecoveries.part(60, 2_000), TestRecoveries.part(30, 500));

        Response refused = TestRecoveries.plan(SignedIn.as("platform"), recovery, bad);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.<List<String>>path("errors.pointer")).contains("/instalments/2/dueOn", "/instalments");
        assertThat(TestRecoveries.plan(SignedIn.as("application"), recovery, bad)
                        .statusCode())
                .isEqualTo(404);
        assertThat(code(TestRecoveries.because("finance", recovery, "plan-agreements")))
                .isEqualTo("recovery-plan-missing");
        assertThat(code(TestRecoveries.because("finance", recovery, "plan-rejections")))
                .isEqualTo("recovery-plan-missing");
        var good = List.of(TestRecoveries.part(30, 1_000), TestRecoveries.part(60, 3_000));
        TestRecoveries.plan(SignedIn.as("platform"), recovery, good).then().statusCode(200);
        TestRecoveries.because("finance", recovery, "plan-rejections").then().statusCode(200);
        TestRecoveries.plan(SignedIn.as("finance"), recovery, good).then().statusCode(200);
        assertThat(waiting("finance2", "RECOVERY_PLAN")).contains(TestRecoveries.PATH + "/" + recovery);
        assertThat(code(TestRecoveries.because("finance", recovery, "plan-agreements")))
                .isEqualTo("four-eyes-required");
        assertThat(TestRecoveries.because("platform", recovery, "plan-agreements")
                        .statusCode())
                .isEqualTo(403);
        Response agreed = TestRecoveries.because("finance2", recovery, "plan-agreements");

        assertThat(agreed.<String>path("status")).as(agreed.asString()).isEqualTo("IN_INSTALMENTS");
        assertThat(agreed.<List<Integer>>path("instalments.amountFen")).containsExactly(1_000, 3_000);
        assertThat(Instant.parse(agreed.path("dueAt")))
                .isEqualTo(LocalDate.parse(agreed.path("instalments[0].dueOn"))
                        .plusDays(1)
                        .atStartOfDay(ANHUI)
                        .toInstant());
        passed(recovery);
        assertThat(waiting("finance", "RECOVERY_OVERDUE")).contains(TestRecoveries.PATH + "/" + recovery);
        WorkerThread.await(rounds.round());
        WorkerThread.await(rounds.round());
        assertThat(moves("finance", recovery)).containsOnlyOnce("REMIND");
        assertThat(TestRecoveries.get("platform", recovery).<Boolean>path("overdue"))
                .isTrue();
        Response paid = TestRecoveries.receive("finance", recovery, TestRecoveries.aSerial(), 1_200);
        assertThat(paid.<List<Integer>>path("instalments.paidFen"))
                .as(paid.asString())
                .containsExactly(1_000, 200);
        assertThat(paid.<Boolean>path("overdue")).isFalse();
        assertThat(Instant.parse(paid.path("dueAt")))
                .isEqualTo(LocalDate.parse(paid.path("instalments[1].dueOn"))
                        .plusDays(1)
                        .atStartOfDay(ANHUI)
                        .toInstant());
    }

    @Test
    void aPlanIsNotAgreedOnceSomethingElseIsOpen() {
        String recovery = TestRecoveries.withPlan();
        TestRecoveries.receive("finance", recovery, TestRecoveries.aSerial(), 500)
                .then()
                .statusCode(200);

        assertThat(code(TestRecoveries.because("finance", recovery, "plan-agreements")))
                .isEqualTo("recovery-plan-outdated");
    }

    @Test
    void oneThatCannotBeToldKeepsNoOtherFromItsTurn() throws SQLException {
        String first = TestRecoveries.demanded();
        String second = TestRecoveries.demanded();
        passed(first);
        passed(second);
        owner("ALTER TABLE recovery_step ADD CONSTRAINT recovery_step_broken CHECK (recovery_id <> '" + first
                + "') NOT VALID");
        try {
            WorkerThread.await(rounds.round());
        } finally {
            owner("ALTER TABLE recovery_step DROP CONSTRAINT recovery_step_broken");
        }

        assertThat(moves("finance", first)).doesNotContain("REMIND");
        assertThat(moves("finance", second)).contains("REMIND");
        WorkerThread.await(rounds.round());
        assertThat(moves("finance", first)).contains("REMIND");
    }

    private static void owner(String sql) throws SQLException {
        try (Connection database = OwnerDatabase.connect();
                Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Response keyed(String key, String recovery, Map<String, Object> slip) {
        return SignedIn.as("finance")
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(slip)
                .post(TestRecoveries.PATH + "/" + recovery + "/receipts");
    }

    private static List<String> moves(String account, String recovery) {
        return SignedIn.as(account)
                .get(TestRecoveries.PATH + "/" + recovery + "/steps")
                .path("data.move");
    }

    private static void passed(String recovery) {
        TestClaims.set(
                "UPDATE recovery SET due_at = now() - interval '1 second' WHERE id = ?", UUID.fromString(recovery));
    }

    private static void assertLedger(Paid paid, long paidFen, long receivableFen, long returnedFen) {
        assertThat(paid.held("PAID")).as("paid").isEqualTo(paidFen);
        assertThat(paid.held("RECOVERY_RECEIVABLE")).as("receivable").isEqualTo(receivableFen);
        assertThat(paid.held("RETURNED")).as("returned").isEqualTo(returnedFen);
        assertThat(paid.held("IN_PAYMENT")).as("in payment").isZero();
    }

    private long unsettled(Paid paid) {
        return WorkerThread.await(pool.withConnection(connection -> open.ofProgramme(connection, paid.programme())));
    }

    private static List<String> waiting(String account, String kind) {
        return SignedIn.as(account)
                .get("/api/v1/work-items?limit=200&kind=" + kind)
                .then()
                .statusCode(200)
                .extract()
                .path("data.subject.path");
    }

    private static String code(Response response) {
        return response.path("code");
    }
}
