package cn.dengyun.ledger.domain;

import cn.dengyun.shared.Ids;
import java.time.Instant;
import java.util.UUID;

/**
 * An amount that leaves one account and enters another, in one programme.
 *
 * @param amountFen positive, in fen
 * @param subjectId the fact that it comes from: the application, reservation, redemption, refund, entitlement or budget
 *     movement
 * @param voucherId the voucher concerned; null when it is about none
 * @param reversesId the transfer that a {@link TransferCause#REVERSAL} undoes; null for all others
 * @param occurredAt later than every transfer that it rests on, also where the clocks of two nodes differ: whoever
 *     moves money takes {@code greatest(now, the last move of the row + 1 µs)}
 */
public record Transfer(
        UUID id,
        UUID programmeId,
        TransferCause cause,
        LedgerAccount source,
        LedgerAccount destination,
        long amountFen,
        UUID subjectId,
        UUID voucherId,
        UUID reversesId,
        Instant occurredAt) {

    public Transfer {
        if (amountFen <= 0) {
            throw new IllegalArgumentException("a transfer moves something");
        }
        if (!cause.allows(source.kind(), destination.kind())) {
            throw new IllegalArgumentException(cause + " does not go from " + source + " to " + destination);
        }
        if ((cause == TransferCause.REVERSAL) != (reversesId != null)) {
            throw new IllegalArgumentException("a reversal names what it undoes, and nothing else does");
        }
    }

    /** A transfer about budgets only. */
    public static Transfer of(
            UUID programmeId,
            TransferCause cause,
            LedgerAccount source,
            LedgerAccount destination,
            long amountFen,
            UUID subjectId,
            Instant occurredAt) {
        return new Transfer(
                Ids.next(), programmeId, cause, source, destination, amountFen, subjectId, null, null, occurredAt);
    }

    /** The same transfer, about this voucher. */
    public Transfer aboutVoucher(UUID id) {
        return new Transfer(
                this.id, programmeId, cause, source, destination, amountFen, subjectId, id, reversesId, occurredAt);
    }

    /** The transfer that undoes this one. */
    public Transfer reversal(UUID reason, Instant at) {
        return new Transfer(
                Ids.next(),
                programmeId,
                TransferCause.REVERSAL,
                destination,
                source,
                amountFen,
                reason,
                voucherId,
                id,
                at);
    }
}
