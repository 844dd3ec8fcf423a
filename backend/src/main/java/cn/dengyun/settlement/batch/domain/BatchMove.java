package cn.dengyun.settlement.batch.domain;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a settlement batch as one table. */
public enum BatchMove implements Move<BatchStatus> {
    /** By another person than who built it. */
    APPROVE(BatchStatus.APPROVED, BatchStatus.DRAFT),
    NOTICE(BatchStatus.NOTICED, BatchStatus.APPROVED),
    /** One line is taken out; the others go on. */
    REMOVE_LINE(null, BatchStatus.DRAFT, BatchStatus.APPROVED, BatchStatus.NOTICED),
    /** One person asks that the bank is told to pay. */
    PROPOSE_INSTRUCTION(BatchStatus.NOTICED, BatchStatus.NOTICED),
    /** That person takes it back, or another one refuses it. */
    REJECT_INSTRUCTION(BatchStatus.NOTICED, BatchStatus.NOTICED),
    /** Another person lets the bank pay. */
    INSTRUCT(BatchStatus.INSTRUCTED, BatchStatus.NOTICED),
    /** The bank has said what became of some lines. */
    RECORD_RESULTS(null, BatchStatus.INSTRUCTED, BatchStatus.SETTLED),
    /** By the last result. */
    SETTLE(BatchStatus.SETTLED, BatchStatus.INSTRUCTED),
    CANCEL(BatchStatus.CANCELLED, BatchStatus.DRAFT, BatchStatus.APPROVED, BatchStatus.NOTICED);

    private final BatchStatus target;
    private final BatchStatus[] sources;

    BatchMove(BatchStatus target, BatchStatus... sources) {
        this.target = target;
        this.sources = sources;
    }

    @Override
    public Transition<BatchStatus> transition() {
        return Transition.of(target == null ? sources[0] : target, sources);
    }

    /** Where it leads from there: what changes no status leaves it as it is. */
    @Override
    public BatchStatus from(BatchStatus status) {
        BatchStatus after = Move.super.from(status);
        return target == null ? status : after;
    }
}
