package cn.dengyun.settlement.claim;

import static cn.dengyun.settlement.claim.ClaimTest.code;
import static cn.dengyun.settlement.claim.ClaimTest.together;
import static cn.dengyun.settlement.claim.TestClaims.PATH;
import static cn.dengyun.settlement.claim.TestClaims.SHARE;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.files.TestDocuments;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.programme.TestRules;
import cn.dengyun.trade.order.TestOrders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an office decides of claims, what refunds and freezes do to them, and what is told when nobody acts. */
@QuarkusTest
class ClaimReviewTest {

    @Inject
    ClaimRounds rounds;

    @BeforeEach
    @AfterEach
    void nobodyIsDrawn() {
        TestClaims.drawNobody();
    }

    @Test
    void anOfficeApprovesReturnsAndRejectsWhatIsInDoubt() {
        String id = TestClaims.doubtful();
        assertThat(TestClaims.get("feixi", id).<List<String>>path("checks.findAll { it.verdict == 'AMBER' }.finding"))
                .containsExactly("PARTIES_DIFFER");
        Response unfounded = TestOrders.post(
                SignedIn.as("feixi").header("If-Match", "*"),
                PATH + "/" + id + "/reviews",
                Map.of("decision", "RETURN", "reason", "不符"));
        assertThat(unfounded.<List<String>>path("errors.pointer")).containsExactly("/reasons");
        Response back = TestClaims.review("feixi", id, "RETURN");
        assertThat(back.<String>path("status")).isEqualTo("RETURNED");
        assertThat(SignedIn.as("platform").get(PATH + "/" + id + "/steps").<List<String>>path("data[0].reasonCodes"))
                .containsExactly("AMOUNT_DIFFERS", "PARTIES_DIFFER");
        TestClaims.resubmit(id, TestClaims.evidence(2)).then().statusCode(200);
        assertThat(TestClaims.confirm(id).<List<String>>path("checks.findAll { it.verdict == 'AMBER' }.finding"))
                .as("what a person returned a person looks at again")
                .containsExactly("DOUBTED_BEFORE");

        Response approved = TestClaims.review("hefei", id, "APPROVE");

        assertThat(approved.<String>path("status")).as(approved.asString()).isEqualTo("APPROVED");
        assertThat(code(TestClaims.review("hefei", id, "APPROVE"))).isEqualTo("transition-not-allowed");
        assertThat(code(TestClaims.withdraw(SignedIn.as("platform"), id))).isEqualTo("transition-not-allowed");
    }

    @Test
    void nobodyElseReviewsAndNobodyTwice() {
        String id = TestClaims.doubtful();
        assertThat(TestClaims.review("wuhu", id, "APPROVE").statusCode()).isEqualTo(404);
        assertThat(TestClaims.review("enterprise", id, "APPROVE").statusCode()).isEqualTo(403);
        assertThat(TestClaims.review("finance", id, "APPROVE").statusCode()).isEqualTo(403);
        assertThat(code(TestClaims.review(SignedIn.as("feixi"), id, "APPROVE", "\"0-alt\"")))
                .isEqualTo("changed-meanwhile");
        List<String> tokens = List.of(SignedIn.tokenOf("feixi"), SignedIn.tokenOf("hefei"));

        List<Response> both = together(IntStream.range(0, 4)
                .<Supplier<Response>>mapToObj(i -> () ->
                        TestClaims.review(RestAssured.given().auth().oauth2(tokens.get(i % 2)), id, "APPROVE", "*"))
                .toList());

        assertThat(both).filteredOn(each -> each.statusCode() == 200).hasSize(1);
        assertThat(both)
                .filteredOn(each -> each.statusCode() != 200)
                .allMatch(each -> code(each).equals("transition-not-allowed"));
    }

    @Test
    void whatIsDrawnIsLookedAtAlthoughNothingSpeaksAgainstIt() {
        String id = TestClaims.submitted();
        TestClaims.draw(100);

        Response judged = TestClaims.confirm(id);

        assertThat(judged.<String>path("colour")).isEqualTo("GREEN");
        assertThat(judged.<Boolean>path("isSampled")).isTrue();
        assertThat(judged.<String>path("status")).isEqualTo("CHECKED");
        assertThat(TestClaims.review("feixi", id, "APPROVE").<String>path("status"))
                .isEqualTo("APPROVED");
    }

    @Test
    void theRulesOfAProgrammeSayHowManyAreLookedAt() {
        String order = TestClaims.order(2, TestRules.with("claimSampleShare", "1"));
        String id = TestClaims.submitted(TestClaims.captured(order, 2), TestClaims.evidence(2));

        Response judged = TestClaims.confirm(id);

        assertThat(judged.<String>path("colour")).isEqualTo("GREEN");
        assertThat(judged.<Boolean>path("isSampled")).isTrue();
        assertThat(judged.<String>path("status")).isEqualTo("CHECKED");
    }

    @Test
    void whatIsRefundedIsClaimedNoMore() {
        String redemption = TestClaims.captured(2);
        String id = TestClaims.submitted(redemption, TestClaims.evidence(2));
        TestClaims.confirm(id).then().statusCode(200);

        assertThat(refund(redemption, 3_000).statusCode()).isEqualTo(201);
        Response lowered = TestClaims.get("platform", id);
        assertThat(lowered.<Integer>path("amountFen")).isEqualTo(2 * (int) SHARE - 3_000);
        assertThat(lowered.<String>path("status")).isEqualTo("APPROVED");
        assertThat(refund(redemption, 2 * SHARE - 3_000).statusCode()).isEqualTo(201);

        assertThat(TestClaims.get("platform", id).<String>path("status")).isEqualTo("WITHDRAWN");
        assertThat(code(TestClaims.submit(SignedIn.as("platform"), redemption, TestClaims.evidence(2))))
                .isEqualTo("claim-nothing-left");
    }

    @Test
    void whatTheBankWasToldToPayIsNotRefunded() {
        String redemption = TestClaims.captured(2);
        String id = TestClaims.submitted(redemption, TestClaims.evidence(2));
        TestClaims.confirm(id).then().statusCode(200);
        TestClaims.set(
                "UPDATE settlement_claim SET status = 'INSTRUCTED', batch_id = id WHERE id = ?", UUID.fromString(id));

        assertThat(code(refund(redemption, 1))).isEqualTo("refund-in-payment");
        TestClaims.set(
                "UPDATE settlement_claim SET status = 'PAID', paid_at = now(), due_at = NULL WHERE id = ?",
                UUID.fromString(id));
        assertThat(code(refund(redemption, 1))).isEqualTo("refund-after-payment");
        assertThat(TestClaims.get("platform", id).<Integer>path("amountFen")).isEqualTo(2 * (int) SHARE);
    }

    @Test
    void refundsBesideReviewsLoseNothing() {
        String redemption = TestClaims.captured(2);
        String id = TestClaims.submitted(redemption, TestClaims.unlike());
        TestClaims.confirm(id).then().statusCode(200);
        String office = SignedIn.tokenOf("feixi");
        String platform = SignedIn.tokenOf("platform");

        List<Response> answers = together(List.of(
                () -> TestClaims.review(RestAssured.given().auth().oauth2(office), id, "APPROVE", "*"),
                () -> refund(RestAssured.given().auth().oauth2(platform), redemption, 1_000),
                () -> refund(RestAssured.given().auth().oauth2(platform), redemption, 1_000)));

        assertThat(answers).allMatch(each -> each.statusCode() < 300);
        Response after = TestClaims.get("platform", id);
        assertThat(after.<String>path("status")).isEqualTo("APPROVED");
        assertThat(after.<Integer>path("amountFen")).isEqualTo(2 * (int) SHARE - 2_000);
    }

    @Test
    void whileASideIsFrozenNothingMoves() {
        String id = TestClaims.submitted();
        TestClaims.freeze(true);
        try {
            Response paused = TestClaims.get("platform", id);
            assertThat(paused.<String>path("pausedAt")).isNotNull();
            assertThat(code(TestClaims.confirm(id))).isEqualTo("organization-frozen");
            assertThat(SignedIn.as("platform").get(PATH + "/" + id + "/clock").<String>path("stages[-1].pauseReason"))
                    .isEqualTo("FROZEN");
        } finally {
            TestClaims.freeze(false);
        }
        assertThat(TestClaims.get("platform", id).<Object>path("pausedAt")).isNull();
        assertThat(SignedIn.as("platform").get(PATH + "/" + id + "/steps").<List<String>>path("data.move"))
                .containsExactly("RESUME", "PAUSE", "SUBMIT");
        assertThat(TestClaims.confirm(id).statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsLateIsToldOnceAndConfirmedByNobody() {
        String id = TestClaims.submitted();
        TestClaims.set(
                "UPDATE settlement_claim SET due_at = now() - interval '1 second' WHERE id = ?", UUID.fromString(id));

        WorkerThread.await(rounds.round());
        WorkerThread.await(rounds.round());

        assertThat(TestClaims.get("enterprise", id).<Boolean>path("isOverdue")).isTrue();
        assertThat(TestClaims.get("enterprise", id).<String>path("status")).isEqualTo("SUBMITTED");
        assertThat(SignedIn.as("enterprise").get(PATH + "/" + id + "/steps").<List<String>>path("data.move"))
                .containsExactly("OVERDUE", "SUBMIT");
        assertThat(SignedIn.as("feixi").queryParam("overdue", true).get(PATH).<List<String>>path("data.id"))
                .contains(id);
        assertThat(TestClaims.get("feixi", id).<List<String>>path("availableActions"))
                .containsExactly("RETURN", "REJECT");
        assertThat(code(TestClaims.review("feixi", id, "APPROVE"))).isEqualTo("transition-not-allowed");
        assertThat(TestClaims.review("feixi", id, "REJECT").<String>path("status"))
                .isEqualTo("REJECTED");
    }

    @Test
    void whatWasClaimedAndDrawnStaysOnRecordInEachRound() {
        String id = TestClaims.submitted();
        String invoice = TestClaims.get("platform", id).path("evidence.find { it.kind == 'INVOICE' }.number");
        TestClaims.object(SignedIn.as("enterprise"), id).then().statusCode(200);
        TestClaims.resubmit(id, TestClaims.evidence(2)).then().statusCode(200);

        assertThat(TestClaims.text(
                        "SELECT number FROM claim_evidence WHERE claim_id = ? AND round = 0 AND kind = 'INVOICE'",
                        UUID.fromString(id)))
                .isEqualTo(invoice);
        assertThat(TestClaims.get("platform", id).<List<String>>path("evidence.number"))
                .hasSize(3)
                .doesNotContain(invoice);
    }

    @Test
    void aVoucherThatIsFrozenIsLookedAt() {
        String redemption = TestClaims.captured(2);
        String id = TestClaims.submitted(redemption, TestClaims.evidence(2));
        UUID voucher = UUID.fromString(
                TestClaims.text("SELECT voucher_id FROM redemption WHERE id = ?", UUID.fromString(redemption)));
        TestOrders.post(
                        SignedIn.as("feixi").header("If-Match", "*"),
                        "/api/v1/vouchers/" + voucher + "/freezes",
                        Map.of("reason", "核查"))
                .then()
                .statusCode(200);

        Response judged = TestClaims.confirm(id);

        assertThat(judged.<List<String>>path("checks.findAll { it.verdict == 'AMBER' }.finding"))
                .containsExactly("VOUCHER_STOPPED");
    }

    @Test
    void whatWasApprovedComesBackToTheOfficeOnceItsVoucherIsRevoked() {
        TestClaims.drawNobody();
        for (String status : List.of("APPROVED", "BANK_FAILED")) {
            String redemption = TestClaims.captured(2);
            String id = TestClaims.submitted(redemption, TestClaims.evidence(2));
            TestClaims.confirm(id).then().statusCode(200);
            TestClaims.set(
                    "UPDATE settlement_claim SET status = '" + status + "', batch_id = id WHERE id = ?",
                    UUID.fromString(id));
            assertThat(code(TestClaims.review("feixi", id, "RETURN"))).isEqualTo("transition-not-allowed");
            TestClaims.set(
                    "UPDATE voucher SET revoked_at = now(), revoked_reason = '骗补' WHERE id ="
                            + " (SELECT voucher_id FROM redemption WHERE id = ?)",
                    UUID.fromString(redemption));

            assertThat(code(TestClaims.review("feixi", id, "APPROVE"))).isEqualTo("transition-not-allowed");
            Response back = TestClaims.review("feixi", id, status.equals("APPROVED") ? "RETURN" : "REJECT");
            assertThat(back.<String>path("status"))
                    .as(back.asString())
                    .isEqualTo(status.equals("APPROVED") ? "RETURNED" : "REJECTED");
        }
    }

    @Test
    void whatProvesItIsPutOnItUntilItIsConfirmed() {
        String id = TestClaims.submit(SignedIn.as("platform"), TestClaims.captured(2), TestClaims.evidence(2))
                .path("id");
        assertThat(code(TestClaims.review("feixi", id, "REJECT")))
                .as("the other side has time to answer")
                .isEqualTo("transition-not-allowed");
        String file = TestDocuments.sent(SignedIn.as("platform"), "发票.pdf", "application/pdf", TestDocuments.aPdf());
        Response put = TestOrders.post(
                SignedIn.as("platform"), PATH + "/" + id + "/documents", TestDocuments.of(file, "INVOICE", "RECORD"));
        assertThat(put.statusCode()).as(put.asString()).isEqualTo(201);

        assertThat(SignedIn.as("enterprise").get(PATH + "/" + id + "/documents").<List<String>>path("data.id"))
                .containsExactly(put.<String>path("id"));
        assertThat(SignedIn.as("application")
                        .get(PATH + "/" + id + "/documents")
                        .statusCode())
                .isEqualTo(404);
        Response judged = TestClaims.confirm(id);
        assertThat(judged.<List<String>>path("checks.findAll { it.check == 'FILES' }.finding"))
                .containsExactly("FILES_UNIQUE");
        String another = TestDocuments.sent(SignedIn.as("platform"), "回单.pdf", "application/pdf", TestDocuments.aPdf());
        assertThat(code(TestOrders.post(
                        SignedIn.as("platform"),
                        PATH + "/" + id + "/documents",
                        TestDocuments.of(another, "PAYMENT_PROOF", "RECORD"))))
                .isEqualTo("document-record-closed");
    }

    private static Response refund(String redemption, long fen) {
        return refund(SignedIn.as("platform"), redemption, fen);
    }

    private static Response refund(RequestSpecification caller, String redemption, long fen) {
        return TestOrders.post(
                caller, "/api/v1/redemptions/" + redemption + "/refunds", Map.of("amountFen", fen, "reason", "服务中断"));
    }
}
