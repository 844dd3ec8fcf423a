package cn.dengyun.settlement.batch.rest;

import cn.dengyun.settlement.batch.BankResultService.Imported;
import cn.dengyun.settlement.batch.domain.BankRemedy;
import cn.dengyun.settlement.batch.domain.BankResults;
import cn.dengyun.settlement.batch.domain.BatchLine;
import cn.dengyun.settlement.batch.domain.BatchStatus;
import cn.dengyun.settlement.batch.domain.RemedyOwner;
import cn.dengyun.settlement.batch.domain.ResultOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of a file of the bank. */
@Schema(name = "BankResultImport", description = "What became of the rows of a bank's file")
record BankImportView(
        @Schema(description = "The batch") UUID settlementBatchId,

        @Schema(description = "Where it stands afterwards") BatchStatus status,

        @Schema(description = "How many rows came to what; outcomes that none came to are missing")
        List<OutcomeCount> outcomes,

        @Schema(description = "The rows that were not taken, in the order of the file, 12,000 at most")
        List<RefusedRow> refused,

        @Schema(description = "How many lines the bank has said nothing of yet", examples = "2")
        int missingCount,

        @Schema(
                description = "Their end-to-end ids in the order of the batch, the first 1,000",
                examples = "[\"J4K7M2P9QXT800003\"]")
        List<String> missing) {

    private static final int MAX_MISSING = 1_000;

    @Schema(name = "BankResultCount", description = "How many rows came to one outcome")
    record OutcomeCount(
            @Schema(description = "What became of them") ResultOutcome outcome,

            @Schema(description = "How many", examples = "118")
            int rows) {}

    @Schema(name = "BankResultRow", description = "A row that was not taken")
    record RefusedRow(
            @Schema(description = "As spreadsheets count: the header is 1", examples = "17")
            int row,

            @Schema(description = "As it stands in the row", examples = "J4K7M2P9QXT800017")
            String endToEndId,

            @Schema(description = "Why it was not taken") ResultOutcome outcome,

            @Schema(
                    nullable = true,
                    description =
                            "The column that is missing or cannot be read, `surplus` where the row has more cells than the"
                                    + " header; null when all of them can",
                    examples = "amount")
            String column,

            @Schema(description = "What has to be done") BankRemedy remedy,

            @Schema(description = "By whom") RemedyOwner owner) {

        static RefusedRow of(BankResults.Judged judged) {
            BankRemedy remedy = judged.outcome().remedy();
            return new RefusedRow(
                    judged.result().row(),
                    judged.result().endToEndId(),
                    judged.outcome(),
                    judged.result().unreadable(),
                    remedy,
                    remedy.owner());
        }
    }

    static BankImportView of(Imported imported) {
        BankResults.Outcome outcome = imported.outcome();
        return new BankImportView(
                imported.batch().id(),
                imported.batch().status(),
                Arrays.stream(ResultOutcome.values())
                        .map(each -> new OutcomeCount(each, (int) outcome.judged().stream()
                                .filter(judged -> judged.outcome() == each)
                                .count()))
                        .filter(count -> count.rows() > 0)
                        .toList(),
                outcome.judged().stream()
                        .filter(judged -> judged.outcome().isRefused())
                        .map(RefusedRow::of)
                        .toList(),
                outcome.missing().size(),
                outcome.missing().stream()
                        .limit(MAX_MISSING)
                        .map(BatchLine::endToEndId)
                        .toList());
    }
}
