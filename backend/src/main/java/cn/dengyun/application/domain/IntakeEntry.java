package cn.dengyun.application.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * One submission in the public log of a budget, with everything that its outcome follows from. Amounts are in fen.
 *
 * @param availableFen free in the budget when its turn came
 * @param isSomebodyWaiting whether somebody before it was waiting; then nobody overtakes
 * @param awaitsCertification whether its enterprise was not certified; then it holds nothing, and nobody behind it
 *     waits for it
 * @param entitledFen what it may have whatever the quota
 * @param leastFen below which no voucher is issued
 * @param heldFen what was held; 0 when it waits
 * @param servedAt when one that waited got its place; null while it waits, and when it never waited
 */
public record IntakeEntry(
        UUID budgetId,
        long sequence,
        UUID programmeId,
        String regionCode,
        UUID applicationId,
        Instant receivedAt,
        IntakeOutcome outcome,
        long availableFen,
        boolean isSomebodyWaiting,
        boolean awaitsCertification,
        long entitledFen,
        long leastFen,
        boolean acceptsLess,
        long heldFen,
        Instant servedAt,
        Long servedFen) {

    /** What became of a submission. */
    public enum IntakeOutcome {
        HELD,
        WAITLISTED
    }

    /**
     * What is held for somebody whose turn it is: the whole entitlement, or what is left of the quota where that was
     * accepted; 0 when it has to wait. This is all there is to the order of the opening second, so anybody can replay
     * it.
     */
    public static long decide(
            long availableFen,
            boolean isSomebodyWaiting,
            boolean awaitsCertification,
            long entitledFen,
            long leastFen,
            boolean acceptsLess) {
        if (isSomebodyWaiting || awaitsCertification || availableFen < leastFen) {
            return 0;
        }
        if (availableFen >= entitledFen) {
            return entitledFen;
        }
        return acceptsLess ? availableFen : 0;
    }

    /** Whether those behind it wait, for nobody overtakes it. */
    public boolean isInLine() {
        return outcome == IntakeOutcome.WAITLISTED && !awaitsCertification;
    }

    /** The same decision again, from the entry alone. */
    public long replay() {
        return decide(availableFen, isSomebodyWaiting, awaitsCertification, entitledFen, leastFen, acceptsLess);
    }
}
