package cn.dengyun.settlement.batch.domain;

import cn.dengyun.shared.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a bank said of a line, as it said it; nothing of it is changed.
 *
 * @param amountFen in fen, as the bank said it
 * @param reasonCode of ISO 20022; empty where there is none
 * @param outcome what became of it
 */
public record LineResult(
        UUID id,
        UUID batchId,
        UUID lineId,
        BankResult.Said said,
        long amountFen,
        String currency,
        String reasonCode,
        String bankReference,
        LocalDate valueOn,
        ResultOutcome outcome,
        UUID recordedBy,
        Instant recordedAt) {

    /** Of these nothing new is said of a line of the batch. */
    private static final Set<ResultOutcome> NOTHING_NEW = EnumSet.of(
            ResultOutcome.DUPLICATE, ResultOutcome.MALFORMED, ResultOutcome.UNKNOWN_LINE, ResultOutcome.OTHER_BATCH);

    /**
     * What is new of what a bank said of the lines of a batch, in the order in which it was said.
     *
     * @param lines of the batch
     */
    public static List<LineResult> of(List<BatchLine> lines, List<BankResults.Judged> judged, UUID by, Instant now) {
        Map<String, BatchLine> known =
                lines.stream().collect(Collectors.toMap(BatchLine::endToEndId, Function.identity()));
        return judged.stream()
                .filter(each -> !NOTHING_NEW.contains(each.outcome()))
                .map(each -> of(known.get(each.result().endToEndId()), each, by, now))
                .toList();
    }

    private static LineResult of(BatchLine line, BankResults.Judged judged, UUID by, Instant now) {
        BankResult result = judged.result();
        return new LineResult(
                Ids.next(),
                line.batchId(),
                line.id(),
                result.said(),
                result.amountFen(),
                result.currency(),
                result.reasonCode(),
                result.bankReference(),
                result.valueOn(),
                judged.outcome(),
                by,
                now);
    }
}
