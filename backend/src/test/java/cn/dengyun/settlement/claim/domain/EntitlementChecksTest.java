package cn.dengyun.settlement.claim.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EntitlementChecksTest {

    private static final LocalDate DAY = LocalDate.of(2018, 10, 1);
    private static final Instant NOW = Instant.parse("2018-10-01T02:00:00Z");

    @Test
    void aFixedAwardNeedsNoPapers() {
        assertThat(findings(of(List.of(), 0, 0, null)))
                .contains(CheckFinding.INVOICES_NOT_ASKED, CheckFinding.PARTIES_MATCH, CheckFinding.NUMBERS_UNIQUE);
        assertThat(ClaimChecks.colour(EntitlementChecks.judge(of(List.of(), 0, 0, null), NOW)))
                .isEqualTo(ClaimColour.GREEN);
    }

    @Test
    void whatItIsAShareOfHasToBeInvoiced() {
        assertThat(findings(of(List.of(invoice("企业", DAY)), 100, 99, null))).contains(CheckFinding.INVOICES_TOO_LOW);
        assertThat(findings(of(List.of(invoice("企业", DAY)), 100, 100, null))).contains(CheckFinding.INVOICES_SUFFICE);
    }

    @Test
    void theBuyerIsTheBeneficiary() {
        assertThat(findings(of(List.of(invoice("别的企业", DAY)), 100, 100, null))).contains(CheckFinding.PARTIES_DIFFER);
    }

    @Test
    void nothingIsInvoicedBehindTheClaim() {
        assertThat(findings(of(List.of(invoice("企业", DAY.plusDays(1))), 100, 100, null)))
                .contains(CheckFinding.EVIDENCE_AFTER_CLAIM);
    }

    @Test
    void whatClosedBeforeItWasOwedIsNotPaid() {
        assertThat(findings(of(List.of(), 0, 0, DAY.minusDays(1)))).contains(CheckFinding.FIRM_CLOSED_BEFORE);
        assertThat(findings(of(List.of(), 0, 0, DAY.plusDays(1)))).contains(CheckFinding.FIRM_IN_BUSINESS);
    }

    private static List<CheckFinding> findings(EntitlementSituation situation) {
        return EntitlementChecks.judge(situation, NOW).stream()
                .map(CheckResult::finding)
                .toList();
    }

    private static ClaimEvidence invoice(String buyer, LocalDate day) {
        return new ClaimEvidence(
                new UUID(0, 1),
                0,
                1,
                ClaimEvidenceKind.INVOICE,
                new UUID(0, 2),
                "12345678901234567890",
                100L,
                day,
                buyer,
                "任何服务商");
    }

    private static EntitlementSituation of(
            List<ClaimEvidence> evidence, long due, long invoiced, LocalDate deregisteredOn) {
        return new EntitlementSituation(
                ClaimLifecycleTest.aClaim(),
                evidence,
                new ClaimWhole.Papers(invoiced, 0),
                due,
                List.of("企业"),
                List.of(),
                null,
                null,
                0,
                null,
                deregisteredOn,
                false,
                DAY,
                DAY,
                DAY);
    }
}
