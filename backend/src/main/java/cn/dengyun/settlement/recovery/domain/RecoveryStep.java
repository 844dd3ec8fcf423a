package cn.dengyun.settlement.recovery.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Something that was done with a recovery; of a receipt, what has come in.
 *
 * @param organizationId the office
 * @param move a {@link RecoveryMove}, or {@link #DEMAND}
 * @param byId null where nobody did it
 * @param amountFen what was demanded, received or written off, in fen; null of anything else
 * @param serial of the bank's slip; null unless something has come in, as receivedOn
 * @param transferId what the ledger has of it; null unless something has come in
 * @param reversesId the receipt that it undoes; null of anything else
 * @param byOffice whether the office did it, or the clock, and not whoever owes it
 */
public record RecoveryStep(
        UUID id,
        UUID recoveryId,
        UUID organizationId,
        String move,
        RecoveryStatus status,
        UUID byId,
        Instant at,
        Long amountFen,
        String serial,
        LocalDate receivedOn,
        UUID transferId,
        UUID reversesId,
        boolean byOffice,
        String reason) {

    /** What a recovery begins with. */
    public static final String DEMAND = "DEMAND";

    /** Whether it says what the office thinks of giving up. */
    public boolean isOfOffice() {
        return move.equals(RecoveryMove.PROPOSE_WRITE_OFF.name()) || move.equals(RecoveryMove.REJECT_WRITE_OFF.name());
    }
}
