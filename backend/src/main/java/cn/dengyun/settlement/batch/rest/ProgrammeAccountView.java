package cn.dengyun.settlement.batch.rest;

import cn.dengyun.ledger.domain.AccountKind;
import cn.dengyun.ledger.domain.ConservationStatement;
import cn.dengyun.programme.domain.YearEndMoney;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The account of a programme: each stage that its money passes. */
@Schema(
        name = "ProgrammeAccount",
        description = "Where the money of a programme is, in fen, as its ledger has it: what was appropriated equals"
                + " available + committed + issued + held + payable + in payment + paid + returned + receivable")
record ProgrammeAccountView(
        @Schema(description = "The programme") UUID programmeId,

        @Schema(description = "Of the last transfer that is counted; 0 before the first", examples = "19")
        long position,

        @Schema(nullable = true, description = "When that transfer got its position; null before the first")
        Instant numberedAt,

        @Schema(description = "Given by finance", examples = "1000000000")
        long appropriatedFen,

        @Schema(description = "In budgets, and free", examples = "640000000")
        long availableFen,

        @Schema(description = "Held for applications", examples = "0")
        long committedFen,

        @Schema(description = "In vouchers, and free", examples = "300000000")
        long issuedFen,

        @Schema(description = "Held for orders", examples = "20000000")
        long heldFen,

        @Schema(description = "Captured, and owed to payees", examples = "20000000")
        long payableFen,

        @Schema(description = "With the bank", examples = "10000000")
        long inPaymentFen,

        @Schema(description = "Paid", examples = "10000000") long paidFen,

        @Schema(description = "Handed back to finance, or carried over", examples = "0")
        long returnedFen,

        @Schema(
                required = true,
                description = "Of what was appropriated: carried over from programmes of earlier years",
                examples = "0")
        long carriedInFen,

        @Schema(
                required = true,
                description = "Of what was returned: carried over to programmes of later years",
                examples = "0")
        long carriedOutFen,

        @Schema(description = "To be recovered from payees; below 0 where it was not covered", examples = "0")
        long receivableFen,

        @Schema(description = "Whether the equation holds and no account is negative that must not be")
        boolean balanced) {

    /** @param carried from the beginning to that position */
    static ProgrammeAccountView of(ConservationStatement found, YearEndMoney carried) {
        return new ProgrammeAccountView(
                found.programmeId(),
                found.position(),
                found.numberedAt(),
                found.appropriatedFen(),
                found.totalOf(AccountKind.BUDGET_AVAILABLE),
                found.totalOf(AccountKind.COMMITTED),
                found.totalOf(AccountKind.VOUCHER_AVAILABLE),
                found.totalOf(AccountKind.VOUCHER_HELD),
                found.totalOf(AccountKind.PROVIDER_PAYABLE) + found.totalOf(AccountKind.ENTERPRISE_PAYABLE),
                found.totalOf(AccountKind.IN_PAYMENT),
                found.totalOf(AccountKind.PAID),
                found.totalOf(AccountKind.RETURNED),
                carried.carriedInFen(),
                carried.carriedOutFen(),
                found.totalOf(AccountKind.RECOVERY_RECEIVABLE),
                found.holds());
    }
}
