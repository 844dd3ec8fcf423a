package cn.dengyun.settlement.claim.rest;

import cn.dengyun.platform.problem.ProblemTexts;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.policy.domain.Payee;
import cn.dengyun.settlement.claim.ClaimService.Shown;
import cn.dengyun.settlement.claim.domain.CheckFinding;
import cn.dengyun.settlement.claim.domain.CheckResult;
import cn.dengyun.settlement.claim.domain.CheckVerdict;
import cn.dengyun.settlement.claim.domain.ClaimCheck;
import cn.dengyun.settlement.claim.domain.ClaimColour;
import cn.dengyun.settlement.claim.domain.ClaimEvidence;
import cn.dengyun.settlement.claim.domain.ClaimEvidenceKind;
import cn.dengyun.settlement.claim.domain.ClaimOwner;
import cn.dengyun.settlement.claim.domain.ClaimReading;
import cn.dengyun.settlement.claim.domain.ClaimSource;
import cn.dengyun.settlement.claim.domain.ClaimStatus;
import cn.dengyun.settlement.claim.domain.EvidenceReadAs;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import cn.dengyun.settlement.evidence.domain.ReadingFault;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A claim as both sides and whoever decides on it see it. */
@Schema(name = "SettlementClaim", description = "A claim of what is owed of one capture, award or stage of a purchase")
public record ClaimView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change", examples = "0")
        int version,

        @Schema(required = true, description = "What people read out", examples = "S4K7-M2P9-QXT8-V")
        String number,

        @Schema(required = true, description = "Of what it is: a capture, an award, or a stage of a purchase")
        ClaimSource source,

        @Schema(required = true, nullable = true, description = "The entitlement that is claimed; null of a capture")
        UUID entitlementId,

        @Schema(required = true, nullable = true, description = "The capture that is claimed; null of an entitlement")
        UUID redemptionId,

        @Schema(required = true, nullable = true, description = "Its voucher")
        UUID voucherId,

        @Schema(required = true, nullable = true, description = "The code of that", examples = "V4K7-M2P9-QXT8-V")
        String voucherCode,

        @Schema(required = true, description = "The programme that pays")
        UUID programmeId,

        @Schema(required = true, description = "The enterprise, the beneficiary, or the office that buys")
        UUID organizationId,

        @Schema(required = true, description = "Its name when it was claimed", examples = "合肥示范制造有限公司")
        String organizationName,

        @Schema(required = true, description = "Where its voucher is overseen, GB/T 2260", examples = "340123")
        String regionCode,

        @Schema(required = true, nullable = true, description = "The provider; null of an award")
        UUID providerId,

        @Schema(required = true, nullable = true, description = "Its name then", examples = "皖云示范云平台")
        String providerName,

        @Schema(required = true, nullable = true, description = "The order; null where none was placed here")
        UUID orderId,

        @Schema(required = true, nullable = true, description = "Its number", examples = "D4K7-M2P9-QXT8-V")
        String orderNumber,

        @Schema(required = true, description = "Whom the programme pays, who therefore claims")
        Payee payee,

        @Schema(required = true, description = "Since when it is owed")
        Instant capturedAt,

        @Schema(required = true, description = "What was claimed first, in fen", examples = "144000")
        long claimedFen,

        @Schema(required = true, description = "What of that was not refunded since, in fen", examples = "144000")
        long amountFen,

        @Schema(required = true, description = "Where it stands")
        ClaimStatus status,

        @Schema(
                required = true,
                nullable = true,
                description = "What the rules say of it; null before they judged it in its present round")
        ClaimColour colour,

        @Schema(
                required = true,
                description = "Whether it was drawn to be looked at although nothing speaks against it")
        boolean isSampled,

        @Schema(required = true, description = "How often it was submitted again, twice at most", examples = "0")
        int round,

        @Schema(required = true, nullable = true, description = "Whose turn it is; null where nothing follows")
        ClaimOwner owner,

        @Schema(required = true, description = "When it was submitted last")
        Instant submittedAt,

        @Schema(required = true, nullable = true, description = "When the other side confirmed it; null before")
        Instant confirmedAt,

        @Schema(required = true, nullable = true, description = "When an office decided on it; null where none did")
        Instant decidedAt,

        @Schema(required = true, description = "Since when it stands there")
        Instant since,

        @Schema(
                required = true,
                nullable = true,
                description = "By when what follows has to be done; null where nothing does")
        Instant dueAt,

        @Schema(required = true, description = "Whether that was not done in time")
        boolean isOverdue,

        @Schema(
                required = true,
                nullable = true,
                description = "Since when nothing moves because one of both sides is frozen; null where neither is")
        Instant pausedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "Why the last step was taken; null where nobody had to say",
                examples = "发票金额低于申请金额")
        String reason,

        @Schema(required = true, nullable = true, description = "How it is paid; null before it is in a batch")
        PaymentView payment,

        @Schema(required = true, description = "What it rests on, the contract first")
        List<EvidenceView> evidence,

        @Schema(
                required = true,
                description = "What machines read in its files when the rules judged it last; empty before, and where"
                        + " there are only scans",
                maxItems = 100)
        List<ClaimReadingView> readings,

        @Schema(required = true, description = "What the rules said when they judged it last; empty before")
        List<CheckView> checks,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"CONFIRM\", \"OBJECT\"]")
        List<String> availableActions)
        implements Tagged {

    public static ClaimView of(Shown shown, Actor actor, Instant now, Language language) {
        SettlementClaim claim = shown.claim();
        return new ClaimView(
                claim.id(),
                claim.version(),
                claim.number(),
                claim.about().source(),
                claim.about().entitlementId(),
                claim.about().redemptionId(),
                claim.about().voucherId(),
                claim.about().voucherCode(),
                claim.about().programmeId(),
                claim.about().organizationId(),
                claim.about().organizationName(),
                claim.regionCode(),
                claim.about().providerId(),
                claim.about().providerName(),
                claim.about().orderId(),
                claim.about().orderNumber(),
                claim.about().payee(),
                claim.about().capturedAt(),
                claim.claimedFen(),
                claim.amountFen(),
                claim.status(),
                claim.colour(),
                claim.isSampled(),
                claim.round(),
                claim.status().owner(),
                claim.submittedAt(),
                claim.confirmedAt(),
                claim.decidedAt(),
                claim.since(),
                claim.dueAt(),
                claim.isOverdueAt(now),
                claim.pausedAt(),
                claim.reason(),
                PaymentView.of(claim),
                shown.evidence().stream()
                        .map(each -> EvidenceView.of(each, shown.readings()))
                        .toList(),
                shown.readings().stream().map(ClaimReadingView::of).toList(),
                shown.checks().stream()
                        .map(each -> CheckView.of(each, language))
                        .toList(),
                claim.actions(actor));
    }

    /** How a claim is paid. */
    @Schema(name = "SettlementClaimPayment", description = "How a claim is paid")
    record PaymentView(
            @Schema(required = true, description = "The batch that it is in, or was in last")
            UUID batchId,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "By which the bank knows the payment; null before",
                    examples = "PAY20300901000042")
            String bankReference,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Why the bank could not pay; null where it could, or nobody knows yet",
                    examples = "ACCOUNT_CLOSED")
            String failureCode,

            @Schema(required = true, nullable = true, description = "When it was paid; null before")
            Instant paidAt) {

        static PaymentView of(SettlementClaim claim) {
            return claim.payment() == null || claim.payment().batchId() == null
                    ? null
                    : new PaymentView(
                            claim.payment().batchId(),
                            claim.payment().bankReference(),
                            claim.payment().failureCode(),
                            claim.payment().paidAt());
        }
    }

    /** A number that a claim rests on. */
    @Schema(name = "SettlementClaimEvidence", description = "A number that a claim rests on")
    record EvidenceView(
            @Schema(required = true, description = "What it is the number of")
            ClaimEvidenceKind kind,

            @Schema(
                    required = true,
                    description = "As it is compared: capitals, no blanks; code and number of an invoice with a hyphen",
                    examples = "HT-2018-0042")
            String number,

            @Schema(required = true, nullable = true, description = "Tax included, in fen; null of a contract")
            Long amountFen,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "When it was signed, issued or paid; null where nobody said")
            LocalDate issuedOn,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Who bought, or paid; null of a contract",
                    examples = "肥西示范精密机械有限公司")
            String payerName,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Who sold, or was paid; null of a contract",
                    examples = "皖云示范云平台")
            String payeeName,

            @Schema(
                    required = true,
                    description =
                            "`MACHINE` where a file of the claim says the same; else it is typed, and reviewed by people")
            EvidenceReadAs readAs) {

        static EvidenceView of(ClaimEvidence evidence, List<ClaimReading> readings) {
            return new EvidenceView(
                    evidence.kind(),
                    evidence.number(),
                    evidence.amountFen(),
                    evidence.issuedOn(),
                    evidence.payerName(),
                    evidence.payeeName(),
                    readings.stream().anyMatch(each -> each.confirms(evidence))
                            ? EvidenceReadAs.MACHINE
                            : EvidenceReadAs.TYPED);
        }
    }

    /** What a rule said. */
    @Schema(name = "SettlementClaimCheck", description = "What a rule said of a claim")
    record CheckView(
            @Schema(required = true, description = "The rule")
            ClaimCheck check,

            @Schema(required = true, description = "Its short id", examples = "C1")
            String id,

            @Schema(required = true, description = "What it says")
            CheckVerdict verdict,

            @Schema(required = true, description = "Which of its findings it is")
            CheckFinding finding,

            @Schema(required = true, description = "What the finding is about, in its order; amounts in fen")
            List<String> inputs,

            @Schema(required = true, description = "The same as a sentence", examples = "开票 3600.00 元，申请 1440.00 元。")
            String detail,

            @Schema(
                    required = true,
                    description = "What would change it; empty where nothing has to",
                    examples = "请补充发票，使开票金额不低于申请金额。")
            String hint) {

        static CheckView of(CheckResult result, Language language) {
            List<Object> arguments = named(result);
            return new CheckView(
                    result.code(),
                    result.code().id(),
                    result.verdict(),
                    result.finding(),
                    result.arguments(),
                    ProblemTexts.detail(result.finding().code(), arguments, language),
                    ProblemTexts.hint(result.finding().code(), arguments, language));
        }

        /** Codes by their names, everything else as it is. */
        private static List<Object> named(CheckResult result) {
            return result.finding() == CheckFinding.READING_FAILED
                    ? List.of(
                            result.arguments().get(0),
                            ReadingFault.valueOf(result.arguments().get(1)))
                    : List.copyOf(result.arguments());
        }
    }
}
