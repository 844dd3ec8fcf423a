package cn.dengyun.programme.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * The money of a programme in one region.
 *
 * @param parentId the budget that it is allocated from; null for the programme's own pool
 * @param availableFen free, in fen
 * @param committedFen held for applications, in fen
 * @param issuedFen in vouchers and beyond, net of what came back, in fen
 * @param intake how many applications were submitted here: the last sequence number given
 * @param movedAt when the ledger last moved something here; later moves are later, whatever a node's clock says
 */
public record Budget(
        UUID id,
        UUID programmeId,
        String regionCode,
        UUID parentId,
        long availableFen,
        long committedFen,
        long issuedFen,
        long intake,
        Instant movedAt) {

    /** All that was allocated to it and not taken away, in fen. */
    public long allocatedFen() {
        return Math.addExact(Math.addExact(availableFen, committedFen), issuedFen);
    }
}
