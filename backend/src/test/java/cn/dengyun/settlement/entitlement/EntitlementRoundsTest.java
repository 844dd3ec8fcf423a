package cn.dengyun.settlement.entitlement;

import static cn.dengyun.identity.SignedIn.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.settlement.award.TestAwards;
import cn.dengyun.settlement.claim.TestClaims;
import cn.dengyun.voucher.TestVoucherChecker;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What nobody claims in time goes back to its budget once; what is claimed does not. */
@QuarkusTest
class EntitlementRoundsTest {

    @Inject
    EntitlementRounds rounds;

    /** Nobody could claim it meanwhile. */
    @Test
    void whatSomebodyWantsTakenBackDoesNotLapse() {
        String entitlement = TestAwards.doubted();
        TestClaims.set(
                "UPDATE settlement_entitlement SET owed_at = owed_at - interval '2 days', claim_until = now() - interval '1 day' WHERE id = ?",
                UUID.fromString(entitlement));

        WorkerThread.await(rounds.round());

        as("finance").get(TestAwards.ENTITLEMENTS + "/" + entitlement).then().body("status", is("OWED"));
    }

    @Test
    void whatNobodyClaimsInTimeGoesBack() throws Exception {
        TestAwards.Sample sample = TestAwards.owed();
        String entitlement = sample.entitlement();
        TestClaims.set(
                "UPDATE settlement_entitlement SET owed_at = owed_at - interval '2 days', claim_until = now() - interval '1 day' WHERE id = ?",
                UUID.fromString(entitlement));

        WorkerThread.await(rounds.round());
        WorkerThread.await(rounds.round());

        as("finance")
                .get(TestAwards.ENTITLEMENTS + "/" + entitlement)
                .then()
                .statusCode(200)
                .body("status", is("LAPSED"));
        assertThat(TestAwards.balance(sample.programme(), "ENTERPRISE_PAYABLE")).isZero();
        assertThat(TestAwards.balance(sample.programme(), "BUDGET_AVAILABLE")).isEqualTo(1_000_000);
        TestVoucherChecker.agrees(sample.programme());
    }
}
