package cn.dengyun.settlement.batch.domain;

import cn.dengyun.settlement.claim.domain.ClaimOwner;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Approved claims of one programme that are paid together. Amounts are in fen.
 *
 * @param organizationId the office of finance that built it, whose people alone go on with it
 * @param organizationName then
 * @param regionCode of the programme's owner
 * @param lines those that are still in it, as amountFen
 * @param leftOut approved claims that could not be taken when it was built, for their payees had no verified account
 * @param approval null before, as notice, proposal and instruction
 * @param paidLines of its lines, as the bank says; failedLines those that failed or came back
 * @param settledAt null until the bank has said what became of each line
 * @param dueAt by when the next step has to be done; null where nothing more happens
 * @param reason of the last step
 */
public record SettlementBatch(
        UUID id,
        int version,
        String number,
        UUID programmeId,
        String programmeName,
        UUID organizationId,
        String organizationName,
        String regionCode,
        BatchStatus status,
        int lines,
        long amountFen,
        int leftOut,
        UUID builtBy,
        Instant builtAt,
        Approval approval,
        Notice notice,
        Proposal proposal,
        Instruction instruction,
        int paidLines,
        long paidFen,
        int failedLines,
        long failedFen,
        Instant settledAt,
        Instant dueAt,
        String reason,
        Instant updatedAt)
        implements Aggregate {

    /** The most claims in one. */
    public static final int MAX_LINES = 10_000;

    /**
     * What a second person has checked.
     *
     * @param digest see {@link LineDigest}
     */
    public record Approval(UUID approvedBy, Instant approvedAt, int approvedLines, long approvedFen, String digest) {}

    /** When everybody could look at it, and until when. */
    public record Notice(UUID noticedBy, Instant noticedAt, Instant noticeEndsAt) {}

    /** That somebody wants the bank to be told; gone when it is refused. */
    public record Proposal(UUID proposedBy, Instant proposedAt) {}

    /** When the bank was told. */
    public record Instruction(UUID instructedBy, Instant instructedAt) {}

    /** How many lines the bank has not said anything of; before the instruction all of them. */
    public int openLines() {
        return lines - paidLines - failedLines;
    }

    /** What everybody may know of it from its notice on is less than the whole, and asked for elsewhere. */
    @Override
    public boolean isPublic() {
        return false;
    }

    /** Rejects with {@code not-yours} (403) whoever does not go on with it: also who may only look at it. */
    public void requireOffice(Actor actor) {
        if (actor.isClient() || actor.isViewer() || !isHandledBy(actor)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    /** The people of the office that built it, and nobody else. */
    @Override
    public boolean isHandledBy(Actor actor) {
        return actor.has(Roles.FINANCE) && actor.actsFor(organizationId);
    }

    /** Authorities look at those of their region. */
    @Override
    public boolean isKnownTo(Actor actor) {
        return isHandledBy(actor) || Aggregate.super.isHandledBy(actor) || Aggregate.seesAll(actor);
    }

    /** Whose turn it is; nobody's where nothing more happens. */
    public ClaimOwner owner() {
        return switch (status) {
            case DRAFT, APPROVED, NOTICED -> ClaimOwner.FINANCE;
            case INSTRUCTED -> ClaimOwner.BANK;
            case SETTLED, CANCELLED -> null;
        };
    }

    /** By what is on record alone; {@link #actionsAt} knows of the clock. */
    @Override
    public List<String> actions(Actor actor) {
        return actionsAt(actor, updatedAt);
    }

    /** What the actor may do with it at a moment. */
    public List<String> actionsAt(Actor actor, Instant now) {
        boolean isTheirs = isHandledBy(actor) && !actor.isClient() && !actor.isViewer();
        return Move.available(BatchMove.values(), status, move -> isTheirs && may(actor, move, now));
    }

    private boolean may(Actor actor, BatchMove move, Instant now) {
        return switch (move) {
            case APPROVE -> !actor.id().equals(builtBy) && lines > 0;
            case PROPOSE_INSTRUCTION -> proposal == null && isNoticeOverAt(now) && lines > 0;
            case REJECT_INSTRUCTION -> proposal != null;
            case INSTRUCT -> proposal != null && !actor.id().equals(proposal.proposedBy()) && lines > 0;
            case SETTLE -> false;
            case NOTICE -> lines > 0;
            case REMOVE_LINE, CANCEL -> true;
            case RECORD_RESULTS -> true;
        };
    }

    public boolean isNoticeOverAt(Instant now) {
        return notice != null && !now.isBefore(notice.noticeEndsAt());
    }

    /** Rejects with {@code four-eyes-required} (403) whoever approves what he built. */
    public SettlementBatch approved(UUID by, String digest, Instant due, String why, Instant now) {
        BatchStatus target = BatchMove.APPROVE.from(status);
        FourEyes.require(builtBy, by);
        requireLines();
        return changed(
                target, due, why, now, change -> change.approval = new Approval(by, now, lines, amountFen, digest));
    }

    public SettlementBatch noticed(UUID by, Instant ends, Instant due, String why, Instant now) {
        BatchStatus target = BatchMove.NOTICE.from(status);
        requireLines();
        return changed(target, due, why, now, change -> change.notice = new Notice(by, now, ends));
    }

    /** The same without some of its lines. */
    public SettlementBatch without(List<BatchLine> taken, String why, Instant now) {
        return changed(BatchMove.REMOVE_LINE.from(status), dueAt, why, now, change -> {
            change.lines -= taken.size();
            change.amountFen -= taken.stream().mapToLong(BatchLine::amountFen).sum();
        });
    }

    /**
     * Rejects with {@code settlement-notice-still-running} and {@code settlement-instruction-proposed} (409) before its
     * time, and where somebody has proposed it.
     */
    public SettlementBatch instructionProposed(UUID by, Instant due, String why, Instant now) {
        BatchStatus target = BatchMove.PROPOSE_INSTRUCTION.from(status);
        if (!isNoticeOverAt(now)) {
            throw Rejection.conflict(
                    "settlement-notice-still-running", notice.noticeEndsAt().toString());
        }
        if (proposal != null) {
            throw Rejection.conflict("settlement-instruction-proposed");
        }
        requireLines();
        return changed(target, due, why, now, change -> change.proposal = new Proposal(by, now));
    }

    /** Rejects with {@code settlement-instruction-not-proposed} (409) where nobody wants it. */
    public SettlementBatch instructionRejected(Instant due, String why, Instant now) {
        BatchStatus target = BatchMove.REJECT_INSTRUCTION.from(status);
        requireProposal();
        return changed(target, due, why, now, change -> change.proposal = null);
    }

    /**
     * Rejects with {@code settlement-instruction-not-proposed} (409) where nobody wants it, and with
     * {@code four-eyes-required} (403) whoever approves what he proposed.
     *
     * @param left the lines that the bank is told to pay
     */
    public SettlementBatch instructed(UUID by, List<BatchLine> left, Instant due, String why, Instant now) {
        BatchStatus target = BatchMove.INSTRUCT.from(status);
        requireProposal();
        FourEyes.require(proposal.proposedBy(), by);
        if (left.isEmpty()) {
            throw Rejection.conflict("settlement-batch-empty");
        }
        return changed(target, due, why, now, change -> {
            change.instruction = new Instruction(by, now);
            change.lines = left.size();
            change.amountFen = left.stream().mapToLong(BatchLine::amountFen).sum();
        });
    }

    /** The same with what the bank says of lines that have just moved; settled by the last. */
    public SettlementBatch withResults(List<BatchLine> moved, Instant due, Instant now) {
        BatchStatus kept = BatchMove.RECORD_RESULTS.from(status);
        return changed(kept, due, null, now, change -> {
            moved.forEach(change::count);
            if (change.paidLines + change.failedLines == lines && status == BatchStatus.INSTRUCTED) {
                change.status = BatchMove.SETTLE.from(status);
                change.settledAt = now;
                change.dueAt = null;
            }
        });
    }

    public SettlementBatch cancelled(String why, Instant now) {
        return changed(BatchMove.CANCEL.from(status), null, why, now, change -> {
            change.lines = 0;
            change.amountFen = 0;
            change.proposal = null;
        });
    }

    /** What people put into the texts of the bank: the number without what only people need. */
    public String endToEndId(int line) {
        String bare = number.replace("-", "");
        return bare.substring(0, bare.length() - 1) + "%05d".formatted(line);
    }

    /** The same in the version behind that one: several changes of one unit of work are one version. */
    public SettlementBatch over(int before) {
        Draft same = new Draft(status, dueAt);
        return same.made(before + 1, reason, updatedAt);
    }

    private void requireLines() {
        if (lines == 0) {
            throw Rejection.conflict("settlement-batch-empty");
        }
    }

    private void requireProposal() {
        if (proposal == null) {
            throw Rejection.conflict("settlement-instruction-not-proposed");
        }
    }

    private SettlementBatch changed(BatchStatus next, Instant due, String why, Instant now, Consumer<Draft> what) {
        Draft change = new Draft(next, due);
        what.accept(change);
        return change.made(version + 1, why, now);
    }

    /** A copy in the making: what steps may change. */
    private final class Draft {
        private BatchStatus status;
        private Instant dueAt;
        private int lines = SettlementBatch.this.lines;
        private long amountFen = SettlementBatch.this.amountFen;
        private Approval approval = SettlementBatch.this.approval;
        private Notice notice = SettlementBatch.this.notice;
        private Proposal proposal = SettlementBatch.this.proposal;
        private Instruction instruction = SettlementBatch.this.instruction;
        private int paidLines = SettlementBatch.this.paidLines;
        private long paidFen = SettlementBatch.this.paidFen;
        private int failedLines = SettlementBatch.this.failedLines;
        private long failedFen = SettlementBatch.this.failedFen;
        private Instant settledAt = SettlementBatch.this.settledAt;

        Draft(BatchStatus status, Instant dueAt) {
            this.status = status;
            this.dueAt = dueAt;
        }

        void count(BatchLine line) {
            boolean isPaid = line.status() == LineStatus.PAID;
            if (isPaid) {
                paidLines++;
                paidFen += line.amountFen();
                return;
            }
            failedLines++;
            failedFen += line.amountFen();
            if (line.status() == LineStatus.RETURNED) {
                paidLines--;
                paidFen -= line.amountFen();
            }
        }

        SettlementBatch made(int next, String why, Instant now) {
            return new SettlementBatch(
                    id,
                    next,
                    number,
                    programmeId,
                    programmeName,
                    organizationId,
                    organizationName,
                    regionCode,
                    status,
                    lines,
                    amountFen,
                    leftOut,
                    builtBy,
                    builtAt,
                    approval,
                    notice,
                    proposal,
                    instruction,
                    paidLines,
                    paidFen,
                    failedLines,
                    failedFen,
                    settledAt,
                    dueAt,
                    why,
                    now);
        }
    }
}
