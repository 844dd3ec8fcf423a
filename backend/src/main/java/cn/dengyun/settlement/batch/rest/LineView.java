package cn.dengyun.settlement.batch.rest;

import cn.dengyun.settlement.batch.domain.BankFailure;
import cn.dengyun.settlement.batch.domain.BankRemedy;
import cn.dengyun.settlement.batch.domain.BatchLine;
import cn.dengyun.settlement.batch.domain.LineStatus;
import cn.dengyun.settlement.batch.domain.RemedyOwner;
import cn.dengyun.settlement.batch.domain.RemovalCause;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A line of a settlement batch. */
@Schema(name = "SettlementLine", description = "One payment of a settlement batch")
record LineView(
        @Schema(description = "Its id") UUID id,

        @Schema(description = "Its place in the batch, from 1", examples = "1")
        int line,

        @Schema(description = "By which the bank names it", examples = "J4K7M2P9QXT800001")
        String endToEndId,

        @Schema(description = "The claim that it pays") UUID claimId,

        @Schema(description = "The number of the claim", examples = "S4K7-M2P9-QXT8-V")
        String claimNumber,

        @Schema(description = "The organisation that is paid")
        UUID payeeOrganizationId,

        @Schema(description = "The holder of the account", examples = "皖云示范云计算有限公司")
        String payeeName,

        @Schema(description = "The enterprise whose voucher it was", examples = "肥西示范精密机械有限公司")
        String enterpriseName,

        @Schema(description = "The payee account that it is paid to")
        UUID payeeAccountId,

        @Schema(description = "The last four digits of its number", examples = "8877")
        String accountTail,

        @Schema(description = "In fen", examples = "144000") long amountFen,

        @Schema(
                nullable = true,
                description =
                        "What became of earlier payments of the claim: `RETURNED` where it was paid before and the"
                                + " money came back, else `FAILED`; null where this is the first")
        LineStatus earlier,

        @Schema(description = "Where it stands") LineStatus status,

        @Schema(nullable = true, description = "Why it was taken out; null unless it was")
        RemovalCause removalCause,

        @Schema(nullable = true, description = "The same in words; null where nobody gave any", examples = "佐证材料存疑")
        String removalReason,

        @Schema(
                nullable = true,
                description = "By which the bank knows the payment; null unless it was paid",
                examples = "20181008000123")
        String paidReference,

        @Schema(nullable = true, description = "Its value date; null unless it was paid")
        LocalDate paidOn,

        @Schema(nullable = true, description = "Why it failed or came back; null unless it did")
        BankFailure failure,

        @Schema(nullable = true, description = "What has to be done then; null unless it did")
        BankRemedy remedy,

        @Schema(nullable = true, description = "By whom; null unless it did")
        RemedyOwner owner,

        @Schema(
                nullable = true,
                description = "By which the bank knows that; null unless it did",
                examples = "20181008000124")
        String failedReference,

        @Schema(nullable = true, description = "Its value date; null unless it did")
        LocalDate failedOn,

        @Schema(
                nullable = true,
                description = "By which the bank reports a payment of what it said had failed or come back; null where"
                        + " it does not",
                examples = "20181010000031")
        String contradiction,

        @Schema(
                nullable = true,
                description =
                        "Since when nobody knows which of both is true, and the claim is not paid again; null where"
                                + " everybody does")
        Instant contradictedAt,

        @Schema(
                nullable = true,
                description = "When its claim was let into another batch; null unless it failed and was")
        Instant reinstatedAt) {

    static LineView of(BatchLine line) {
        BankRemedy remedy = line.remedy();
        return new LineView(
                line.id(),
                line.line(),
                line.endToEndId(),
                line.claimId(),
                line.claimNumber(),
                line.payeeOrganizationId(),
                line.payeeName(),
                line.enterpriseName(),
                line.accountId(),
                line.accountTail(),
                line.amountFen(),
                line.earlier(),
                line.status(),
                line.removalCause(),
                line.removalReason(),
                line.paidReference(),
                line.paidOn(),
                line.failure(),
                remedy,
                remedy == null ? null : remedy.owner(),
                line.failedReference(),
                line.failedOn(),
                line.contradiction(),
                line.contradictedAt(),
                line.reinstatedAt());
    }
}
