package cn.dengyun.settlement.batch.rest;

import cn.dengyun.settlement.batch.YearEnds;
import cn.dengyun.settlement.batch.domain.YearEnd;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a programme owes for captures at the end of a year. */
@Schema(
        name = "ProgrammeYearEnd",
        description =
                "What a programme owes for captures at the end of a year, in fen, which is carried over and paid in"
                        + " the next one: what was owed when the year began + captured - given back - paid")
record YearEndView(
        @Schema(required = true, description = "The year, Asia/Shanghai", examples = "2018")
        int year,

        @Schema(required = true, description = "Whether it is over; before that this is how it stands")
        boolean isOver,

        @Schema(required = true, description = "Owed when the year began", examples = "20000000")
        long openingFen,

        @Schema(required = true, description = "Captured in it, and owed since", examples = "50000000")
        long capturedFen,

        @Schema(
                required = true,
                description = "Given back in it to vouchers and budgets before it was paid",
                examples = "0")
        long givenBackFen,

        @Schema(
                required = true,
                description = "Paid in it, less what came back; below 0 where more came back",
                examples = "40000000")
        long paidFen,

        @Schema(required = true, description = "Owed at its end, and carried over", examples = "30000000")
        long carriedOverFen,

        @Schema(
                required = true,
                description = "Budget that came in it from programmes of earlier years, less what was undone",
                examples = "0")
        long budgetCarriedInFen,

        @Schema(
                required = true,
                description =
                        "Budget left and unspent that went in it to programmes of later years, less what was undone",
                examples = "0")
        long budgetCarriedOutFen,

        @Schema(
                required = true,
                description = "Budget left and unspent that went back to finance in it, less what was undone",
                examples = "0")
        long budgetGivenBackFen,

        @Schema(required = true, description = "Whether all of that ties to the ledger to the fen")
        boolean tied,

        @Schema(required = true, description = "The whole account of the programme at the end of the year")
        ProgrammeAccountView account) {

    static YearEndView of(YearEnds.Account account) {
        YearEnd found = account.owed();
        return new YearEndView(
                found.year(),
                found.isOver(),
                found.openingFen(),
                found.capturedFen(),
                found.givenBackFen(),
                found.paidFen(),
                found.carriedOverFen(),
                account.inYear().carriedInFen(),
                account.inYear().carriedOutFen(),
                account.inYear().givenBackFen(),
                found.isTied(),
                ProgrammeAccountView.of(found.closing(), account.until()));
    }
}
