package cn.dengyun.settlement.batch.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Holds what a bank says against the lines of a batch. Each row is judged by itself: a bad one keeps no other from
 * being booked, and the same file again books nothing.
 */
public final class BankResults {

    private static final String CURRENCY = "CNY";

    private final Map<String, BatchLine> lines = new LinkedHashMap<>();
    /** By the reference under which the bank has paid a line, the end-to-end id of the line. */
    private final Map<String, String> paidAs = new HashMap<>();

    private final Against against;
    private final Instant now;
    /** Lines of which one file says several things. */
    private final Set<String> mixed = new HashSet<>();
    /** Those of them of which nothing was said before: nobody can say which is later. */
    private final Set<String> contradictory = new HashSet<>();

    private final Map<String, BatchLine> moved = new LinkedHashMap<>();
    private final Map<String, BatchLine> noted = new LinkedHashMap<>();

    private BankResults(List<BatchLine> all, Against against, Instant now) {
        this.against = against;
        this.now = now;
        for (BatchLine line : all) {
            lines.put(line.endToEndId(), line);
            if (line.paidReference() != null) {
                paidAs.put(line.paidReference(), line.endToEndId());
            }
        }
    }

    /**
     * What rows are held against besides the lines of the batch.
     *
     * @param ofOthers end-to-end ids of the file that belong to other batches
     * @param taken references of the file under which lines of other batches were paid
     * @param asked lines of the batch of which something is, or was, asked back from whoever was paid
     * @param earliest the day of the instruction: no payment has an earlier value date
     * @param latest today: no payment has a later one
     * @param by who records it
     */
    public record Against(
            Set<String> ofOthers, Set<String> taken, Set<UUID> asked, LocalDate earliest, LocalDate latest, UUID by) {}

    /** What became of a row. */
    public record Judged(BankResult result, ResultOutcome outcome) {}

    /**
     * What became of all rows.
     *
     * @param judged in the order of the file
     * @param moved the lines whose money moves, as they are afterwards
     * @param noted the lines of which the bank says something that moves no money, as they are afterwards
     * @param missing the lines of which the bank has said nothing yet
     */
    public record Outcome(List<Judged> judged, List<BatchLine> moved, List<BatchLine> noted, List<BatchLine> missing) {}

    /** @param all lines of the batch */
    public static Outcome judge(List<BatchLine> all, Against against, List<BankResult> results, Instant now) {
        BankResults state = new BankResults(all, against, now);
        state.compare(results);
        List<Judged> judged = new ArrayList<>();
        for (BankResult result : results) {
            judged.add(new Judged(result, state.judge(result)));
        }
        List<BatchLine> missing = state.lines.values().stream()
                .filter(line -> line.status() == LineStatus.INSTRUCTED)
                .toList();
        return new Outcome(judged, List.copyOf(state.moved.values()), List.copyOf(state.noted.values()), missing);
    }

    /** Rows that are refused by themselves speak against no other. */
    private void compare(List<BankResult> results) {
        Map<String, BankResult.Said> said = new HashMap<>();
        for (BankResult result : results) {
            if (unfit(result) != null) {
                continue;
            }
            BankResult.Said before = said.putIfAbsent(result.endToEndId(), result.said());
            if (before != null && before != result.said()) {
                mixed.add(result.endToEndId());
            }
        }
        mixed.stream()
                .filter(each -> lines.get(each).status() == LineStatus.INSTRUCTED)
                .forEach(contradictory::add);
    }

    private ResultOutcome judge(BankResult result) {
        ResultOutcome refusal = unfit(result);
        if (refusal != null) {
            return refusal;
        }
        if (contradictory.contains(result.endToEndId())) {
            return ResultOutcome.CONFLICT;
        }
        BatchLine line = lines.get(result.endToEndId());
        return switch (result.said()) {
            case PAID -> paid(line, result);
            case FAILED -> failed(line, result);
            case RETURNED -> returned(line, result);
        };
    }

    /** What is wrong with a row whatever was said before; null when nothing is. */
    private ResultOutcome unfit(BankResult result) {
        if (result.unreadable() != null) {
            return ResultOutcome.MALFORMED;
        }
        BatchLine line = lines.get(result.endToEndId());
        if (line == null) {
            return against.ofOthers().contains(result.endToEndId())
                    ? ResultOutcome.OTHER_BATCH
                    : ResultOutcome.UNKNOWN_LINE;
        }
        if (line.status() == LineStatus.INCLUDED || line.status() == LineStatus.REMOVED) {
            return ResultOutcome.NOT_INSTRUCTED;
        }
        if (!CURRENCY.equals(result.currency())) {
            return ResultOutcome.WRONG_CURRENCY;
        }
        if (result.amountFen() == 0) {
            return ResultOutcome.ZERO_AMOUNT;
        }
        if (result.amountFen() != line.amountFen()) {
            return ResultOutcome.WRONG_AMOUNT;
        }
        boolean isInTime = !result.valueOn().isBefore(against.earliest())
                && !result.valueOn().isAfter(against.latest());
        return isInTime ? null : ResultOutcome.WRONG_DATE;
    }

    private ResultOutcome paid(BatchLine line, BankResult result) {
        String reference = result.bankReference();
        if (line.status() == LineStatus.INSTRUCTED) {
            if (isOfAnother(line, reference)) {
                return ResultOutcome.CONFLICT;
            }
            keep(line.paid(reference, result.valueOn(), against.by(), now));
            paidAs.put(reference, line.endToEndId());
            return ResultOutcome.PAID;
        }
        if (reference.equals(line.paidReference())) {
            if (line.status() == LineStatus.PAID && isAnswer(line)) {
                note(line.stillPaid());
            }
            return ResultOutcome.DUPLICATE;
        }
        boolean isNew = line.status() != LineStatus.PAID
                && line.contradictedAt() == null
                && !reference.equals(line.contradiction());
        if (isNew && !isOfAnother(line, reference)) {
            note(line.contradicted(reference, now));
        }
        return ResultOutcome.CONFLICT;
    }

    private ResultOutcome failed(BatchLine line, BankResult result) {
        return switch (line.status()) {
            case INSTRUCTED -> {
                keep(failing(line, result));
                yield ResultOutcome.FAILED;
            }
            case FAILED -> again(line, result, ResultOutcome.FAILED);
            default -> ResultOutcome.CONFLICT;
        };
    }

    /**
     * Only what was paid can come back, and not before that. Where whoever was paid is, or was, asked to pay it back,
     * no money moves: it is noted, and finance asks the bank, or records it as a receipt of the recovery.
     */
    private ResultOutcome returned(BatchLine line, BankResult result) {
        return switch (line.status()) {
            case PAID -> {
                boolean isLater = !result.valueOn().isBefore(line.paidOn())
                        && !result.bankReference().equals(line.paidReference());
                if (!isLater) {
                    yield ResultOutcome.CONFLICT;
                }
                if (against.asked().contains(line.id())) {
                    boolean isNew = line.contradictedAt() == null
                            && !result.bankReference().equals(line.contradiction());
                    if (isNew) {
                        note(line.contradicted(result.bankReference(), now));
                    }
                    yield ResultOutcome.CONFLICT;
                }
                keep(failing(line, result));
                yield ResultOutcome.RETURNED;
            }
            case RETURNED -> again(line, result, ResultOutcome.RETURNED);
            default -> ResultOutcome.CONFLICT;
        };
    }

    /** The same as before, another thing, or the answer of the bank to whoever asked about its contradiction. */
    private ResultOutcome again(BatchLine line, BankResult result, ResultOutcome outcome) {
        if (result.bankReference().equals(line.failedReference())) {
            return ResultOutcome.DUPLICATE;
        }
        if (!isAnswer(line)) {
            return ResultOutcome.CONFLICT;
        }
        note(line.failedAgain(reason(result), result.bankReference(), result.valueOn(), against.by()));
        return outcome;
    }

    private boolean isAnswer(BatchLine line) {
        return line.contradictedAt() != null
                && line.contradictedAt().isBefore(now)
                && !mixed.contains(line.endToEndId());
    }

    /** Whether the bank has paid another line under that reference: it pays two under none. */
    private boolean isOfAnother(BatchLine line, String reference) {
        String other = paidAs.get(reference);
        return against.taken().contains(reference) || other != null && !other.equals(line.endToEndId());
    }

    private BatchLine failing(BatchLine line, BankResult result) {
        return line.failed(reason(result), result.bankReference(), result.valueOn(), against.by(), now);
    }

    private static BankFailure reason(BankResult result) {
        return BankFailure.of(result.reasonCode());
    }

    private void keep(BatchLine after) {
        lines.put(after.endToEndId(), after);
        moved.put(after.endToEndId(), after);
    }

    private void note(BatchLine after) {
        lines.put(after.endToEndId(), after);
        (moved.containsKey(after.endToEndId()) ? moved : noted).put(after.endToEndId(), after);
    }
}
