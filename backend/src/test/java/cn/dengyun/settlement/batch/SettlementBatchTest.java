package cn.dengyun.settlement.batch;

import static cn.dengyun.identity.SignedIn.as;
import static cn.dengyun.settlement.batch.TestSettlement.PATH;
import static cn.dengyun.settlement.batch.TestSettlement.act;
import static cn.dengyun.settlement.batch.TestSettlement.built;
import static cn.dengyun.settlement.batch.TestSettlement.failed;
import static cn.dengyun.settlement.batch.TestSettlement.noticed;
import static cn.dengyun.settlement.batch.TestSettlement.paid;
import static cn.dengyun.settlement.batch.TestSettlement.post;
import static cn.dengyun.settlement.batch.TestSettlement.results;
import static cn.dengyun.settlement.batch.TestSettlement.returned;
import static cn.dengyun.settlement.batch.TestSettlement.today;
import static cn.dengyun.settlement.batch.TestSettlement.yuan;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.platform.job.Background;
import cn.dengyun.settlement.batch.TestSettlement.Scene;
import cn.dengyun.trade.dispute.TestDisputes;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settlement batches from the claims that may be paid to what the bank says. */
@QuarkusTest
class SettlementBatchTest {

    private static final String NOTICES = "/api/v1/settlement-notices";
    private static final String OBJECTIONS = "/api/v1/settlement-objections";
    /** So that the class makes one organisation, not one for each test. */
    private static UUID payee;

    @Inject
    TestSettlement settlement;

    @BeforeEach
    void aPayee() {
        if (payee == null) {
            payee = settlement.aPayee();
        }
    }

    @Test
    void whatWasApprovedIsPaidAndTiesToTheLedgerToTheFen() {
        Scene scene = settlement.with(payee, 3);
        String batch = built(scene);
        as("finance")
                .get(PATH + "/" + batch)
                .then()
                .statusCode(200)
                .body("status", is("DRAFT"))
                .body("owner", is("FINANCE"))
                .body("lines", is(3))
                .body("amountFen", is((int) scene.sum()))
                .body("digest", nullValue())
                .body("availableActions", contains("REMOVE_LINE", "CANCEL"));
        assertThat(settlement.standing(scene)).containsOnly(Map.entry("BATCHED", 3L));

        act("finance", batch, "approvals").statusCode(403).body("code", is("four-eyes-required"));
        act("finance2", batch, "public-notices").statusCode(409).body("code", is("transition-not-allowed"));
        act("finance2", batch, "approvals")
                .statusCode(200)
                .body("status", is("APPROVED"))
                .body("approvedLines", is(3))
                .body("approvedFen", is((int) scene.sum()))
                .body("digest.length()", is(64));
        act("finance2", batch, "approvals").statusCode(409);
        given().get(NOTICES + "/" + batch).then().statusCode(404);
        act("finance", batch, "public-notices").statusCode(200).body("status", is("NOTICED"));
        assertThat(settlement.standing(scene)).containsOnly(Map.entry("NOTICED", 3L));
        act("finance", batch, "instructions").statusCode(409).body("code", is("settlement-notice-still-running"));
        as("finance").get(PATH + "/" + batch + "/instruction.csv").then().statusCode(409);
        settlement.endNotice(batch);
        act("finance2", batch, "instruction-approvals")
                .statusCode(409)
                .body("code", is("settlement-instruction-not-proposed"));
        act("finance", batch, "instructions").statusCode(200).body("instructionProposedBy", notNullValue());
        act("finance2", batch, "instructions").statusCode(409).body("code", is("settlement-instruction-proposed"));
        act("finance", batch, "instruction-approvals").statusCode(403).body("code", is("four-eyes-required"));
        act("finance2", batch, "instruction-rejections").statusCode(200).body("instructionProposedBy", nullValue());
        act("finance2", batch, "instruction-rejections").statusCode(409);
        act("finance2", batch, "instructions").statusCode(200);
        act("finance", batch, "instruction-approvals")
                .statusCode(200)
                .body("status", is("INSTRUCTED"))
                .body("owner", is("BANK"));
        assertTied(scene, 0, scene.sum(), 0);

        List<Map.Entry<String, Long>> lines = settlement.lines(batch);
        results("finance", batch, paid(lines.get(0)) + failed(lines.get(1), "AC04"))
                .statusCode(200)
                .body("status", is("INSTRUCTED"))
                .body("outcomes.outcome", contains("PAID", "FAILED"))
                .body("refused", empty())
                .body("missing", contains(lines.get(2).getKey()));
        results("finance2", batch, paid(lines.get(2)))
                .body("status", is("SETTLED"))
                .body("missingCount", is(0));
        results("finance2", batch, paid(lines.get(0)) + failed(lines.get(1), "AC04") + paid(lines.get(2)))
                .statusCode(200)
                .body("outcomes.outcome", contains("DUPLICATE"))
                .body("outcomes.rows", contains(3));
        long sum = lines.get(0).getValue() + lines.get(2).getValue();
        assertTied(scene, lines.get(1).getValue(), 0, sum);
        assertThat(settlement.standing(scene)).containsOnly(Map.entry("PAID", 2L), Map.entry("BANK_FAILED", 1L));
        as("finance")
                .queryParam("status", "FAILED")
                .get(PATH + "/" + batch + "/lines")
                .then()
                .body("data", hasSize(1))
                .body("data[0].failure", is("ACCOUNT_CLOSED"))
                .body("data[0].remedy", is("CORRECT_ACCOUNT"))
                .body("data[0].owner", is("PAYEE"));
        Background.settle();
        given().get("/api/v1/programmes/" + scene.programme().programmeId() + "/account")
                .then()
                .statusCode(200)
                .body("balanced", is(true))
                .body("appropriatedFen", is((int) scene.sum() + 1_000))
                .body("availableFen", is(1_000))
                .body("payableFen", is(lines.get(1).getValue().intValue()))
                .body("inPaymentFen", is(0))
                .body("paidFen", is((int) sum));
        given().get("/api/v1/programmes/" + UUID.randomUUID() + "/account")
                .then()
                .statusCode(404);
        as("finance")
                .queryParam("subject", PATH + "/" + batch)
                .get("/api/v1/events")
                .then()
                .body(
                        "data.type",
                        contains(
                                "cn.dengyun.settlement-batch.built",
                                "cn.dengyun.settlement-batch.approved",
                                "cn.dengyun.settlement-batch.noticed",
                                "cn.dengyun.settlement-batch.instruction-proposed",
                                "cn.dengyun.settlement-batch.instruction-rejected",
                                "cn.dengyun.settlement-batch.instruction-proposed",
                                "cn.dengyun.settlement-batch.instructed",
                                "cn.dengyun.settlement-batch.results-recorded",
                                "cn.dengyun.settlement-batch.settled"));
    }

    @Test
    void theSameIsBuiltOncePerKeyWithinItsLimitsAndADryRunBuildsNothing() {
        Scene scene = settlement.with(payee, 3);
        Map<String, Object> limited = scene.wanted();
        limited.put("maxAmountFen", 20_003);
        String key = UUID.randomUUID().toString();
        Supplier<Response> send = () -> as("finance")
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(limited)
                .post(PATH);

        as("finance")
                .header("Idempotency-Key", UUID.randomUUID())
                .queryParam("validateOnly", true)
                .contentType("application/json")
                .body(scene.wanted())
                .post(PATH)
                .then()
                .statusCode(200)
                .body("would.lines", is(3));
        String batch =
                send.get().then().statusCode(201).body("lines", is(2)).extract().path("id");
        send.get().then().statusCode(201).body("id", is(batch));
        limited.put("maxClaims", 1);
        as("finance")
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(limited)
                .post(PATH)
                .then()
                .statusCode(422);
        assertThat(settlement.standing(scene)).containsOnly(Map.entry("BATCHED", 2L), Map.entry("APPROVED", 1L));
        act("finance2", batch, "cancellations").statusCode(200).body("status", is("CANCELLED"));
        act("finance2", batch, "cancellations").statusCode(409);
        assertThat(settlement.standing(scene)).containsOnly(Map.entry("APPROVED", 3L));
    }

    @Test
    void nobodyElseSeesOrMovesIt() {
        Scene scene = settlement.with(payee, 1);
        String batch = built(scene);

        post("finance", PATH, Map.of("programmeId", UUID.randomUUID(), "reason", "测试"))
                .then()
                .statusCode(404)
                .body("code", is("programme-not-found"));
        post("finance", PATH, scene.wanted()).then().statusCode(409).body("code", is("settlement-claims-missing"));
        post("finance", PATH, Map.of("maxClaims", 0, "reason", " "))
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItems("/programmeId", "/maxClaims", "/reason"));
        for (String stranger : List.of("enterprise", "platform")) {
            as(stranger).get(PATH + "/" + batch).then().statusCode(403);
            act(stranger, batch, "approvals").statusCode(403);
        }
        as("hefei").get(PATH + "/" + batch).then().statusCode(404);
        as("province").get(PATH + "/" + batch).then().statusCode(200).body("availableActions", empty());
        as("auditor").get(PATH).then().statusCode(200).body("data.id", hasItem(batch));
        as("province").get(PATH + "/" + batch + "/instruction.csv").then().statusCode(403);
        as("finance").get(PATH + "/" + UUID.randomUUID() + "/lines").then().statusCode(404);
        given().get(PATH + "/" + batch).then().statusCode(401);
        given().get(NOTICES).then().statusCode(200).body("data.settlementBatchId", not(hasItem(batch)));
        assertThat(waiting("finance2", "SETTLEMENT_APPROVAL")).contains(PATH + "/" + batch);
        assertThat(waiting("finance", "SETTLEMENT_APPROVAL")).doesNotContain(PATH + "/" + batch);
    }

    @Test
    void whoReviewedOneOfItsClaimsDoesNotCheckIt() {
        Scene scene = settlement.with(payee, 1);
        String batch = built(scene);
        settlement.reviewed("finance2", scene.claims().get(0));

        act("finance2", batch, "approvals").statusCode(403).body("code", is("settlement-batch-reviewer"));

        Scene reviewedLater = settlement.with(payee, 1);
        String other = settlement.proposed(reviewedLater);
        settlement.reviewed("finance2", reviewedLater.claims().get(0));
        act("finance2", other, "instruction-approvals").statusCode(403).body("code", is("settlement-batch-reviewer"));
    }

    @Test
    void aLineIsTakenOutAndTheOthersGoOn() {
        Scene scene = settlement.with(payee, 3);
        String batch = noticed(scene);
        String line = as("finance").get(PATH + "/" + batch + "/lines").path("data[1].id");

        post("finance", PATH + "/" + batch + "/removals", Map.of("lineId", UUID.randomUUID(), "reason", "测试"))
                .then()
                .statusCode(404)
                .body("code", is("settlement-line-not-found"));
        post("finance", PATH + "/" + batch + "/removals", Map.of("lineId", line, "reason", "测试"))
                .then()
                .statusCode(200)
                .body("lines", is(2))
                .body("approvedLines", is(3));
        assertThat(settlement.standing(scene)).containsOnly(Map.entry("NOTICED", 2L), Map.entry("APPROVED", 1L));
        given().get(NOTICES + "/" + batch + "/lines").then().statusCode(200).body("data", hasSize(2));
        String next = built(scene);
        as("finance").get(PATH + "/" + next).then().body("lines", is(1));
    }

    @Test
    void whatSomebodyObjectsToIsNotPaidBeforeThatIsDecided() {
        Scene scene = settlement.with(payee, 4);
        String batch = noticed(scene);
        given().get(NOTICES + "/" + batch)
                .then()
                .statusCode(200)
                .body("lines", is(4))
                .body("over", is(false))
                .body("programmeName", is("测试项目"));
        List<String> lines = given().get(NOTICES + "/" + batch + "/lines")
                .then()
                .body("data[0].payeeName", is("测试服务商"))
                .body("data[0].accountTail", nullValue())
                .extract()
                .path("data.lineId");
        String kept = object("enterprise", batch, lines.get(0))
                .statusCode(201)
                .extract()
                .path("id");
        String upheld = object("enterprise", batch, lines.get(1))
                .statusCode(201)
                .extract()
                .path("id");
        object("enterprise", batch, lines.get(1)).statusCode(409).body("code", is("settlement-objection-repeated"));
        String third = object("enterprise", batch, lines.get(2))
                .statusCode(201)
                .extract()
                .path("id");
        object("enterprise", batch, UUID.randomUUID().toString()).statusCode(404);

        as("enterprise2").get(OBJECTIONS + "/" + kept).then().statusCode(404);
        as("enterprise").get(OBJECTIONS + "/" + kept).then().statusCode(200).body("availableActions", empty());
        as("finance")
                .queryParam("settlementBatchId", batch)
                .get(OBJECTIONS)
                .then()
                .body("data", hasSize(3))
                .body("data[0].availableActions", contains("UPHOLD", "DISMISS"));
        decide("finance", kept, "DISMISS").statusCode(200).body("status", is("DISMISSED"));
        decide("finance", kept, "UPHOLD").statusCode(409);
        as("finance2").get(OBJECTIONS + "/" + upheld).then().body("availableActions", empty());
        decide("finance2", upheld, "UPHOLD").statusCode(403).body("code", is("four-eyes-required"));
        settlement.reviewed("finance", scene.claims().get(2));
        decide("finance", third, "DISMISS").statusCode(403).body("code", is("settlement-objection-reviewer"));
        decide("finance", upheld, "UPHOLD").statusCode(200).body("status", is("UPHELD"));
        decide("enterprise", upheld, "UPHOLD").statusCode(403);
        settlement.endNotice(batch);
        object("enterprise2", batch, lines.get(0)).statusCode(409).body("code", is("notice-over"));
        act("finance", batch, "instructions").statusCode(200);
        act("finance2", batch, "instruction-approvals").statusCode(200).body("lines", is(2));
        assertThat(settlement.standing(scene))
                .containsOnly(Map.entry("INSTRUCTED", 2L), Map.entry("RETURNED", 1L), Map.entry("APPROVED", 1L));
        as("finance")
                .queryParam("status", "REMOVED")
                .get(PATH + "/" + batch + "/lines")
                .then()
                .body("data.removalCause", contains("OBJECTION", "OBJECTION"));
        post("finance", PATH, scene.wanted()).then().statusCode(409).body("code", is("settlement-claims-missing"));
    }

    @Test
    void whatHasChangedSinceIsTakenOutAndNamed() {
        UUID mover = settlement.aPayee();
        Scene scene = settlement.with(payee, 2);
        settlement.run(
                "UPDATE settlement_claim SET provider_id = $2, provider_organization_id = $2 WHERE id = $1",
                scene.claims().get(0),
                mover);
        String batch = settlement.proposed(scene);
        settlement.anAccount(mover);

        act("finance2", batch, "instruction-approvals").statusCode(200).body("lines", is(1));
        as("finance")
                .queryParam("status", "REMOVED")
                .get(PATH + "/" + batch + "/lines")
                .then()
                .body("data.removalCause", contains("ACCOUNT_CHANGED"));

        Scene lowered = settlement.with(payee, 2);
        String other = settlement.proposed(lowered);
        settlement.run(
                "UPDATE settlement_claim SET amount_fen = 1 WHERE id = $1",
                lowered.claims().get(1));
        act("finance2", other, "instruction-approvals").statusCode(200).body("lines", is(1));
        as("finance")
                .queryParam("status", "REMOVED")
                .get(PATH + "/" + other + "/lines")
                .then()
                .body("data.removalCause", contains("CLAIM_CHANGED"));
        as("finance")
                .get("/api/v1/settlement-claims/" + lowered.claims().get(1) + "/steps")
                .then()
                .statusCode(200)
                .body("data.find { it.move == 'TAKE_OUT' }.reasonCodes", contains("CLAIM_CHANGED"));
    }

    @Test
    void whatTheSidesOfAnOrderDoNotAgreeOnIsNotPaidMeanwhile() {
        Scene scene = settlement.with(payee, 2);
        String batch = settlement.proposed(scene);
        String dispute = TestDisputes.filed();
        String order = as("enterprise").get(TestDisputes.PATH + "/" + dispute).path("orderId");
        settlement.run(
                "UPDATE settlement_claim SET order_id = $2 WHERE id = $1",
                scene.claims().get(0),
                UUID.fromString(order));

        act("finance2", batch, "instruction-approvals").statusCode(200).body("lines", is(1));

        as("finance")
                .queryParam("status", "REMOVED")
                .get(PATH + "/" + batch + "/lines")
                .then()
                .body("data.removalCause", contains("ORDER_DISPUTED"));
        post("finance", PATH, scene.wanted()).then().statusCode(409).body("code", is("settlement-claims-missing"));
        TestDisputes.withdraw(as("enterprise"), dispute).then().statusCode(200);
        post("finance", PATH, scene.wanted()).then().statusCode(201).body("lines", is(1));
    }

    @Test
    void whatADecisionTakesBackOfAnOrderKeepsTheRestOfThatFromBeingPaid() {
        Scene scene = settlement.with(payee, 1);
        UUID claim = scene.claims().get(0);
        String batch = settlement.instructed(scene);
        results("finance", batch, failed(settlement.lines(batch).get(0), "NARR"))
                .statusCode(200);
        String dispute = TestDisputes.hindered();
        String order = as("enterprise").get(TestDisputes.PATH + "/" + dispute).path("orderId");
        settlement.run(
                "UPDATE settlement_claim SET order_id = $2, order_number = 'O' WHERE id = $1",
                claim,
                UUID.fromString(order));
        settlement.run(
                "UPDATE service_order SET status = 'ACTIVE', resumes = NULL WHERE id = $1", UUID.fromString(order));

        reinstate("finance2", claim.toString()).statusCode(409).body("code", is("settlement-order-unsettled"));
        settlement.run("UPDATE settlement_claim SET status = 'APPROVED' WHERE id = $1", claim);
        post("finance", PATH, scene.wanted()).then().statusCode(409).body("code", is("settlement-claims-missing"));
        assertThat(settlement.recoveries(scene))
                .as("no programme is accounted for meanwhile")
                .isEqualTo(1);
        settlement.run("UPDATE order_dispute SET status = 'CLOSED' WHERE id = $1", UUID.fromString(dispute));
        assertThat(settlement.recoveries(scene)).isZero();
        assertThat(built(scene)).isNotNull();
    }

    @Test
    void whatAStoppedVoucherPaysIsNotPaidThoughItWasApproved() {
        Scene scene = settlement.with(payee, 2);
        UUID claim = scene.claims().get(0);
        UUID voucher = settlement.aVoucherOf(claim);
        String batch = settlement.proposed(scene);
        settlement.run("UPDATE voucher SET frozen_at = now(), frozen_reason = '核查' WHERE id = $1", voucher);

        act("finance2", batch, "instruction-approvals").statusCode(200).body("lines", is(1));

        as("finance")
                .queryParam("status", "REMOVED")
                .get(PATH + "/" + batch + "/lines")
                .then()
                .body("data.removalCause", contains("VOUCHER_STOPPED"));
        post("finance", PATH, scene.wanted()).then().statusCode(409).body("code", is("settlement-claims-missing"));
        settlement.run("UPDATE voucher SET frozen_at = NULL, frozen_reason = NULL WHERE id = $1", voucher);
        String next = built(scene);
        settlement.run("UPDATE voucher SET revoked_at = now(), revoked_reason = '骗补' WHERE id = $1", voucher);
        act("finance2", next, "approvals").statusCode(409).body("code", is("settlement-batch-empty"));
        settlement.run("UPDATE settlement_claim SET decided_at = now(), decided_by = id WHERE id = $1", claim);
        act("finance2", next, "approvals").statusCode(200);
    }

    @Test
    void whatCouldNotBePaidIsNotTriedAgainWhileItsVoucherIsStopped() {
        Scene scene = settlement.with(payee, 1);
        String claim = scene.claims().get(0).toString();
        UUID voucher = settlement.aVoucherOf(scene.claims().get(0));
        String batch = settlement.instructed(scene);
        results("finance", batch, failed(settlement.lines(batch).get(0), "NARR"))
                .statusCode(200);
        settlement.run("UPDATE voucher SET frozen_at = now(), frozen_reason = '核查' WHERE id = $1", voucher);

        reinstate("finance2", claim).statusCode(409).body("code", is("settlement-voucher-stopped"));
        settlement.run(
                "UPDATE voucher SET frozen_at = NULL, frozen_reason = NULL, revoked_at = now(),"
                        + " revoked_reason = '骗补' WHERE id = $1",
                voucher);
        reinstate("finance2", claim).statusCode(409).body("code", is("settlement-voucher-revoked"));
        settlement.run("UPDATE voucher SET revoked_at = NULL, revoked_reason = NULL WHERE id = $1", voucher);
        reinstate("finance2", claim).statusCode(200);
    }

    @Test
    void thoseThatWaitForLongKeepNoOthersFromBeingPaid() {
        Scene scene = settlement.with(payee, 1_001);
        String dispute = TestDisputes.filed();
        String order = as("enterprise").get(TestDisputes.PATH + "/" + dispute).path("orderId");
        settlement.run(
                "UPDATE settlement_claim SET order_id = $2 WHERE programme_id = $1 AND id <> $3",
                scene.programme().programmeId(),
                UUID.fromString(order),
                scene.claims().get(1_000));
        Map<String, Object> wanted = scene.wanted();
        wanted.put("maxClaims", 1);

        post("finance", PATH, wanted)
                .then()
                .statusCode(201)
                .body("lines", is(1))
                .body("amountFen", is(11_001));
    }

    @Test
    void aReferenceThatTheBankUsesAgainAfterAYearIsAnotherPayment() {
        String first = settlement.instructed(settlement.with(payee, 1));
        Map.Entry<String, Long> before = settlement.lines(first).get(0);
        results("finance", first, paid(before)).body("status", is("SETTLED"));
        String batch = settlement.instructed(settlement.with(payee, 1));
        Map.Entry<String, Long> line = settlement.lines(batch).get(0);
        String row = paid(line).replace(",P" + line.getKey(), ",P" + before.getKey());

        results("finance", batch, row).body("refused.outcome", contains("CONFLICT"));
        settlement.run(
                "UPDATE settlement_line SET paid_on = paid_on - 400 WHERE batch_id = $1", UUID.fromString(first));
        results("finance", batch, row).body("outcomes.outcome", contains("PAID"));
    }

    @Test
    void theFilesForTheBankAreTheSameEachTimeAndOnlyForFinance() {
        Scene scene = settlement.with(payee, 2);
        String batch = settlement.instructed(scene);
        String table = as("finance")
                .get(PATH + "/" + batch + "/instruction.csv")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        String message = as("finance")
                .get(PATH + "/" + batch + "/instruction.xml")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        results("finance", batch, paid(settlement.lines(batch).get(0))).statusCode(200);
        assertThat(as("finance2").get(PATH + "/" + batch + "/instruction.csv").asString())
                .isEqualTo(table);
        assertThat(as("finance2").get(PATH + "/" + batch + "/instruction.xml").asString())
                .isEqualTo(message);
        assertThat(table.lines()).hasSize(3);
        assertThat(message).contains("<NbOfTxs>2</NbOfTxs>", "<CtrlSum>" + yuan(scene.sum()) + "</CtrlSum>");
        as("finance")
                .get(PATH + "/" + UUID.randomUUID() + "/instruction.xml")
                .then()
                .statusCode(404);
        as("auditor").get(PATH + "/" + batch + "/instruction.xml").then().statusCode(403);
        Background.settle();
        as("auditor")
                .queryParam("subject", PATH + "/" + batch + "/instruction.csv")
                .get("/api/v1/audit-entries")
                .then()
                .body("data.kind", hasItem("READ"));
    }

    @Test
    void eachBadRowComesBackAloneWithWhatHasToBeDone() {
        Scene scene = settlement.with(payee, 6);
        String batch = settlement.instructed(scene);
        String other = settlement.instructed(settlement.with(payee, 1));
        List<Map.Entry<String, Long>> lines = settlement.lines(batch);
        String rows = paid(lines.get(0))
                + paid(lines.get(1).getKey(), lines.get(2).getValue())
                + paid(lines.get(2).getKey(), lines.get(1).getValue())
                + paid(lines.get(3)).replace(",CNY,", ",USD,")
                + paid(lines.get(4).getKey(), 0)
                + paid(settlement.lines(other).get(0))
                + paid("NOSUCHLINE", 100)
                + lines.get(5).getKey() + ",1.5,CNY,PAID,,X," + today() + "\n"
                + paid(lines.get(5)).replace("\n", ",more\n")
                + paid(lines.get(5)).replace(today().toString(), "2099-12-31")
                + paid(lines.get(5))
                + failed(lines.get(5), "AC04");

        results("finance", batch, rows)
                .statusCode(200)
                .body(
                        "refused.outcome",
                        contains(
                                "WRONG_AMOUNT",
                                "WRONG_AMOUNT",
                                "WRONG_CURRENCY",
                                "ZERO_AMOUNT",
                                "OTHER_BATCH",
                                "UNKNOWN_LINE",
                                "MALFORMED",
                                "MALFORMED",
                                "WRONG_DATE",
                                "CONFLICT",
                                "CONFLICT"))
                .body("refused[6].column", is("amount"))
                .body("refused[7].column", is("surplus"))
                .body("refused[6].remedy", is("CORRECT_ROW"))
                .body("refused[6].owner", is("FINANCE"))
                .body("refused[0].row", is(3))
                .body("missingCount", is(5));
        results("finance", batch, "").statusCode(400);
        results("province", batch, rows).statusCode(403);
        results("finance", built(settlement.with(payee, 1)), rows).statusCode(409);
        assertTied(scene, 0, scene.sum() - lines.get(0).getValue(), lines.get(0).getValue());
    }

    @Test
    void whatCameBackIsOwedAgainOnceAndPaidToAnotherAccount() {
        UUID mover = settlement.aPayee();
        Scene scene = settlement.with(mover, 1);
        String batch = settlement.instructed(scene);
        Map.Entry<String, Long> line = settlement.lines(batch).get(0);
        String claim = scene.claims().get(0).toString();

        results("finance", batch, paid(line)).body("status", is("SETTLED"));
        assertThat(settlement.standing(scene)).containsOnly(Map.entry("PAID", 1L));
        reinstate("finance", claim).statusCode(409).body("code", is("transition-not-allowed"));
        results("finance", batch, failed(line, "AC04")).body("refused.outcome", contains("CONFLICT"));
        results("finance", batch, returned(line, "AC04")).body("outcomes.outcome", contains("RETURNED"));
        results("finance", batch, paid(line) + returned(line, "AC04")).body("outcomes.outcome", contains("DUPLICATE"));
        results("finance", batch, returned(line, "AC04").replace(",R" + line.getKey(), ",S"))
                .body("refused.outcome", contains("CONFLICT"));
        assertTied(scene, line.getValue(), 0, 0);
        assertThat(settlement.standing(scene)).containsOnly(Map.entry("BANK_FAILED", 1L));

        String path = "/api/v1/settlement-claims/" + claim;
        assertThat(waiting("finance2", "SETTLEMENT_FAILURE")).doesNotContain(path);
        reinstate("enterprise", claim).statusCode(403);
        reinstate("finance2", UUID.randomUUID().toString()).statusCode(404);
        reinstate("finance2", claim).statusCode(409).body("code", is("settlement-account-unchanged"));
        settlement.anAccount(mover);
        assertThat(waiting("finance2", "SETTLEMENT_FAILURE")).contains(path);
        assertThat(waiting("finance", "SETTLEMENT_FAILURE")).doesNotContain(path);
        reinstate("finance", claim).statusCode(403).body("code", is("four-eyes-required"));
        reinstate("finance2", claim).statusCode(200).body("status", is("APPROVED"));
        reinstate("finance2", claim).statusCode(409);
        String again = settlement.instructed(scene);
        as("finance").get(PATH + "/" + again + "/lines").then().body("data[0].earlier", is("RETURNED"));
        results("finance", again, paid(settlement.lines(again).get(0))).body("status", is("SETTLED"));
        assertTied(scene, 0, 0, line.getValue());
    }

    @Test
    void nothingIsPaidToWhoeverIsFrozenEvenIfThatWasAfterThePayment() {
        UUID frozen = settlement.aPayee();
        Scene scene = settlement.with(frozen, 1);
        String batch = settlement.instructed(scene);
        Map.Entry<String, Long> line = settlement.lines(batch).get(0);
        String claim = scene.claims().get(0).toString();
        results("finance", batch, paid(line)).statusCode(200);
        results("finance", batch, returned(line, "NARR")).statusCode(200);

        settlement.freeze(frozen, true);
        reinstate("finance2", claim).statusCode(409).body("code", is("claim-paused"));
        settlement.freeze(frozen, false);
        reinstate("finance2", claim).statusCode(200);
        settlement.freeze(frozen, true);
        post("finance", PATH, scene.wanted()).then().statusCode(409).body("code", is("settlement-claims-missing"));
        settlement.freeze(frozen, false);
        String next = built(scene);
        settlement.freeze(frozen, true);
        act("finance2", next, "approvals").statusCode(409).body("code", is("settlement-batch-empty"));
        settlement.freeze(frozen, false);
        settlement.run("UPDATE organization SET certified_deregistered_on = '2018-01-01' WHERE id = $1", frozen);
        act("finance2", next, "approvals").statusCode(409).body("code", is("settlement-batch-empty"));
        settlement.run("UPDATE organization SET certified_deregistered_on = NULL WHERE id = $1", frozen);
        act("finance2", next, "approvals").statusCode(200);
    }

    @Test
    void whatTheBankContradictsItselfAboutIsNotPaidAgainBeforeItIsAsked() {
        Scene scene = settlement.with(payee, 2);
        String batch = settlement.instructed(scene);
        List<Map.Entry<String, Long>> lines = settlement.lines(batch);
        String first = scene.claims().get(0).toString();
        results("finance", batch, failed(lines.get(0), "NARR") + failed(lines.get(1), "NARR"))
                .body("status", is("SETTLED"));
        reinstate("finance2", scene.claims().get(1).toString()).statusCode(200);
        String next = settlement.proposed(scene);

        results("finance", batch, paid(lines.get(0)) + paid(lines.get(1)))
                .body("refused.outcome", contains("CONFLICT", "CONFLICT"));
        as("finance")
                .get(PATH + "/" + batch + "/lines")
                .then()
                .body(
                        "data.contradiction",
                        contains("P" + lines.get(0).getKey(), "P" + lines.get(1).getKey()))
                .body("data.remedy", contains("ASK_BANK", "ASK_BANK"));
        reinstate("finance2", first).statusCode(409).body("code", is("settlement-result-contradicted"));
        assertThat(waiting("finance2", "SETTLEMENT_FAILURE"))
                .as("also of what was let into another batch")
                .contains(
                        "/api/v1/settlement-claims/" + first,
                        "/api/v1/settlement-claims/" + scene.claims().get(1));
        act("finance2", next, "instruction-approvals").statusCode(409).body("code", is("settlement-batch-empty"));
        results("finance", batch, failed(lines.get(0), "NARR", "G1") + failed(lines.get(1), "NARR", "G2"))
                .body("outcomes.outcome", contains("FAILED"));
        reinstate("finance2", first).statusCode(200);
        act("finance2", next, "instruction-approvals").statusCode(200).body("lines", is(1));
        assertTied(scene, lines.get(0).getValue(), lines.get(1).getValue(), 0);
    }

    @Test
    void whatTheBankContradictsItselfAboutIsNotPaidByAnotherClaimOfTheSameCapture() {
        Scene scene = settlement.with(payee, 1);
        String batch = settlement.instructed(scene);
        Map.Entry<String, Long> line = settlement.lines(batch).get(0);
        results("finance", batch, failed(line, "NARR")).body("status", is("SETTLED"));
        settlement.claimedAnew(scene.claims().get(0));
        String next = built(scene);

        results("finance", batch, paid(line)).body("refused.outcome", contains("CONFLICT"));

        act("finance2", next, "approvals").statusCode(409).body("code", is("settlement-batch-empty"));
        act("finance2", next, "cancellations").statusCode(200);
        post("finance", PATH, scene.wanted()).then().statusCode(409).body("code", is("settlement-claims-missing"));
        results("finance", batch, failed(line, "NARR", "G1")).body("outcomes.outcome", contains("FAILED"));
        act("finance2", built(scene), "approvals").statusCode(200);
        assertThat(settlement.said(batch))
                .as("all that the bank said stays on record")
                .containsExactly("FAILED F" + line.getKey(), "CONFLICT P" + line.getKey(), "FAILED G1");
    }

    @Test
    void whatFitsIsFoundBehindWhatDoesNotAndOnNoticeIsWhatStands() {
        Scene scene = settlement.with(payee, 3);
        settlement.run(
                "UPDATE settlement_claim SET claimed_fen = 90000, amount_fen = 90000 WHERE id = $1",
                scene.claims().get(0));
        Map<String, Object> wanted = scene.wanted();
        wanted.put("maxClaims", 2);
        wanted.put("maxAmountFen", 50_000);
        String batch = post("finance", PATH, wanted)
                .then()
                .statusCode(201)
                .body("lines", is(2))
                .extract()
                .path("id");
        act("finance2", batch, "approvals").statusCode(200);
        settlement.run(
                "UPDATE settlement_claim SET amount_fen = 1 WHERE id = $1",
                scene.claims().get(1));

        act("finance", batch, "public-notices").statusCode(200).body("lines", is(1));
        given().get(NOTICES + "/" + batch + "/lines").then().body("data", hasSize(1));
    }

    @Test
    void nothingIsDoneTwiceAtOnce() {
        Scene scene = settlement.with(payee, 5);
        List<Integer> builds = twice(() -> post("finance", PATH, scene.wanted()));
        assertThat(builds).containsExactlyInAnyOrder(201, 409);
        String batch = as("finance")
                .queryParam("programmeId", scene.programme().programmeId())
                .get(PATH)
                .path("data[0].id");
        assertThat(twice(() -> step("finance2", batch, "approvals"))).containsExactlyInAnyOrder(200, 409);
        assertThat(twice(() -> step("finance", batch, "public-notices"))).containsExactlyInAnyOrder(200, 409);
        settlement.endNotice(batch);
        assertThat(twice(() -> step("finance", batch, "instructions"))).containsExactlyInAnyOrder(200, 409);
        assertThat(twice(() -> step("finance2", batch, "instruction-approvals")))
                .containsExactlyInAnyOrder(200, 409);
        assertTied(scene, 0, scene.sum(), 0);
        StringBuilder rows = new StringBuilder();
        settlement.lines(batch).forEach(line -> rows.append(paid(line)));
        twice(() -> as("finance")
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType("text/csv")
                .body("endToEndId,amount,currency,status,reasonCode,bankReference,valueDate\n" + rows)
                .post(PATH + "/" + batch + "/bank-results"));
        assertTied(scene, 0, 0, scene.sum());
    }

    private static List<String> waiting(String person, String kind) {
        return as(person)
                .queryParam("kind", kind)
                .queryParam("limit", 200)
                .get("/api/v1/work-items")
                .then()
                .statusCode(200)
                .extract()
                .path("data.subject.path");
    }

    private void assertTied(Scene scene, long payable, long inPayment, long paid) {
        assertThat(settlement.held(scene, "PROVIDER_PAYABLE")).isEqualTo(payable);
        assertThat(settlement.held(scene, "IN_PAYMENT")).isEqualTo(inPayment);
        assertThat(settlement.held(scene, "PAID")).isEqualTo(paid);
        assertThat(settlement.ofLines(scene, "INSTRUCTED")).isEqualTo(inPayment);
        assertThat(settlement.ofLines(scene, "PAID")).isEqualTo(paid);
    }

    private static Response step(String person, String batch, String noun) {
        return post(person, PATH + "/" + batch + "/" + noun, Map.of("reason", "测试"));
    }

    private static io.restassured.response.ValidatableResponse object(String person, String batch, String line) {
        return post(person, PATH + "/" + batch + "/objections", Map.of("lineId", line, "statement", "与事实不符"))
                .then();
    }

    private static io.restassured.response.ValidatableResponse decide(String person, String objection, String outcome) {
        return post(person, OBJECTIONS + "/" + objection + "/decisions", Map.of("outcome", outcome, "reason", "核查"))
                .then();
    }

    private static io.restassured.response.ValidatableResponse reinstate(String person, String claim) {
        return post(person, "/api/v1/settlement-claims/" + claim + "/reinstatements", Map.of("reason", "账户已更正"))
                .then();
    }

    private static List<Integer> twice(Supplier<Response> what) {
        return Arrays.asList(what, what).stream()
                .map(each -> CompletableFuture.supplyAsync(() -> each.get().statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }
}
