package cn.dengyun.trade.usage.rest;

import cn.dengyun.platform.web.Language;
import cn.dengyun.trade.usage.domain.UsageReceipt;
import cn.dengyun.trade.usage.domain.UsageReceiptRow;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A receipt as whoever reported sees it. */
@Schema(name = "UsageReceipt", description = "What came in one request, and what became of it")
public record UsageReceiptView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "When it came")
        Instant receivedAt,

        @Schema(required = true, description = "The account or system that reported")
        UUID reportedBy,

        @Schema(required = true, description = "Lines that were not blank", minimum = "1", examples = "720")
        int lineCount,

        @Schema(required = true, description = "That count from now on", minimum = "0", examples = "718")
        int acceptedCount,

        @Schema(
                required = true,
                description = "That were on record already with the same content",
                minimum = "0",
                examples = "1")
        int duplicateCount,

        @Schema(
                required = true,
                description = "Whose key was on record with another content",
                minimum = "0",
                examples = "0")
        int conflictCount,

        @Schema(required = true, description = "That are held back", minimum = "0", examples = "0")
        int quarantinedCount,

        @Schema(required = true, description = "That are not on record", minimum = "0", examples = "1")
        int refusedCount,

        @Schema(
                required = true,
                description = "SHA-256 of the accepted lines, whatever order they came in: each as JSON without blanks,"
                        + " the members `endsAt`, `eventId`, `meterId`, `occurredAt`, `quantity` and `value` in that"
                        + " order without those that are absent, moments in UTC with a fraction of 0, 3 or 6 digits,"
                        + " quantities without zeros at their end, an LF behind each, by `meterId` and `eventId`",
                pattern = "^[0-9a-f]{64}$",
                examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String digest,

        @Schema(required = true, description = "Whether it was reported as a witness, which no bill counts")
        boolean ofWitness,

        @Schema(required = true, description = "What was accepted of each meter", maxItems = 10_000)
        List<OfMeterView> meters,

        @Schema(
                required = true,
                description = "The first 100 lines that are refused, in conflict or held back, when it is made; all"
                        + " lines are at `/usage-receipts/{id}/rows`",
                maxItems = 100)
        List<UsageReceiptRowView> problems) {

    /** What was accepted of one meter. */
    @Schema(name = "UsageReceiptMeter", description = "What was accepted of one meter")
    public record OfMeterView(
            @Schema(required = true, description = "The meter")
            UUID meterId,

            @Schema(required = true, description = "How many lines", minimum = "1", examples = "720")
            long count,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Their quantities added up; null where values are counted",
                    examples = "1250.5")
            String sum) {}

    public static UsageReceiptView of(UsageReceipt receipt, List<UsageReceiptRow> problems, Language language) {
        return new UsageReceiptView(
                receipt.id(),
                receipt.receivedAt(),
                receipt.byId(),
                receipt.lines(),
                receipt.accepted(),
                receipt.duplicates(),
                receipt.conflicts(),
                receipt.quarantined(),
                receipt.refused(),
                receipt.digest(),
                receipt.ofWitness(),
                receipt.meters().stream()
                        .map(each -> new OfMeterView(
                                each.meterId(),
                                each.count(),
                                each.sum() == null ? null : each.sum().toPlainString()))
                        .toList(),
                problems.stream()
                        .map(row -> UsageReceiptRowView.of(row, language))
                        .toList());
    }
}
