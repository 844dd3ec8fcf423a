package cn.dengyun.voucher.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * That a voucher is to be taken back for good: one person proposes it, another approves it (design.md §2).
 *
 * @param reason of whoever proposed it
 * @param approvedBy null while nobody has approved it
 * @param takesCaptured whether what was captured is taken back too, or asked back where it was paid; null of older
 *     ones, which leave it owed
 */
public record Revocation(UUID proposedBy, Instant proposedAt, String reason, UUID approvedBy, Boolean takesCaptured) {

    static Revocation proposed(UUID by, Instant at, String reason, boolean takesCaptured) {
        return new Revocation(by, at, reason, null, takesCaptured);
    }

    /** Whether what was captured goes back with it. */
    public boolean isOfCaptured() {
        return Boolean.TRUE.equals(takesCaptured);
    }

    /** Whether it waits for another person. */
    public boolean isOpen() {
        return approvedBy == null;
    }

    Revocation approved(UUID by) {
        return new Revocation(proposedBy, proposedAt, reason, by, takesCaptured);
    }
}
