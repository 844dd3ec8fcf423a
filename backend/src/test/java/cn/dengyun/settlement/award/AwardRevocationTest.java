package cn.dengyun.settlement.award;

import static cn.dengyun.identity.SignedIn.as;
import static cn.dengyun.settlement.award.TestAwards.EACH;
import static cn.dengyun.settlement.award.TestAwards.ENTITLEMENTS;
import static cn.dengyun.settlement.award.TestAwards.balance;
import static cn.dengyun.settlement.award.TestAwards.revocation;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.settlement.batch.TestSettlement;
import cn.dengyun.settlement.claim.TestClaims;
import cn.dengyun.voucher.TestVoucherChecker;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is owed outside vouchers is taken back by two people: from the budget's side, or from whoever was paid. */
@QuarkusTest
class AwardRevocationTest {

    @Test
    void whatNobodyHasClaimedGoesBackToItsBudget() throws Exception {
        TestAwards.Sample sample = TestAwards.owed();
        String entitlement = sample.entitlement();
        assertThat(code(revocation("hefei", entitlement, "revocations"))).isEqualTo("not-yours");
        assertThat(revocation("wuhu", entitlement, "revocations").statusCode()).isEqualTo(404);
        assertThat(code(revocation("province2", entitlement, "revocation-approvals")))
                .as("nobody wants it")
                .isEqualTo("transition-not-allowed");

        Response proposed = revocation("province", entitlement, "revocations");
        assertThat(proposed.<List<String>>path("availableActions"))
                .as(proposed.asString())
                .containsExactly("REJECT_REVOCATION");
        assertThat(proposed.<String>path("revocationReason")).isEqualTo("认定证书虚假");
        assertThat(code(revocation("province2", entitlement, "revocations"))).isEqualTo("entitlement-revocation-open");
        assertThat(code(revocation("province", entitlement, "revocation-approvals")))
                .isEqualTo("four-eyes-required");
        assertThat(code(claim(sample.beneficiary(), entitlement))).isEqualTo("entitlement-revocation-open");
        assertThat(as("province2")
                        .get("/api/v1/work-items?limit=200&kind=ENTITLEMENT_REVOCATION")
                        .<List<String>>path("data.subject.path"))
                .contains(ENTITLEMENTS + "/" + entitlement);
        Response revoked = revocation("province2", entitlement, "revocation-approvals");

        assertThat(revoked.<String>path("status")).as(revoked.asString()).isEqualTo("REVOKED");
        assertThat(balance(sample.programme(), "ENTERPRISE_PAYABLE")).isZero();
        assertThat(balance(sample.programme(), "BUDGET_AVAILABLE")).isEqualTo(1_000_000);
        assertThat(code(claim(sample.beneficiary(), entitlement))).isEqualTo("entitlement-revoked");
        assertThat(code(revocation("province", entitlement, "revocations"))).isEqualTo("transition-not-allowed");
        TestVoucherChecker.agrees(sample.programme());
    }

    @Test
    void whoThinksBetterOfItLeavesItToWhoeverIsOwedIt() {
        TestAwards.Sample sample = TestAwards.owed();
        String entitlement = sample.entitlement();
        revocation("province", entitlement, "revocations").then().statusCode(200);
        TestClaims.set(
                "UPDATE settlement_entitlement SET owed_at = owed_at - interval '2 days', claim_until = now() - interval '1 day' WHERE id = ?",
                UUID.fromString(entitlement));

        Response left = revocation("province", entitlement, "revocation-rejections");

        assertThat(left.<String>path("revocationReason")).as(left.asString()).isNull();
        assertThat(Instant.parse(left.path("dueAt"))).isAfter(Instant.now().plusSeconds(86_400));
        assertThat(code(revocation("province", entitlement, "revocation-rejections")))
                .isEqualTo("transition-not-allowed");
        claim(sample.beneficiary(), entitlement).then().statusCode(201);
    }

    @Test
    void theClaimOfWhatIsTakenBackEnds() throws Exception {
        TestClaims.drawNobody();
        TestAwards.Sample sample = TestAwards.owed();
        String entitlement = sample.entitlement();
        String claim = claimed(sample.beneficiary(), entitlement);

        revoke(entitlement);

        assertThat(as("finance").get("/api/v1/settlement-claims/" + claim).<String>path("status"))
                .isEqualTo("WITHDRAWN");
        assertThat(balance(sample.programme(), "ENTERPRISE_PAYABLE")).isZero();
        assertThat(recoveries(entitlement)).isEmpty();
        TestVoucherChecker.agrees(sample.programme());
    }

    @Test
    void whatWasPaidIsAskedBackFromTheBeneficiary() throws Exception {
        TestClaims.drawNobody();
        TestAwards.Sample sample = TestAwards.owed();
        String entitlement = sample.entitlement();
        TestSettlement.pay(TestSettlement.instructed(claimed(sample.beneficiary(), entitlement)));

        revoke(entitlement);

        List<String> all = recoveries(entitlement);
        assertThat(all).hasSize(1);
        Response shown = sample.beneficiary().request().get("/api/v1/recoveries/" + all.get(0));
        assertThat(shown.<String>path("cause")).as(shown.asString()).isEqualTo("ENTITLEMENT_REVOCATION");
        assertThat(shown.<Integer>path("amountFen")).isEqualTo((int) EACH);
        assertThat(shown.<String>path("reason")).isEqualTo("认定证书虚假");
        assertThat(shown.<String>path("entitlementId")).isEqualTo(entitlement);
        assertThat(shown.<String>path("caseNumber")).isNotBlank();
        assertThat(shown.<String>path("orderId")).isNull();
        assertThat(shown.<List<String>>path("availableActions")).containsExactly("PROPOSE_PLAN");
        assertThat(balance(sample.programme(), "PAID")).isZero();
        assertThat(balance(sample.programme(), "RECOVERY_RECEIVABLE")).isEqualTo(EACH);
        TestVoucherChecker.agrees(sample.programme());
        assertThat(as("enterprise").get("/api/v1/recoveries/" + all.get(0)).statusCode())
                .isEqualTo(404);
    }

    /** What the bank has not answered about is waited for, and asked back once whichever of both comes first. */
    @Test
    void aRevocationAndTheBankAtOnce() throws Exception {
        TestClaims.drawNobody();
        TestAwards.Sample sample = TestAwards.owed();
        String entitlement = sample.entitlement();
        String batch = TestSettlement.instructed(claimed(sample.beneficiary(), entitlement));
        revocation("province", entitlement, "revocations").then().statusCode(200);
        assertThat(code(revocation("province2", entitlement, "revocation-approvals")))
                .isEqualTo("refund-in-payment");

        CompletableFuture<Void> bank = CompletableFuture.runAsync(() -> TestSettlement.pay(batch));
        CompletableFuture<Response> both =
                CompletableFuture.supplyAsync(() -> revocation("province2", entitlement, "revocation-approvals"));
        bank.join();
        if (both.join().statusCode() == 409) {
            revocation("province2", entitlement, "revocation-approvals").then().statusCode(200);
        }

        assertThat(recoveries(entitlement)).hasSize(1);
        assertThat(balance(sample.programme(), "PAID")).isZero();
        assertThat(balance(sample.programme(), "RECOVERY_RECEIVABLE")).isEqualTo(EACH);
        TestVoucherChecker.agrees(sample.programme());
    }

    /** While somebody wants it back it comes into no batch. */
    @Test
    void whatIsToBeTakenBackIsNotPaid() {
        TestClaims.drawNobody();
        TestAwards.Sample sample = TestAwards.owed();
        String entitlement = sample.entitlement();
        claimed(sample.beneficiary(), entitlement);
        revocation("province", entitlement, "revocations").then().statusCode(200);

        Response built = TestAwards.post(
                "finance", "/api/v1/settlement-batches", Map.of("programmeId", sample.programme(), "reason", "测试兑付"));

        assertThat(built.statusCode()).as(built.asString()).isEqualTo(409);
    }

    private static String claimed(TestEnterprise of, String entitlement) {
        return claim(of, entitlement).then().statusCode(201).extract().path("id");
    }

    private static Response claim(TestEnterprise of, String entitlement) {
        return of.request()
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType("application/json")
                .body(Map.of())
                .post(ENTITLEMENTS + "/" + entitlement + "/claims");
    }

    private static void revoke(String entitlement) {
        revocation("province", entitlement, "revocations").then().statusCode(200);
        Response revoked = revocation("province2", entitlement, "revocation-approvals");
        assertThat(revoked.<String>path("status")).as(revoked.asString()).isEqualTo("REVOKED");
    }

    private static List<String> recoveries(String entitlement) {
        return as("finance")
                .get("/api/v1/recoveries?entitlementId=" + entitlement)
                .then()
                .statusCode(200)
                .extract()
                .path("data.id");
    }

    private static String code(Response response) {
        return response.path("code");
    }
}
